import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
QUOTES = re.findall(
    r"^```python (\S+)\n(.*?)^```", (ROOT / "docs" / "architecture.md").read_text(), re.MULTILINE | re.DOTALL
)


def test_architecture_quotes_code():
    assert len(QUOTES) == 2


@pytest.mark.parametrize(("path", "quote"), QUOTES)
def test_architecture_quotes_the_sources_as_they_are(path, quote):
    assert quote in (ROOT / path).read_text()
