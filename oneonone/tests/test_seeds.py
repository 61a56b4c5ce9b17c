import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "seeds.md").read_text().splitlines()
    if re.match(r"\| \d{3} \|", line)
]


def test_every_seed_has_rows():
    assert {seed for seed, *_ in ROWS} == {"000", "001", "002", "003", "004"}


@pytest.mark.parametrize(("seed", "asks", "where", "test"), ROWS)
def test_row_is_complete_and_names_a_test_that_exists(seed, asks, where, test):
    assert asks
    assert where
    assert _exists(test)


def _exists(test):
    path, name = re.fullmatch(r"`([\w/]+\.py)::(\w+)`", test).groups()
    tree = ast.parse((ROOT / path).read_text())
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body)
