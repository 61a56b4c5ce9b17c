"""Reads that come with many requests: Django makes their SQL once, and only the values change."""

from collections.abc import Callable
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection
from django.db.models import DateTimeField, Expression, Field, Model, QuerySet

Row = TypeVar("Row", bound=Model)
Rows = list[tuple[Any, ...]]


class Parameter(Expression):
    """A value that is known when a statement is run, by its name."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:  # noqa: ARG002 - Django's signature
        """Keep a place for the value."""
        return "%s", [self]

    def bound(self, values: dict[str, Any]) -> Any:
        """Return the value as the database takes it."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


class Made(NamedTuple):
    """SQL with its parameters, and how the columns are read that the driver does not read rightly."""

    sql: str
    parameters: tuple[Any, ...]
    converters: list[tuple[int, list[Callable[..., Any]], Any]]


class Statement:
    """A read of tuples whose SQL is made once: for a small read, making it was most of the time.

    ``query`` gets a placeholder for each of the ``fields`` and returns a ``values_list``. Moments come as the
    driver gives them, from SQLite in UTC without a zone or as text: ``rows.utc`` shows them all.
    """

    def __init__(self, query: Callable[..., QuerySet[Any, Any]], **fields: "Field[Any, Any]") -> None:
        self._query, self._fields = query, fields
        self._made: dict[str, Made] = {}

    def __call__(self, **values: Any) -> Rows:
        """Return the rows for these values."""
        made = self._made.get(connection.vendor) or self._make()
        parameters = [each.bound(values) if isinstance(each, Parameter) else each for each in made.parameters]
        with connection.cursor() as cursor:
            cursor.execute(made.sql, parameters)
            rows = cursor.fetchall()
        return [_converted(row, made) for row in rows] if made.converters else rows

    def converts(self, field: "Field[Any, Any]") -> bool:
        """Say whether a column becomes what the model would have."""
        return not isinstance(field, DateTimeField)

    def _make(self) -> Made:
        given = {name: Parameter(name, field) for name, field in self._fields.items()}
        compiler = self._query(**given).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        found = compiler.get_converters([column for column, *_ in compiler.select])
        converters = [
            (place, functions, column)
            for place, (functions, column) in found.items()
            if self.converts(column.output_field)
        ]
        made = self._made[connection.vendor] = Made(sql, tuple(parameters), converters)
        return made


class Whole(Statement, Generic[Row]):
    """A statement whose rows are instances, with the ``related`` ones as ``select_related`` fetches them."""

    def __init__(
        self,
        query: Callable[..., QuerySet[Row]],
        related: tuple[str, ...],
        **fields: "Field[Any, Any]",
    ) -> None:
        super().__init__(lambda **given: self._in_columns(query(**given)), **fields)
        self._related = related
        self._shapes: list[tuple[str, Any, list[str]]] = []

    def converts(self, field: "Field[Any, Any]") -> bool:  # noqa: ARG002 - some statements ask
        """Convert every column."""
        return True

    def rows(self, **values: Any) -> list[Row]:
        """Return the instances for these values."""
        return [self._instance(row) for row in self(**values)]

    def _in_columns(self, queryset: QuerySet[Row]) -> QuerySet[Any, Any]:
        self._shapes = [_shape(queryset.model, path) for path in ("", *self._related)]
        columns = [f"{path}__{name}".removeprefix("__") for path, _, names in self._shapes for name in names]
        return queryset.values_list(*columns)

    def _instance(self, row: tuple[Any, ...]) -> Row:
        made: dict[str, Any] = {}
        values = iter(row)
        for path, model, names in self._shapes:
            columns = list(islice(values, len(names)))
            made[path] = None if columns[0] is None else model.from_db(connection.alias, names, columns)
            if path:
                parent, _, name = path.rpartition("__")
                setattr(made[parent], name, made[path])
        instance: Row = made[""]
        return instance


def _shape(model: Any, path: str) -> tuple[str, Any, list[str]]:
    for name in filter(None, path.split("__")):
        model = model._meta.get_field(name).related_model  # noqa: SLF001 - Django's own name
    return path, model, [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001


def _converted(row: tuple[Any, ...], made: Made) -> tuple[Any, ...]:
    columns = list(row)
    for place, functions, column in made.converters:
        for convert in functions:
            columns[place] = convert(columns[place], column, connection)
    return tuple(columns)
