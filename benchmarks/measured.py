"""Settings for benchmarks only: the product with the floors beside it, and a clock around each request."""

from oneonone.settings import *  # noqa: F403
from oneonone.settings import MIDDLEWARE as _MIDDLEWARE

ROOT_URLCONF = "benchmarks.floors"
MIDDLEWARE = ["benchmarks.floors.ProcessorTime", *_MIDDLEWARE]
