"""The clients that client_speed.py compares: how each is called, and how its figures are read."""

import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
import time

import pinned


def first_word(output):
    return float(output.split()[0])


def matching(pattern):
    return lambda output: float(re.search(pattern, output)[1])


def achieved(output):
    return json.loads(output)["targets"][0]["summary"]["achieved_rps"]


WRK = matching(r"Requests/sec:\s+([\d.]+)")


def hey_rate(output):
    """Of answers: its own line counts failures too."""
    return float(re.search(r"\[200\]\s+(\d+) responses", output)[1]) / matching(r"Total:\s+([\d.]+) secs")(output)


AB = matching(r"Requests per second:\s+([\d.]+)")
H2LOAD = matching(r"finished in .*?, ([\d.]+) req/s")


def present(commands):
    """Those whose program is there."""
    return {name: each for name, each in commands.items() if shutil.which(str(each[0][0]))}


def http1(folder, connections, seconds, port, answer):
    """Name to command and reader; the loops of this folder first."""
    url = f"http://127.0.0.1:{port}/"
    return present({
        "escala": ([folder / "client_load", connections, seconds, port], first_word),
        "bare": ([folder / "bare_client", connections, seconds, port, answer], first_word),
        "wrk": (["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", url], WRK),
        "ab": (["ab", "-q", "-k", "-c", connections, "-t", seconds, "-n", 5_000_000, url], AB),
        "hey": (["hey", "-cpus", "1", "-c", connections, "-z", f"{seconds}s", url], hey_rate),
        "h2load": (["h2load", "--h1", "-t1", "-c", connections, "-D", seconds, url], H2LOAD),
    })


def escalactl(folder, url, seconds, *options):
    return [folder / "escalactl", "run", "--duration", f"{seconds}s", "--threads", 1, "--json", "-", *options, url]


def https(folder, connections, seconds, port):
    url = f"https://127.0.0.1:{port}/"
    return present({
        "escala": (escalactl(folder, url, seconds, "--insecure", "--connections", connections), achieved),
        "wrk": (["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", url], WRK),
        "ab": (["ab", "-q", "-k", "-c", connections, "-t", seconds, "-n", 5_000_000, url], AB),
        "hey": (["hey", "-cpus", "1", "-c", connections, "-z", f"{seconds}s", url], hey_rate),
        "h2load": (["h2load", "--h1", "-t1", "-c", connections, "-D", seconds, url], H2LOAD),
    })


def http2(folder, connections, streams, seconds, port):
    url = f"https://127.0.0.1:{port}/"
    return present({
        "escala": (escalactl(folder, url, seconds, "--insecure", "--http2", "--connections", connections, "--streams",
                             streams), achieved),
        "h2load": (["h2load", "-t1", "-c", connections, "-m", streams, "-D", seconds, url], H2LOAD),
    })


def asio(folder, connections, seconds, port, answer):
    return {
        "bare": ([folder / "bare_client", connections, seconds, port, answer], first_word),
        "asio read": ([folder / "asio_client", connections, seconds, port, "read"], first_word),
        "asio wait": ([folder / "asio_client", connections, seconds, port, "wait"], first_word),
    }


class Outcome:
    """Of one run of a program on the client's core."""

    def __init__(self, command):
        start = time.monotonic()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with tempfile.TemporaryFile("w+") as printed:
            process = subprocess.Popen(pinned.on_core(pinned.CLIENT_CORE, command), stdout=printed,
                                       stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            printed.seek(0)
            self.output = printed.read()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.ok = process.returncode == 0
        self.cpu_seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.peak_bytes = usage.ru_maxrss * 1024
        self.wall_seconds = time.monotonic() - start


class Medians:
    """Of several rounds of one program."""

    def __init__(self):
        self.rates, self.costs, self.server = [], [], []

    def add(self, outcome, rate, seconds, server_cpu):
        self.rates.append(rate)
        self.costs.append(outcome.cpu_seconds / (rate * seconds) * 1e6)
        self.server.append(server_cpu / outcome.wall_seconds)

    rate = property(lambda self: statistics.median(self.rates))
    cost = property(lambda self: statistics.median(self.costs))
    server_busy = property(lambda self: statistics.median(self.server))


def in_turns(programs, server, rounds, seconds):
    """Medians by name; a program that fails (too many connections for it, say) is told of and left out."""
    figures = {name: Medians() for name in programs}
    for _ in range(rounds):
        for name, (command, rate_of) in programs.items():
            if name not in figures:
                continue
            before = pinned.cpu_seconds(server.pid)
            outcome = Outcome(command)
            try:
                rate = rate_of(outcome.output) if outcome.ok else 0
            except (TypeError, ValueError, KeyError, IndexError):
                rate = 0
            if rate <= 0:
                print(f"  {name} failed: {' '.join(map(str, command))}")
                del figures[name]
            else:
                figures[name].add(outcome, rate, seconds, pinned.cpu_seconds(server.pid) - before)
    return figures
