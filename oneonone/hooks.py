"""Where an app joins in below itself: a setting names its functions, in the order of the calls."""

from collections.abc import Iterable
from typing import Any

from django.utils.module_loading import import_string


def call(names: Iterable[str], **facts: Any) -> None:
    """Call each named function with the facts, in the caller's transaction."""
    for name in names:
        import_string(name)(**facts)
