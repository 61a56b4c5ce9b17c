"""Write as JSON, for some rounds, the first, middle and last pages of what ``load_scale --hoard`` has made.

python -m benchmarks.page_scene ROUNDS
"""

import json
import sys
from datetime import timedelta

import django

django.setup()

from rest_framework_simplejwt.tokens import AccessToken  # noqa: E402 - only after the set-up

from accounts.models import User  # noqa: E402

SIZE = 50


def scene():
    hoarder = User.objects.get(username="hoarder")
    token = AccessToken.for_user(hoarder)
    token.set_exp(lifetime=timedelta(hours=2))
    headers = {"Authorization": f"Bearer {token}"}
    busiest = hoarder.calendars.earliest("pk")
    lists = {
        "contacts": ("contacts/?", hoarder.contacts),
        "contacts by address": ("contacts/?ordering=email&", hoarder.contacts),
        "calendars": ("calendars/?", hoarder.calendars),
        "log": (f"calendars/{busiest.pk}/log/?", busiest.log),
    }
    for name, (path, rows) in lists.items():
        last = -(-rows.count() // SIZE)
        for page in sorted({1, last // 2 or 1, last}):
            call = {"method": "GET", "path": f"/api/v1/{path}page={page}", "headers": headers}
            yield call | {"name": f"{name}, page {page}"}


if __name__ == "__main__":
    json.dump([list(scene())] * int(sys.argv[1]), sys.stdout)
