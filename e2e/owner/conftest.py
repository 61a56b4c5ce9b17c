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
