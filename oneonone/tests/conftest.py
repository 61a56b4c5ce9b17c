import pytest
from django.db import connection

# How rows are found is asked of PostgreSQL, in whose words it is told; only a server can be waited for.
collect_ignore = [] if connection.vendor == "postgresql" else ["test_plans.py", "test_patience.py"]


@pytest.fixture
def database_away(transactional_db, monkeypatch):
    """Point the connection at a database that is not there; ``undo()`` brings the real one back."""
    connection.close()
    # A folder is no SQLite file, and its path is the name of no PostgreSQL database.
    monkeypatch.setitem(connection.settings_dict, "NAME", "/")
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "pool", False)
    if connection.vendor == "sqlite":
        monkeypatch.delitem(connection.settings_dict["OPTIONS"], "pool")
    yield monkeypatch
    connection.close()
    monkeypatch.undo()
