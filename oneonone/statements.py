"""What comes with many requests: Django makes its SQL once, and only the values change."""

from collections.abc import Callable
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection
from django.db.models import DateTimeField, Expression, Field, Func, IntegerField, Model, QuerySet
from django.db.models.sql import DeleteQuery, UpdateQuery
from psycopg.types.string import TextLoader

Row = TypeVar("Row", bound=Model)
Rows = list[tuple[Any, ...]]


HOW_MANY = Func(template="COUNT(*)", output_field=IntegerField())
"""How many rows there are; an aggregate of Django's would group them by something."""


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


class _Once:
    """A statement whose SQL is made once for each kind of database."""

    def __init__(self, fields: "dict[str, Field[Any, Any]]") -> None:
        self._fields = fields
        self._made: dict[str, Made] = {}

    def run(self, cursor: Any, values: dict[str, Any]) -> Made:
        """Execute it with these values."""
        made = self._made.get(connection.vendor) or self._make()
        cursor.execute(
            made.sql,
            [each.bound(values) if isinstance(each, Parameter) else each for each in made.parameters],
        )
        return made

    def compiler(self, **given: Parameter) -> Any:
        """Return what makes the SQL, from a placeholder for each of the fields."""
        raise NotImplementedError

    def converters(self, compiler: Any) -> list[Any]:  # noqa: ARG002 - those that read ask it
        """Return how the columns are read."""
        return []

    def _make(self) -> Made:
        compiler = self.compiler(**{name: Parameter(name, field) for name, field in self._fields.items()})
        sql, parameters = compiler.as_sql()
        made = self._made[connection.vendor] = Made(sql, tuple(parameters), self.converters(compiler))
        return made


class Statement(_Once):
    """A read of tuples whose SQL is made once: for a small read, making it was most of the time.

    ``query`` gets a placeholder for each of the ``fields`` and returns a ``values_list``. Moments come as the
    database writes them in UTC, which sorts as they do, SQLite without a zone; ``rows.utc`` shows all.
    """

    def __init__(self, query: Callable[..., QuerySet[Any, Any]], **fields: "Field[Any, Any]") -> None:
        super().__init__(fields)
        self._query = query

    def __call__(self, **values: Any) -> Rows:
        """Return the rows for these values."""
        with connection.cursor() as cursor:
            self.prepare(cursor)
            made = self.run(cursor, values)
            rows = cursor.fetchall()
        return [_converted(row, made) for row in rows] if made.converters else rows

    def compiler(self, **given: Parameter) -> Any:
        """Return what makes the SQL of the query."""
        return self._query(**given).query.get_compiler(connection=connection)

    def prepare(self, cursor: Any) -> None:
        """Leave moments as they are written: making them was a third of a large read on PostgreSQL."""
        if connection.vendor == "postgresql":
            cursor.cursor.adapters.register_loader("timestamptz", TextLoader)

    def converters(self, compiler: Any) -> list[Any]:
        """Return how the columns are read that ``converts`` names."""
        found = compiler.get_converters([column for column, *_ in compiler.select])
        return [
            (place, functions, column)
            for place, (functions, column) in found.items()
            if self.converts(column.output_field)
        ]

    def converts(self, field: "Field[Any, Any]") -> bool:
        """Say whether a column becomes what the model would have."""
        return not isinstance(field, DateTimeField)


class Write(_Once):
    """A write whose SQL is made once; the models send no signals.

    ``query`` gets a placeholder for each of the ``fields`` and returns the rows; ``changes`` gets them too
    and returns what becomes of columns. Without it the rows are deleted, but nothing that hangs on them.
    """

    def __init__(
        self,
        query: Callable[..., QuerySet[Any]],
        changes: Callable[..., dict[str, Any]] | None = None,
        **fields: "Field[Any, Any]",
    ) -> None:
        super().__init__(fields)
        self._query, self._changes = query, changes

    def __call__(self, **values: Any) -> int:
        """Write with these values, and return how many rows there were."""
        with connection.cursor() as cursor:
            self.run(cursor, values)
            return int(cursor.rowcount)

    def compiler(self, **given: Parameter) -> Any:
        """Return what makes the SQL of the update or of the deletion."""
        rows = self._query(**given).order_by().query
        if self._changes is None:
            return rows.chain(DeleteQuery).get_compiler(connection=connection)
        update: Any = rows.chain(UpdateQuery)
        update.add_update_values(self._changes(**given))
        return update.get_compiler(connection=connection)


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

    def prepare(self, cursor: Any) -> None:
        """Let the driver make moments."""

    def rows(self, **values: Any) -> list[Row]:
        """Return the instances for these values."""
        return [self._instance(row) for row in self(**values)]

    def first(self, **values: Any) -> Row | None:
        """Return the first instance for these values, or None."""
        return next(iter(self.rows(**values)), None)

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
