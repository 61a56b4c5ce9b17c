import subprocess
import sys

import pytest
from django.conf import settings

SETTINGS = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'oneonone.settings'"


@pytest.mark.parametrize(
    "start",
    [
        "from oneonone import wsgi",
        "from oneonone import asgi",
        "import django; django.setup(); from oneonone import urls",
    ],
)
def test_fresh_process_finds_every_route(start):
    # Here everything is imported already, and a circle of imports would not be seen.
    code = f"{SETTINGS}; {start}; from django.urls import reverse; print(reverse('live'))"

    ended = subprocess.run(
        [sys.executable, "-c", code], check=False, cwd=settings.BASE_DIR, capture_output=True, text=True
    )

    assert (ended.stdout, ended.stderr) == ("/healthz\n", "")
