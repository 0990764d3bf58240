#!/usr/bin/env python3
"""What clients tell of a server that stops for 6 s in a run of 10 s: the worked example of docs/measuring.md.

    cmake --preset release && cmake --build --preset release
    tests/bench/stall.py build/release/bin [--server cached|nginx] [--stall 6] [--only escala wrk hey ab]

Each client runs alone for 10 s against a server on a free loopback port; 2 s after its start the server gets SIGSTOP,
and SIGCONT after the stall. Prints each command, and then the table. Client and server have a core each where there are
two. `expected` is arithmetic: of 5,000 requests that were due one by one every 2 ms, those within the stall wait for
its end. Tools that are not installed are left out. Takes two minutes.
"""

import argparse
import json
import pathlib
import re
import shutil
import signal
import subprocess
import time

import pinned

RATE = 500
SECONDS = 10
BEFORE = 2
USERS = 20
UNITS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}
COLUMNS = ("p50", "p90", "p99", "max")


def seconds(text):
    """wrk's "1.23ms"."""
    value, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(value) * UNITS[unit]


def read_wrk(output):
    percentiles = [seconds(re.search(rf"^\s+{p}%\s+(\S+)", output, re.M)[1]) for p in (50, 90, 99)]
    longest = seconds(re.search(r"Latency\s+\S+\s+\S+\s+(\S+)", output)[1])
    return int(re.search(r"(\d+) requests in", output)[1]), [*percentiles, longest]


def read_hey(output):
    percentiles = [float(re.search(rf"^\s+{p}% in ([\d.]+) secs", output, re.M)[1]) for p in (50, 90, 99)]
    answers = sum(int(n) for n in re.findall(r"\[\d+\]\s+(\d+) responses", output))
    return answers, [*percentiles, float(re.search(r"Slowest:\s+([\d.]+)", output)[1])]


def read_ab(output):
    percentiles = [float(re.search(rf"^\s+{p}%\s+(\d+)", output, re.M)[1]) / 1e3 for p in (50, 90, 99, 100)]
    return int(re.search(r"Complete requests:\s+(\d+)", output)[1]), percentiles


def read_escala(figure):
    def read(output):
        target = json.loads(output)["targets"][0]
        return target["summary"]["responses"], [target["summary"][figure][column] for column in COLUMNS]
    return read


def clients(folder, url):
    """Name, command, and how to read what it prints: rows of the table, each with requests and four times."""
    def open_model(connections):
        command = [folder / "escalactl", "run", "--rate", RATE, "--duration", f"{SECONDS}s", "--connections", connections,
                   "--threads", 1, "--json", "-", url]
        return command, {part: read_escala(f"{part}_time_s") for part in ("response", "service")}
    yield "escala", f"escalactl --rate {RATE} --connections 5000", *open_model(5000)
    yield "escala", f"escalactl --rate {RATE} --connections {USERS}", *open_model(USERS)
    yield "wrk", f"wrk -c{USERS}", ["wrk", "-t1", f"-c{USERS}", f"-d{SECONDS}s", "--latency", url], {"": read_wrk}
    yield ("wrk", f"wrk -c{USERS} --timeout 20s",
           ["wrk", "-t1", f"-c{USERS}", f"-d{SECONDS}s", "--timeout", "20s", "--latency", url], {"": read_wrk})
    yield ("hey", f"hey -c {USERS} -q {RATE // USERS}",
           ["hey", "-c", USERS, "-q", RATE // USERS, "-z", f"{SECONDS}s", url], {"": read_hey})
    yield ("ab", f"ab -k -c {USERS}",
           ["ab", "-q", "-k", "-c", USERS, "-t", SECONDS, "-n", 5_000_000, url], {"": read_ab})


def run_with_stall(command, server, stall):
    """The client's output, and how long the server really stood still."""
    client = subprocess.Popen(pinned.on_core(pinned.CLIENT_CORE, command), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
    time.sleep(BEFORE)
    server.send_signal(signal.SIGSTOP)
    stopped = time.monotonic()
    time.sleep(stall)
    server.send_signal(signal.SIGCONT)
    stood = time.monotonic() - stopped
    output, problem = client.communicate()
    if client.returncode != 0:
        raise SystemExit(f"{command[0]} failed: {problem or output}")
    return output, stood


def expected(stall):
    """Percentiles of the response times of an open model: zero outside the stall, its remaining time within."""
    due = RATE * SECONDS
    waits = sorted(max(0.0, stall - i / RATE) for i in range(due))
    return due, [waits[min(due - 1, int(due * quantile))] for quantile in (0.5, 0.9, 0.99, 1)]


def time_text(value):
    return f"{value:.2f} s" if value >= 0.1 else f"{value * 1e3:.2f} ms"


def row(name, requests, times):
    return f"| {name} | {requests:,} | " + " | ".join(time_text(value) for value in times) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="where escalactl and escala-server are")
    parser.add_argument("--server", choices=("cached", "nginx"), default="cached")
    parser.add_argument("--stall", type=float, default=6.0, help="seconds, at most 7")
    parser.add_argument("--only", nargs="+", choices=("escala", "wrk", "hey", "ab"), default=("escala", "wrk", "hey", "ab"))
    options = parser.parse_args()
    pinned.prepare()
    table = [row(f"expected, stall of {options.stall:.2f} s", *expected(options.stall))]
    server_of = pinned.nginx if options.server == "nginx" else lambda: pinned.cached_server(options.folder)
    with server_of() as (port, server):
        for kind, name, command, readers in clients(options.folder, f"http://127.0.0.1:{port}/"):
            if kind not in options.only or not (kind == "escala" or shutil.which(kind)):
                continue
            print("$", *command, flush=True)
            output, stood = run_with_stall(command, server, options.stall)
            if stood > options.stall + 0.05:
                print(f"  (the machine was busy: the server stood still for {stood:.2f} s)")
            for part, read in readers.items():
                table.append(row(f"{name}, {part} time" if part else name, *read(output)))
    print("\n| client | answers | " + " | ".join(COLUMNS) + " |\n|---" + "|--:" * 5 + "|")
    print("\n".join(table))


if __name__ == "__main__":
    main()
