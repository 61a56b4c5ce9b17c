"""Look every package that a server runs up in the published advisories; say so where they cannot be reached.

    .venv/bin/python .ci/audit.py

Exits with 1 for a package with a known fault, one that was not looked up, and an audit that does not work.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

FILES = ["requirements.txt", "requirements-scale.txt"]
# An old release with known faults: where even that looks clean, a clean answer means nothing.
CONTROL = "django==3.2\n"
OUT_OF_REACH = re.compile(r"not found on PyPI|ConnectionError|HTTPError|Timeout")
PIN = re.compile(r"^([\w.-]+)==([^\s;]+)(.*)$", re.MULTILINE)


class Failed(Exception):
    """The audit ended without an answer; the message is what it said."""


def audit(path):
    """Return the advisories' ids of each release in a requirements file. Raises Failed."""
    command = [sys.executable, "-m", "pip_audit", "--strict", "--no-deps", "--disable-pip"]
    command += ["--progress-spinner", "off", "--format", "json", "--requirement", str(path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        releases = json.loads(ended.stdout)["dependencies"]
    except ValueError:
        raise Failed(ended.stderr) from None
    return {
        (each["name"].lower(), each["version"]): [found["id"] for found in each["vulns"]] for each in releases
    }


def is_reachable():
    """Whether there are advisories here that know of the control. Raises Failed when the audit is broken."""
    with TemporaryDirectory() as folder:
        control = Path(folder) / "control.txt"
        control.write_text(CONTROL)
        try:
            return any(audit(control).values())
        except Failed as error:
            if OUT_OF_REACH.search(str(error)):
                return False
            raise


def faults(path):
    """Return what is wrong with the releases that a requirements file pins on every platform."""
    pins = {
        (name.lower(), version)
        for name, version, marker in PIN.findall(path.read_text())
        if not marker.strip()
    }
    found = audit(path)
    wrong = [f"{name} {version}: {', '.join(ids)}" for (name, version), ids in found.items() if ids]
    wrong += [f"{name} {version}: not looked up" for name, version in sorted(pins - found.keys())]
    print(f"Packages: {path}: {len(found)} looked up, {len(wrong)} with a fault.")
    return wrong if pins else [f"{path} pins nothing"]


def main():
    try:
        if not is_reachable():
            print("Packages: NOT AUDITED: offline, or the advisories cannot be reached from here.")
            return 0
        wrong = [fault for name in FILES for fault in faults(Path(name))]
    except Failed as error:
        wrong = [f"The audit does not work: {error}"]
    print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
