#!/usr/bin/env python3
"""What the load engine makes of one core, beside wrk, ab, hey and a bare epoll loop, against the same null server.

    cmake --preset release && cmake --build --preset release
    tests/bench/client_speed.py build/release/bin [--rounds 5] [--seconds 2] [--connections 64]

The client has the first core, the server the second one. The programs take turns, so that a machine whose speed drifts
is fair to all, and medians are compared. Bars (docs/testing.md): at least 1.2 times wrk's requests/s and 0.95 of the
bare loop's, at most 0.85 of wrk's CPU time a request; exit status 1 where one is missed. Tools that are not installed
are left out. Close other programs first: on a busy machine only the ratios mean something, and they little.
"""

import argparse
import pathlib
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import time


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.02)


def rate_of(pattern):
    return lambda output: float(re.search(pattern, output)[1])


def clients(folder, options, port):
    url = f"http://127.0.0.1:{port}/"
    users, seconds = str(options.connections), str(options.seconds)
    first_word = rate_of(r"([\d.]+)")
    return {
        "escala": ([folder / "client_load", users, seconds, str(port)], first_word),
        "bare": ([folder / "bare_client", users, seconds, str(port)], first_word),
        "wrk": (["wrk", "-t1", f"-c{users}", f"-d{seconds}s", url], rate_of(r"Requests/sec:\s+([\d.]+)")),
        "ab": (["ab", "-q", "-k", "-c", users, "-n", "100000000", "-t", seconds, url], rate_of(r"Requests per second:\s+([\d.]+)")),
        "hey": (["hey", "-cpus", "1", "-c", users, "-z", f"{seconds}s", url], rate_of(r"Requests/sec:\s+([\d.]+)")),
    }


def measure(command, rate, seconds):
    """Requests/s, and CPU microseconds a request (of the whole process, its start included)."""
    before = cpu_seconds()
    output = subprocess.run(["taskset", "-c", "0", *map(str, command)], check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    found = rate(output.stdout)
    return found, (cpu_seconds() - before) / (found * seconds) * 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="where client_load, bare_client and null_server are")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--connections", type=int, default=64)
    options = parser.parse_args()
    port = free_port()
    server = subprocess.Popen(["taskset", "-c", "1", str(options.folder / "null_server"), str(port)])
    try:
        wait_for(port)
        present = {k: v for k, v in clients(options.folder, options, port).items() if shutil.which(str(v[0][0]))}
        figures = {name: [] for name in present}
        for _ in range(options.rounds):
            for name, (command, rate) in present.items():
                figures[name].append(measure(command, rate, options.seconds))
    finally:
        server.kill()
        server.wait()

    rates = {name: statistics.median(rate for rate, _ in each) for name, each in figures.items()}
    costs = {name: statistics.median(cost for _, cost in each) for name, each in figures.items()}
    for name in present:
        print(f"{name:8} {rates[name]:10,.0f} requests/s  {costs[name]:7.2f} us of CPU a request"
              f"  escala/{name} {rates['escala'] / rates[name]:.2f}")
    met = rates["escala"] >= 0.95 * rates["bare"]
    if "wrk" in present:
        met = met and rates["escala"] >= 1.2 * rates["wrk"] and costs["escala"] <= 0.85 * costs["wrk"]
        print(f"CPU a request, escala/wrk {costs['escala'] / costs['wrk']:.2f}")
    print("bars met" if met else "a bar is missed")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
