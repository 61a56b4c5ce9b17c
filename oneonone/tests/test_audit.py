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


# Stands for npm, in the folder that it shall look at.
NPM = f"""#!{sys.executable}
import json, os, sys
from pathlib import Path
answers = json.loads(os.environ["ANSWERS"])
print(answers["npm" if Path.cwd().name == "frontend" else "npm_control"])
"""
FAULTY = {"vulnerabilities": {"lodash": {"severity": "high"}}, "metadata": {"dependencies": {"prod": 2}}}
CLEAN = FAULTY | {"vulnerabilities": {}}


@pytest.fixture
def audit(tmp_path):
    """Return a function that runs the audit with some answers, and returns its status and what it says."""
    (tmp_path / "pip_audit").mkdir()
    (tmp_path / "pip_audit" / "__init__.py").touch()
    (tmp_path / "pip_audit" / "__main__.py").write_text(AUDITOR)
    for name, program in {"npm": NPM, "node": "#!/bin/sh\n"}.items():
        (tmp_path / name).write_text(program)
        (tmp_path / name).chmod(0o755)

    def run(*, npm=CLEAN, npm_control=FAULTY, **answers):
        files = {"control": [OLD], "requirements": clean("requirements.txt")}
        files |= {"requirements_scale": clean("requirements-scale.txt")} | answers
        told = {f"{name.replace('_', '-')}.txt": answer for name, answer in files.items()}
        told |= {"npm": json.dumps(npm), "npm_control": json.dumps(npm_control)}
        environment = os.environ | {"PYTHONPATH": str(tmp_path), "ANSWERS": json.dumps(told)}
        environment["PATH"] = f"{tmp_path}:{os.environ['PATH']}"
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


OFFLINE = "offline."
NOT_SERVED = "the index of packages here serves no advisories."
UNKNOWN = "the advisories here do not know of an old fault."


@pytest.mark.parametrize(
    ("control", "reason"),
    [
        ("requests.exceptions.ConnectionError: Max retries exceeded", OFFLINE),
        ("ERROR: Could not connect to PyPI's vulnerability feed", OFFLINE),
        ("ERROR: Dependency not found on PyPI and could not be audited: django (3.2)", NOT_SERVED),
        ([OLD | {"vulns": []}], UNKNOWN),
    ],
)
def test_advisories_that_are_out_of_reach_are_told_of(audit, control, reason):
    status, said = audit(control=control)

    assert (status, said.startswith(f"Packages of Python: NOT AUDITED: {reason}")) == (0, True)


@pytest.mark.parametrize(
    ("control", "reason"),
    [
        ({"message": "request failed, reason: getaddrinfo ENOTFOUND registry"}, OFFLINE),
        ({"message": "405 Method Not Allowed - POST /advisories/bulk"}, NOT_SERVED),
        (CLEAN, UNKNOWN),
    ],
)
def test_advisories_of_npm_that_are_out_of_reach_are_told_of(audit, control, reason):
    status, said = audit(npm_control=control)

    assert (status, f"Packages of npm: NOT AUDITED: {reason}" in said) == (0, True)


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (FAULTY, "lodash: high"),
        (CLEAN | {"metadata": {"dependencies": {"prod": 1}}}, "nothing was looked up"),
        ({"message": "429 Too Many Requests - POST /advisories/bulk"}, "The audit of npm does not work"),
    ],
)
def test_fault_of_an_npm_package_and_an_audit_without_an_answer_fail(audit, answer, fault):
    status, said = audit(npm=answer)

    assert (status, fault in said) == (1, True)


@pytest.mark.parametrize("broken", ["control", "requirements"])
@pytest.mark.parametrize(
    "said", ["TypeError: unexpected", "requests.exceptions.HTTPError: 403 Client Error: Forbidden for url"]
)
def test_audit_that_does_not_work_fails(audit, broken, said):
    status, told = audit(**{broken: said})

    assert (status, f"The audit of Python does not work: {said}" in told) == (1, True)
