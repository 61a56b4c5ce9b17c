"""Settings for the check of Celery only: the product with short pauses between beats, and short leases."""

from oneonone.settings import *  # noqa: F403

JOBS_PAUSE_SECONDS = 3
MAIL_TOTAL_SECONDS = 10
MAIL_LEASE_SECONDS = 15
