"""The processes of the product with a bad mail server, some of which are killed now and then."""

import itertools
import os
import random
import signal
import subprocess
import sys

from benchmarks.stage import ROOT, end, free_port

OF_WORKERS = ("claimed", "begun", "accepted", "noted")
OF_WEB = ("written", "committed")


class Fleet:
    """A web server and some workers, started anew whenever one is found dead."""

    def __init__(self, folder, workers, haste):
        self.folder, self.journal = folder, folder / "journal"
        self.port, self.smtp_port = free_port(), free_port()
        self.journal.touch()
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "benchmarks.mortal",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.smtp_port}",
            "LOG_LEVEL": "ERROR",
            "MORTAL_FOLDER": str(folder),
            "MORTAL_HASTE": str(haste),
        }
        gunicorn = ["-m", "gunicorn", "oneonone.wsgi", "--bind", f"127.0.0.1:{self.port}", "--workers", "2"]
        self.commands = {
            "smtp": ["-m", "benchmarks.bad_smtp", str(self.smtp_port), str(self.journal)],
            "web": [*gunicorn, "--worker-class", "gthread", "--threads", "4", "--no-control-socket"],
        }
        self.commands |= {f"worker {n}": ["manage.py", "run_worker"] for n in range(workers)}
        self.running = {}
        self.points = itertools.cycle(OF_WORKERS + OF_WEB)
        self.worker_kills = self.web_kills = 0

    def __enter__(self):
        self.revive()
        return self

    def __exit__(self, *_error):
        for child in self.running.values():
            end(child)

    @property
    def written(self):
        """How many mails the server has stored."""
        return self.journal.read_bytes().count(b"\n")

    def revive(self):
        """Start what does not run."""
        for name, command in self.commands.items():
            child = self.running.get(name)
            if child is None or child.poll() is not None:
                with (self.folder / "log").open("ab") as log:
                    self.running[name] = subprocess.Popen(
                        [sys.executable, *command],
                        cwd=ROOT,
                        env=self.environment,
                        stdout=log,
                        stderr=log,
                        start_new_session=True,
                    )

    def strike(self):
        """Kill a process: in turn at its next named point, and at once."""
        if (self.worker_kills + self.web_kills) % 2:
            point = next(self.points)
            (self.folder / point).touch()
            self._count(is_web=point in OF_WEB)
            return
        name = random.choice([name for name in self.running if name != "smtp"])
        if self.running[name].poll() is None:
            os.killpg(self.running[name].pid, signal.SIGKILL)
        self._count(is_web=name == "web")

    def disarm(self):
        """Take back the named points that nobody has reached."""
        for point in OF_WORKERS + OF_WEB:
            if (self.folder / point).exists():
                (self.folder / point).unlink()
                self._count(is_web=point in OF_WEB, by=-1)

    def _count(self, *, is_web, by=1):
        if is_web:
            self.web_kills += by
        else:
            self.worker_kills += by
