"""Look every package that is shipped up in the published advisories; say so where they cannot be reached.

    .venv/bin/python .ci/audit.py

Exits with 1 for a package with a known fault, one that was not looked up, and an audit that does not work.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import audit_npm
from reach import Failed, NotAudited, failure

FILES = ["requirements.txt", "requirements-scale.txt"]
# An old release with known faults: where even that looks clean, a clean answer means nothing.
CONTROL = "django==3.2\n"
PIN = re.compile(r"^([\w.-]+)==([^\s;]+)(.*)$", re.MULTILINE)


def audit(path):
    """Return the advisories' ids of each release in a requirements file. Raises NotAudited and Failed."""
    command = [sys.executable, "-m", "pip_audit", "--strict", "--no-deps", "--disable-pip"]
    command += ["--progress-spinner", "off", "--format", "json", "--requirement", str(path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        releases = json.loads(ended.stdout)["dependencies"]
    except ValueError:
        raise failure(ended.stderr) from None
    return {
        (each["name"].lower(), each["version"]): [found["id"] for found in each["vulns"]] for each in releases
    }


def reach():
    """Raise NotAudited unless there are advisories here that know of the control."""
    with TemporaryDirectory() as folder:
        control = Path(folder) / "control.txt"
        control.write_text(CONTROL)
        if not any(audit(control).values()):
            raise NotAudited("the advisories here do not know of an old fault")


def faults_of(path):
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


def faults():
    """Return what is wrong with the packages of a server. Raises NotAudited and Failed."""
    reach()
    return [fault for name in FILES for fault in faults_of(Path(name))]


def main():
    wrong = []
    for name, look_up in {"Python": faults, "npm": audit_npm.faults}.items():
        try:
            wrong += look_up()
        except NotAudited as reason:
            print(f"Packages of {name}: NOT AUDITED: {reason}.")
        except Failed as error:
            wrong.append(f"The audit of {name} does not work: {error}")
    if wrong:
        print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
