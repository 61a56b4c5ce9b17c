"""Calls in rounds, so that a noisy machine is noisy for all: what counts are ratios within a round."""

import json
import os
import subprocess
import sys
from operator import truediv
from statistics import median
from typing import NamedTuple

from benchmarks.stage import ROOT


class Cost(NamedTuple):
    """What an answer took in ms, until its last byte and of the processor in its thread, and its KiB."""

    time: float
    processor: float
    size: float


def make(calls, rate):
    """Make the calls, at most ``rate`` a second, and return by port and name what each cost in each round."""
    client = [sys.executable, "-m", "benchmarks.client", "0", str(rate)]
    costs = {}
    for call, each in zip(calls, json.loads(output(client, os.environ, json.dumps(calls))), strict=True):
        if each["status"] != 200:
            sys.exit(f"An answer that is none: {each}")
        cost = Cost(each["seconds"] * 1000, each["processor"] * 1000, each["bytes"] / 1024)
        costs.setdefault(call["port"], {}).setdefault(call["name"], []).append(cost)
    return costs


def output(command, environment, text=None):
    done = subprocess.run(
        command, cwd=ROOT, env=environment, input=text, text=True, check=True, capture_output=True
    )
    return done.stdout


def middle(costs):
    """Return the medians of several costs."""
    return Cost(*map(median, zip(*costs, strict=True)))


def ratio(costs, floors):
    """Return the medians, over the rounds, of what a call cost in terms of what its floor cost then."""
    return middle([Cost(*map(truediv, *pair)) for pair in zip(costs, floors, strict=True)])


def verdict(ratios, goal):
    missed = [name for name in ("time", "processor") if getattr(ratios, name) > goal]
    return f"missed in {' and '.join(missed)}" if missed else "met"
