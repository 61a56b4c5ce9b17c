"""Whole mails and calendar files, as people get them.

When one is changed on purpose, write them anew and read the difference:
``GOLDEN=write pytest calendars/tests/test_emails.py && git diff calendars/tests/golden``.
"""

import os
from pathlib import Path


def check(name, content):
    """Compare ``content`` with the file of that name, line endings included."""
    path = Path(__file__).parent / name
    if os.environ.get("GOLDEN") == "write":
        path.write_bytes(content.encode())
    assert content == path.read_bytes().decode()
