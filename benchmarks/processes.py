"""What running processes take, as Linux tells it."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def family(word):
    """Return the ids of the processes that have a word in their command line."""
    return [int(each.parent.name) for each in Path("/proc").glob("[0-9]*/cmdline") if _has(each, word)]


def resident(groups):
    """Return the memory of each group in MiB, what its processes share counted once."""
    return {name: sum(map(_own_memory, ids)) / 1024 for name, ids in groups.items()}


def processor_time(groups):
    """Return the seconds that each group has used so far."""
    return {name: sum(map(_seconds, ids)) for name, ids in groups.items()}


def _has(file, word):
    try:
        return word in file.read_text().split("\0")
    except (ProcessLookupError, FileNotFoundError):
        return False


def _own_memory(pid):
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
