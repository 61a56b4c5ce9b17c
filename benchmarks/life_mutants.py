"""Whether the walk through the life of calendars finds the faults it is there for.

    python -m benchmarks.life_mutants [fault ...] [--seeds 3]

It walks at the size of CI through a product with each fault of ``benchmarks/life_faults.py`` in turn, three
times with other seeds, and through the product as it is. Exits with 1 if a walk passes by a fault, or if it
finds something in the product as it is.
"""

import argparse
import logging
import os
import sys
import time
import traceback
from contextlib import nullcontext

import django
from django.conf import settings as django_settings
from django.test.utils import get_runner, override_settings, setup_test_environment
from hypothesis import HealthCheck, Phase, seed, settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneonone.settings")
QUICK = {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}


def walk(number):
    """Return what a walk found or None, and after how many examples."""
    from hypothesis.stateful import run_state_machine_as_test  # noqa: PLC0415 - Django's apps come first

    from calendars.tests.test_life import Life  # noqa: PLC0415

    class Counted(Life):
        begun = 0

        def __init__(self):
            super().__init__()
            Counted.begun += 1

    # The first that fails will do: nobody needs the shortest one.
    quick = settings(
        Life.TestCase.settings,
        derandomize=False,
        database=None,
        phases=[Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(seed(number)(Counted), settings=quick)
    except AssertionError as error:
        return error, Counted.begun
    return None, Counted.begun


def place_of(error):
    """Return where in the walk an error arose."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((each.name for each in reversed(frames) if "/tests/life/" in each.filename), repr(error))


def report(name, number, found, begun, seconds):
    what = f"found: {place_of(found)}" if found else "passed"
    print(f"{name:45} seed {number}  {begun:3} examples  {seconds:5.1f} s  {what}", flush=True)


def attempt(name, fault, number):
    """Walk once, say what came of it, and return whether the walk found something."""
    began = time.process_time()
    with fault():
        found, begun = walk(number)
    report(name, number, found, begun, time.process_time() - began)
    return found is not None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("faults", nargs="*", help="Their names; all of them if none is given.")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first", type=int, default=1, help="The first seed.")
    options = parser.parse_args()
    django.setup()
    logging.disable()
    from benchmarks.life_faults import FAULTS  # noqa: PLC0415

    wished = [fault for fault in FAULTS if fault.__name__ in (options.faults or [fault.__name__])]
    seeds = range(options.first, options.first + options.seeds)
    setup_test_environment()
    runner = get_runner(django_settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        with override_settings(**QUICK):
            missed = [
                fault.__name__
                for fault in wished
                for number in seeds
                if not attempt(fault.__name__, fault, number)
            ]
            is_sound = bool(options.faults) or not attempt("the product as it is", nullcontext, seeds[0])
    finally:
        runner.teardown_databases(databases)
    print(f"Walks that passed by a fault: {', '.join(missed) or 'none'}")
    return bool(missed) or not is_sound


if __name__ == "__main__":
    sys.exit(main())
