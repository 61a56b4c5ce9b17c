"""Reads that come with many requests: Django makes their SQL once, and only the values change."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import DateTimeField, Expression, Field, QuerySet

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

    def _make(self) -> Made:
        given = {name: Parameter(name, field) for name, field in self._fields.items()}
        compiler = self._query(**given).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        found = compiler.get_converters([column for column, *_ in compiler.select])
        converters = [
            (place, functions, column)
            for place, (functions, column) in found.items()
            if not isinstance(column.output_field, DateTimeField)
        ]
        made = self._made[connection.vendor] = Made(sql, tuple(parameters), converters)
        return made


def _converted(row: tuple[Any, ...], made: Made) -> tuple[Any, ...]:
    columns = list(row)
    for place, functions, column in made.converters:
        for convert in functions:
            columns[place] = convert(columns[place], column, connection)
    return tuple(columns)
