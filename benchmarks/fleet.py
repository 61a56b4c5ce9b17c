"""The processes of the product with a bad mail server, some of which are killed now and then."""

import itertools
import os
import random
import signal
import subprocess
import sys

from benchmarks.stage import ROOT, end, free_port

POINTS = ("accepted", "finalizing", "noting", "committed", "claimed", "written", "looked up", "noted")
OF_WEB = {"finalizing", "committed", "written"}


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
        self.points = itertools.cycle(POINTS)
        self.strikes = 0
        self.worker_kills = self.web_kills = 0

    def __enter__(self):
        self.revive()
        return self

    def __exit__(self, *_error):
        for child in self.running.values():
            child.terminate()
        for child in self.running.values():
            end(child)

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
        """Kill a process: in turn at once, and at its next named point."""
        self.strikes += 1
        if self.strikes % 2:
            self._kill(random.choice([name for name in self.running if name != "smtp"]))
        else:
            point = next(self.points)
            if not (self.folder / point).exists():
                (self.folder / point).touch()
                self._count(is_web=point in OF_WEB)

    def disarm(self):
        """Take back the named points that nobody has reached."""
        for point in POINTS:
            if (self.folder / point).exists():
                (self.folder / point).unlink()
                self._count(is_web=point in OF_WEB, by=-1)

    def _kill(self, name):
        child = self.running[name]
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            self._count(is_web=name == "web")

    def _count(self, *, is_web, by=1):
        if is_web:
            self.web_kills += by
        else:
            self.worker_kills += by
