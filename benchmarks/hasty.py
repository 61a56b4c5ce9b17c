"""Settings for the check of Celery only: the product with a short pause between beats."""

from oneonone.settings import *  # noqa: F403

JOBS_PAUSE_SECONDS = 3
