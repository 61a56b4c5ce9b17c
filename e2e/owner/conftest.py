"""Maria, her account and her browser."""

import pytest

from e2e.people import Owner
from e2e.scene import Account


@pytest.fixture
def account(stage):
    return Account(stage)


@pytest.fixture
def owner(new_page, stage, account):
    """Return Maria in her browser, not logged in yet."""
    return Owner(new_page(), stage, account.username)


@pytest.fixture
def looking(new_page, stage, account):
    """Return Maria, whose device prefers little motion, so that colours are there at once."""
    return Owner(new_page(reduced_motion="reduce"), stage, account.username)
