"""Read serializers that work out once, not for each row, how their fields are shown."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from django.db.models import Manager, Model
from rest_framework import serializers
from rest_framework.fields import empty

Row = TypeVar("Row", bound=Model)
Field = serializers.Field[Any, Any, Any, Any]

Reader = Callable[[Any, Any], Any]
"""Gives what is shown of a row, the first argument being the serializer."""

_SHOWN_AS_THEY_ARE = (
    serializers.BooleanField,
    serializers.CharField,
    serializers.IntegerField,
    serializers.ChoiceField,
    serializers.ReadOnlyField,
    serializers.PrimaryKeyRelatedField,  # the id of a row stands for it
)


class ShowingSerializer(serializers.Serializer[Any]):
    """A serializer that only shows.

    DRF asks every field anew for every row; of a calendar with hundreds of rows that was most of the time.
    """

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Return what the fields say of the row."""
        return {name: read(self, instance) for name, read in _readers(type(self))}

    def show_all(self, rows: Iterable[Any]) -> list[dict[str, Any]]:
        """Return what the fields say of several rows; of tuples made of the very fields, all in one go."""
        found = list(rows)
        names = tuple(name for name, _ in _readers(type(self)))
        if not found or getattr(found[0], "_fields", None) != names:
            return [self.to_representation(row) for row in found]
        shown = [dict(zip(names, row, strict=True)) for row in found]
        for name, show in _changes(type(self)):
            for row in shown:
                row[name] = show(row[name])
        for name in _shown_by_fields(type(self)):
            for row in shown:
                row[name] = self.fields[name].to_representation(row[name]) if row[name] else None
        return shown


class RowSerializer(ShowingSerializer, serializers.ModelSerializer[Row]):
    """A model serializer that only shows rows."""


def utc(moment: datetime | str | None) -> str | None:
    """Return a moment as every answer gives it; a text, or one without a zone, is how a database keeps it."""
    if moment is None:
        return None
    if isinstance(moment, str):
        return _utc(moment)
    if moment.tzinfo is None:
        return f"{moment.isoformat()}Z"
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _utc(text: str) -> str:
    """Return a moment in UTC as a database wrote it, SQLite without a zone, PostgreSQL without last zeros."""
    day, _, clock = text.removesuffix("+00").partition(" ")
    if "+" in clock or "-" in clock:
        return str(utc(datetime.fromisoformat(text)))
    seconds, point, digits = clock.partition(".")
    return f"{day}T{seconds}{point}{digits:0<6}Z" if digits else f"{day}T{seconds}Z"


@cache
def _readers(shape: type[ShowingSerializer]) -> tuple[tuple[str, Reader], ...]:
    fields = shape().fields.items()
    return tuple((name, _reader(field)) for name, field in fields if not _is_added_by_hand(field))


@cache
def _changes(shape: type[ShowingSerializer]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Return how the fields are shown that are not shown as they are."""
    shows = ((name, _shown(field)) for name, field in shape().fields.items())
    return tuple((name, show) for name, show in shows if show not in (None, _same))


@cache
def _shown_by_fields(shape: type[ShowingSerializer]) -> list[str]:
    """Return the fields that only themselves know how to show, with their serializer's context."""
    return [name for name, field in shape().fields.items() if _shown(field) is None]


def _same(value: Any) -> Any:
    return value


def _is_added_by_hand(field: Field) -> bool:
    return not (field.required or field.read_only) and field.default is empty


def _reader(field: Field) -> Reader:
    if isinstance(field, serializers.SerializerMethodField):
        method = str(field.method_name)
        return lambda serializer, row: getattr(serializer, method)(row)
    if isinstance(field, serializers.PrimaryKeyRelatedField):
        column = f"{field.source}_id"
        return lambda _, row: getattr(row, column)
    find, show = _finder(field), _shown(field)
    if show is None:  # only the field itself knows, with its serializer's context
        name = str(field.field_name)
        return lambda serializer, row: _as_drf_shows(serializer, name, row) if find(row) else None
    return lambda _, row: show(find(row))


def _shown(field: Field) -> Callable[[Any], Any] | None:
    if isinstance(field, _SHOWN_AS_THEY_ARE):
        return _same
    if isinstance(field, serializers.DateTimeField):
        return utc
    if isinstance(field, serializers.DateField):
        return lambda day: day and day.isoformat()
    if isinstance(field, ShowingSerializer):
        return lambda row: row and field.to_representation(row)
    child = getattr(field, "child", None)
    if isinstance(child, ShowingSerializer):
        return lambda rows: child.show_all(_all(rows))
    return None


def _all(rows: Any) -> Any:
    return rows.all() if isinstance(rows, Manager) else rows


def _finder(field: Field) -> Callable[[Any], Any]:
    names = field.source_attrs
    default = None if field.default is empty else field.default

    def find(row: Any) -> Any:
        for name in names:
            row = getattr(row, name)
            if row is None:
                return default
        return row

    return find


def _as_drf_shows(serializer: ShowingSerializer, name: str, row: Any) -> Any:
    field = serializer.fields[name]
    return field.to_representation(field.get_attribute(row))
