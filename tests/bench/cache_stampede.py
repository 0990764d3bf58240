#!/usr/bin/env python3
"""What a cache makes of a stampede, of an expired page, and of an origin that fails: escala-server cached and proxy.

    cmake --preset release && cmake --build --preset release --target escala-server
    tests/bench/cache_stampede.py build/release/bin [--delay 300] [--clients 50] [--rounds 3]

For each server, with one event loop and with two: so many clients ask for a cold page at the same moment, over an origin
that takes --delay milliseconds; then, when the page has expired, each asks again within stale-while-revalidate; then the
origin fails. Prints of the worst round how much later than the origin the slowest cold answer came, how long a stale
answer took, and what the origin was asked; exits 1 where a bar is missed: one cold request, 50 ms; one refresh, 10 ms;
200 to every ask while the origin fails. Loopback only. Takes half a minute.
"""

import argparse
import contextlib
import json
import pathlib
import selectors
import signal
import socket
import subprocess
import sys
import time
import urllib.request

LATE = 0.050
STALE = 0.010
TTL = 1


class Server:
    """One escala-server; ends with the block."""

    def __init__(self, folder, kind, *options):
        command = [folder / "escala-server", kind, "--port", "0", "--exit-with-parent", *options]
        self.process = subprocess.Popen([str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        ready = json.loads(self.process.stdout.readline())
        self.url, self.admin = ready["url"], ready["admin"]
        self.port = int(self.url.rsplit(":", 1)[1].strip("/"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def cache(self):
        return json.load(urllib.request.urlopen(self.admin + "stats"))["cache"]


def ask_together(port, path, count):
    """Status, X-Cache or Cache-Status, and time of each answer, in the order in which they came."""
    waiting = selectors.DefaultSelector()
    clients = [socket.create_connection(("127.0.0.1", port)) for _ in range(count)]
    begin = time.monotonic()
    for client in clients:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n".encode())
        waiting.register(client, selectors.EVENT_READ)
    answers = []
    while len(answers) < count:
        for key, _ in waiting.select():
            head = key.fileobj.recv(65536).decode(errors="replace")
            answers.append((int(head.split()[1]), head, time.monotonic() - begin))
            waiting.unregister(key.fileobj)
            key.fileobj.close()
    return answers


@contextlib.contextmanager
def cached(folder, threads, delay):
    with Server(folder, "cached", "--delay", f"{delay}ms", "--threads", threads, "--ttl", f"{TTL}s", "--keys", 100,
                "--stale-while-revalidate", "5s", "--stale-if-error", "1h", "--workers", 1, "--queue", 0) as server:
        def fail():  # the only worker is busy with another page: 503
            busy = socket.create_connection(("127.0.0.1", server.port))
            busy.sendall(b"GET /pages/99 HTTP/1.1\r\nHost: bench\r\n\r\n")
            time.sleep(delay / 5000)
            return busy
        yield server, fail


@contextlib.contextmanager
def proxy(folder, threads, delay):
    with Server(folder, "slow", "--delay", f"{delay}ms", "--keys", 100) as origin, \
         Server(folder, "proxy", "--origin", origin.url, "--threads", threads, "--default-ttl", f"{TTL}s",
                "--stale-while-revalidate", "5s", "--stale-if-error", "1h") as server:
        def fail():
            origin.process.send_signal(signal.SIGKILL)
            origin.process.wait()
        yield server, fail


def measure(make, folder, threads, arguments):
    worst = {"late": 0.0, "cold": 0, "stale": 0.0, "refreshes": 0, "failed": 0}
    with make(folder, threads, arguments.delay) as (server, fail):
        for number in range(arguments.rounds):
            path, before = f"/pages/{number}", server.cache()["origin_requests"]
            answers = ask_together(server.port, path, arguments.clients)
            worst["late"] = max(worst["late"], answers[-1][2] - arguments.delay / 1000)
            worst["cold"] = max(worst["cold"], server.cache()["origin_requests"] - before)
            time.sleep(TTL + 0.2)
            stale = ask_together(server.port, path, arguments.clients)
            worst["failed"] += sum("hit; ttl=-" not in head for _, head, _ in stale)
            worst["stale"] = max(worst["stale"], stale[0][2], ask_together(server.port, path, 1)[0][2])
            worst["refreshes"] = max(worst["refreshes"], server.cache()["origin_requests"] - before - worst["cold"])
            time.sleep(arguments.delay / 1000 + 0.2)
        time.sleep(TTL + 5.2)  # past stale-while-revalidate
        kept = fail()
        answers = ask_together(server.port, "/pages/0", arguments.clients) + ask_together(server.port, "/pages/0", 1)
        worst["failed"] += sum(status != 200 for status, _, _ in answers)
        del kept
    return worst


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="where escala-server is")
    parser.add_argument("--delay", type=int, default=300, help="milliseconds that the origin takes")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    met = True
    print(f"{'server':8} {'loops':>5} {'cold, origin +':>15} {'asked':>6} {'stale':>9} {'refreshes':>10} {'not served':>11}")
    for make in (cached, proxy):
        for threads in (1, 2):
            worst = measure(make, arguments.folder, threads, arguments)
            print(f"{make.__name__:8} {threads:5} {worst['late'] * 1e3:12.1f} ms {worst['cold']:6} "
                  f"{worst['stale'] * 1e3:6.1f} ms {worst['refreshes']:10} {worst['failed']:11}", flush=True)
            met = met and worst["late"] <= LATE and worst["stale"] <= STALE and worst["failed"] == 0 \
                and worst["cold"] == worst["refreshes"] == 1
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
