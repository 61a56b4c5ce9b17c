"""How PostgreSQL finds the rows of a statement: by a key of an index, or by reading a table as a whole."""

import json
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

PARTIAL = "SELECT relname FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid WHERE indpred IS NOT NULL"


@dataclass(frozen=True)
class Scan:
    """One look into a table; ``rows`` were read for it, or are expected to be."""

    table: str
    kind: str
    index: str
    by_key: bool
    rows: int
    sql: str

    def is_whole(self, partial):
        """Whether it reads everything: the index of few rows is as good as a key."""
        return not self.by_key and self.index not in partial


def partial_indexes():
    """Return the indexes that hold only some of their table's rows."""
    with connection.cursor() as cursor:
        cursor.execute(PARTIAL)
        return {name for (name,) in cursor.fetchall()}


@contextmanager
def explained(*, analyze=False):
    """Collect the scans of the statements made within; ``analyze`` has the rows of reads counted."""
    scans = []

    def explain(execute, sql, params, many, context):
        if sql.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            counted = analyze and sql.startswith("SELECT")
            with context["connection"].connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (FORMAT JSON, ANALYZE {counted}) {sql}", params)
                (found,) = cursor.fetchone()
            scans.extend(_scans((found if isinstance(found, list) else json.loads(found))[0]["Plan"], sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        yield scans


def _scans(node, sql, table=""):
    table = node.get("Relation Name", table)
    if node["Node Type"] != "Bitmap Heap Scan" and "Scan" in node["Node Type"] and table:
        yield Scan(
            table=table,
            kind=node["Node Type"],
            index=node.get("Index Name", ""),
            by_key="Index Cond" in node or "TID Cond" in node,
            rows=_rows(node),
            sql=sql,
        )
    for child in node.get("Plans", ()):
        yield from _scans(child, sql, table if node["Node Type"].startswith("Bitmap") else "")


def _rows(node):
    if "Actual Rows" not in node:
        return int(node["Plan Rows"])
    return int((node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"])
