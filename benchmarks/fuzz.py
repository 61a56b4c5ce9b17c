"""Let schemathesis try everything that the OpenAPI description allows, and much that it does not.

    make fuzz FUZZ_EXAMPLES=100

A real gunicorn on a throwaway database serves an owner with many calendars; most paths name rows that are
there. Exits with 1 for a 5xx, an undocumented status or body, or any other check that fails.
"""

import argparse
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneonone.settings")
django.setup()

from django.db import connections  # noqa: E402 - only after the set-up
from django.utils import timezone  # noqa: E402
from rest_framework_simplejwt.tokens import AccessToken  # noqa: E402

from accounts.models import User  # noqa: E402
from benchmarks.fuzz_scene import scene  # noqa: E402
from benchmarks.stage import ROOT, throwaway_database, web  # noqa: E402
from calendars import links  # noqa: E402
from calendars.models import Feed  # noqa: E402

SCENES = 150

# An answer of 400 to what the description allows is right, as times pass and ids name nothing; and so is
# taking "1" for 1 or page 1 for none, as every program on this framework does.
UNFIT_CHECKS = "positive_data_acceptance,negative_data_rejection"


def fill():
    """Store an owner with calendars; return the owner, and the path parameters of each scene."""
    now = timezone.now()
    owner, other = (
        User.objects.create(username=name, email=f"{name}@example.org", email_verified_at=now)
        for name in ("fuzz", "other")
    )
    owner.set_password("correct horse battery staple")
    owner.save()
    feed = Feed.objects.create(user=owner, created_at=now)
    token = links.feed_url(feed).split("/")[-1].removesuffix(".ics")
    return owner, [scene(owner, other, number, now) | {"feed": token} for number in range(SCENES)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--examples", type=int, default=20)
    parser.add_argument("more", nargs="*", help="What else schemathesis is told, after a --.")
    options = parser.parse_args()
    with throwaway_database(os.environ["DATABASE_URL"]), TemporaryDirectory() as folder:
        owner, scenes = fill()
        scenes_file = Path(folder) / "scenes.json"
        scenes_file.write_text(json.dumps(scenes))
        token = AccessToken.for_user(owner)
        token.set_exp(lifetime=timedelta(days=1))
        connections.close_all()
        log = Path(folder) / "web.log"
        product = {
            "NUM_PROXIES": "1",
            "LOG_LEVEL": "ERROR",
            "MEDIA_ROOT": folder,
            "EMAIL_URL": f"filemail://{folder}",
        }
        # One of its workers: the parser of Python 3.11, which it calls, is not safe with threads.
        with web(log, workers=2, **product) as url:
            command = [sys.executable, "-m", "schemathesis.cli", "run", f"{url}/api/schema/?format=json"]
            command += ["--max-examples", str(options.examples)]
            command += ["--exclude-checks", UNFIT_CHECKS, "--workers", "1", *options.more]
            environment = {
                "PYTHONPATH": str(ROOT),
                "SCHEMATHESIS_HOOKS": "benchmarks.fuzz_hooks",
                "FUZZ_SCENES": str(scenes_file),
                "FUZZ_TOKEN": str(token),
            }
            result = subprocess.run(command, env=os.environ | environment, cwd=folder, check=False)
        errors = log.read_text()
        print(errors[-5000:])
    return result.returncode or bool(errors)


if __name__ == "__main__":
    sys.exit(main())
