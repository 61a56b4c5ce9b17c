"""Ask for what ``load_scene`` offers, by chance but as often as it weighs, at a fixed rate.

    python -m benchmarks.load_client PORT SECONDS RATE SEED < scene > answers

Each call is due at its moment, whether or not earlier ones are answered, and its time is counted from there.
Writes a JSON list of ``[name, status, due, seconds, resets]``; the status is 0 where there was no answer, and
``resets`` says how often a read had to connect anew.
"""

import http.client
import json
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from benchmarks.client import ask

CONNECTIONS = 32


class Load:
    def __init__(self, port, seconds, rate, seed, kinds):
        self.port, self.rate, self.count = port, rate, int(seconds * rate)
        self.chance, self.seed = random.Random(seed), seed
        self.kinds, self.weights = kinds, [kind["weight"] for kind in kinds]
        self.numbers, self.lock = iter(range(self.count)), Lock()
        self.begin = time.perf_counter() + 0.5
        self.answers = []

    def run(self):
        with ThreadPoolExecutor(CONNECTIONS) as threads:
            made = [threads.submit(self.keep_asking) for _ in range(CONNECTIONS)]
        for each in made:
            each.result()
        return self.answers

    def keep_asking(self):
        while True:
            with self.lock:
                number = next(self.numbers, None)
                (kind,) = self.chance.choices(self.kinds, self.weights)
                call = self.chance.choice(kind["calls"])
            if number is None:
                return
            self.answers.append([kind["name"], *self.make(kind["name"], call, number)])

    def make(self, name, call, number):
        due = number / self.rate
        body = json.loads(json.dumps(call["body"]).replace("{n}", f"{self.seed}.{number}"))
        try:
            answer = ask(self.port, call | {"name": name, "body": body}, self.begin + due)
        except (OSError, http.client.HTTPException):
            return 0, due, time.perf_counter() - self.begin - due, 0
        return answer["status"], due, answer["seconds"], answer["resets"]


if __name__ == "__main__":
    port, seconds, rate, seed = sys.argv[1:]
    load = Load(int(port), float(seconds), float(rate), int(seed), json.load(sys.stdin))
    json.dump(load.run(), sys.stdout)
