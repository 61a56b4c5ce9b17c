"""Look the packages of the app that browsers load up in npm's advisories."""

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from reach import NotAudited, failure

# An old release with known faults: where even that looks clean, a clean answer means nothing.
PACKAGE = {"name": "control", "version": "1.0.0", "dependencies": {"lodash": "4.17.0"}}
LOCK = PACKAGE | {
    "lockfileVersion": 3,
    "packages": {"": PACKAGE, "node_modules/lodash": {"version": "4.17.0"}},
}


def audit(folder):
    """Return the faults by package, and how many packages were looked up. Raises NotAudited and Failed."""
    ended = subprocess.run([".ci/frontend", "audit", folder], capture_output=True, text=True, check=False)
    try:
        said = json.loads(ended.stdout)
        return said["vulnerabilities"], said["metadata"]["dependencies"]["prod"]
    except (ValueError, KeyError):
        raise failure(ended.stdout + ended.stderr) from None


def faults():
    """Return what is wrong with the packages of the app. Raises NotAudited and Failed."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "package.json").write_text(json.dumps(PACKAGE))
        (Path(folder) / "package-lock.json").write_text(json.dumps(LOCK))
        if not audit(folder)[0]:
            raise NotAudited("the advisories here do not know of an old fault")
    found, count = audit("frontend")
    print(f"Packages: frontend: {count} looked up, {len(found)} with a fault.")
    wrong = [f"{name}: {fault['severity']}" for name, fault in found.items()]
    return wrong if count > 1 else ["frontend: nothing was looked up"]
