"""The audit of packages must not pass by checking nothing."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

PINS = re.compile(r"^([\w.-]+)==([^\s;]+)$", re.MULTILINE)
OLD = {"name": "django", "version": "3.2", "vulns": [{"id": "PYSEC-0"}]}

# Stands for pip-audit, which asks the network: it answers as it is told, by the file that it shall look at.
AUDITOR = """
import json, os, sys
from pathlib import Path
answers = json.loads(os.environ["ANSWERS"])
answer = answers[Path(sys.argv[-1]).name]
if isinstance(answer, str):
    sys.exit(answer)
print(json.dumps({"dependencies": answer}))
"""


def clean(name):
    pins = PINS.findall((settings.BASE_DIR / name).read_text())
    return [{"name": package, "version": version, "vulns": []} for package, version in pins]


@pytest.fixture
def audit(tmp_path):
    """Return a function that runs the audit with some answers, and returns its status and what it says."""
    (tmp_path / "pip_audit").mkdir()
    (tmp_path / "pip_audit" / "__init__.py").touch()
    (tmp_path / "pip_audit" / "__main__.py").write_text(AUDITOR)

    def run(**answers):
        files = {"control": [OLD], "requirements": clean("requirements.txt")}
        files |= {"requirements_scale": clean("requirements-scale.txt")} | answers
        told = {f"{name.replace('_', '-')}.txt": answer for name, answer in files.items()}
        environment = os.environ | {"PYTHONPATH": str(tmp_path), "ANSWERS": json.dumps(told)}
        command = [sys.executable, ".ci/audit.py"]
        ended = subprocess.run(
            command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
        )
        return ended.returncode, ended.stdout

    return run


def test_packages_without_a_known_fault_pass(audit):
    status, said = audit()

    assert (status, "NOT AUDITED" in said) == (0, False)
    assert f"{len(clean('requirements.txt'))} looked up, 0 with a fault" in said


def test_known_fault_is_named(audit):
    status, said = audit(requirements_scale=[*clean("requirements-scale.txt"), OLD])

    assert (status, "django 3.2: PYSEC-0" in said) == (1, True)


@pytest.mark.parametrize("looked_up", [[], clean("requirements.txt")[1:]])
def test_package_that_is_not_looked_up_fails(audit, looked_up):
    status, said = audit(requirements=looked_up)

    assert (status, "not looked up" in said) == (1, True)


@pytest.mark.parametrize(
    "control",
    [
        "requests.exceptions.ConnectionError: Max retries exceeded",
        "ERROR: Dependency not found on PyPI and could not be audited: django (3.2)",
        [OLD | {"vulns": []}],
    ],
)
def test_advisories_that_are_out_of_reach_are_told_of(audit, control):
    status, said = audit(control=control)

    assert (status, said.startswith("Packages: NOT AUDITED: offline")) == (0, True)


@pytest.mark.parametrize("broken", ["control", "requirements"])
def test_audit_that_does_not_work_fails(audit, broken):
    status, said = audit(**{broken: "TypeError: unexpected"})

    assert (status, said.startswith("The audit does not work: TypeError")) == (1, True)
