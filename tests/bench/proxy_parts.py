"""The parts of proxy_speed.py: each prints its table, and gives the bars that were missed."""

import contextlib
import os
import pathlib
import shutil
import socket
import statistics
import tempfile

import client_programs as programs
import pinned
import proxy_servers as servers

IDLE = 10_000
OBJECTS = 20_000
OBJECT = 1024

# A path that nobody has asked for before, each time.
NEW_PATHS = """local n = 0
local from = os.time() % 1000000 .. "/"
request = function() n = n + 1; return wrk.format(nil, "/" .. from .. n) end
"""


class Medians:
    def __init__(self):
        self.rates, self.costs = [], []

    rate = property(lambda self: statistics.median(self.rates))
    cost = property(lambda self: statistics.median(self.costs))
    range = property(lambda self: f"{min(self.rates):,.0f} to {max(self.rates):,.0f}")


def bare(options, connections, answer):
    """The bare client; `answer` is the length of an answer, None where that changes and each comes in one piece."""
    return lambda port: ([options.folder / "bare_client", connections, options.seconds, port,
                          *([answer(port)] if answer else [])], programs.first_word)


def measure(server, client, options, figures):
    command, rate_of = client(server.port)
    before = server.cpu_seconds()
    outcome = programs.Outcome(command)
    if not outcome.ok:
        raise SystemExit(f"failed: {' '.join(map(str, command))}")
    rate = rate_of(outcome.output)
    figures.rates.append(rate)
    figures.costs.append((server.cpu_seconds() - before) / (rate * options.seconds) * 1e6)


@contextlib.contextmanager
def all_running(starts):
    """All of them at once, idle but for the one that is asked; each has answered before."""
    with contextlib.ExitStack() as stack:
        running = {name: stack.enter_context(start()) for name, start in starts.items()}
        for server in running.values():
            pinned.one_answer(server.port)
        yield running


def in_turns(running, client, options):
    figures = {name: Medians() for name in running}
    for _ in range(options.rounds):
        for name, server in running.items():
            measure(server, client, options, figures[name])
    return figures


def show(title, figures, own, what="requests"):
    print(f"\n{title}\n  {'':10} {what + '/s':>12} {'CPU us each':>12}  {'range':>20} " +
          " ".join(f"{name + '/it':>12}" for name in own))
    for name, each in figures.items():
        ratios = " ".join(f"{figures[mine].rate / each.rate:12.2f}" for mine in own)
        print(f"  {name:10} {each.rate:12,.0f} {each.cost:12.2f}  {each.range:>20} {ratios}", flush=True)


def below(figures, own, bars, what):
    """Bars are on the rate, over that of each of the others."""
    missed = []
    for other, bar in bars.items():
        for mine in own:
            if other in figures and mine in figures and figures[mine].rate / figures[other].rate < bar:
                missed.append(f"{what}, {mine}/{other} {figures[mine].rate / figures[other].rate:.2f}, at least {bar}")
    return missed


def hits(options, threads=1):
    own = ("cached", "proxy")
    with servers.origin(options.folder, OBJECT) as origin:
        with all_running(servers.caches(options.folder, origin, OBJECT, threads)) as running:
            found = in_turns(running, bare(options, options.connections, None), options)
    show(f"Hits from memory, {OBJECT:,} B, {options.connections} connections, {threads} threads", found, own, "hits")
    return below(found, own, {"nginx": 1.5, "varnish": 2.0}, "hits") if threads == 1 else []


def passed_on(options, threads=1):
    with servers.origin(options.folder) as origin:
        starts = servers.proxies(options.folder, origin, threads)
        own = [name for name in ("proxy", "balancer") if name in starts]
        with all_running(starts) as running:
            found = in_turns(running, bare(options, options.connections, pinned.one_answer), options)
    show(f"Passed on to the same origin, {options.connections} connections, {threads} threads", found, own)
    return []


def misses(options):
    if not shutil.which("wrk"):
        print("\nMisses: left out, wrk is not installed")
        return []
    with servers.origin(options.folder, OBJECT) as origin, tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / "paths.lua"
        script.write_text(NEW_PATHS)
        starts = servers.caches(options.folder, origin, OBJECT)
        del starts["cached"]  # asks nobody

        def client(port):
            return (["wrk", "-t1", f"-c{options.connections}", f"-d{options.seconds}s", "-s", script,
                     f"http://127.0.0.1:{port}/"], programs.WRK)
        with all_running(starts) as running:
            found = in_turns(running, client, options)
    show(f"Misses that are stored, {OBJECT:,} B, {options.connections} connections", found, ("proxy",), "misses")
    return []


class Clients:
    """Connections that are held open, each of which has been answered once."""

    def __init__(self, port, count):
        self.sockets = []
        for _ in range(count):
            self.sockets.append(socket.create_connection(("127.0.0.1", port), 10))
            ask(self.sockets[-1], "/")

    def close(self):
        for each in self.sockets:
            each.close()


def ask(connection, path):
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    received = b""
    while b"\r\n\r\n" not in received:
        received += got(connection)
    head, body = received.split(b"\r\n\r\n", 1)
    left = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0]) - len(body)
    while left > 0:
        left -= len(got(connection))


def got(connection):
    data = connection.recv(65536)
    if not data:
        raise SystemExit("a server closed a connection that was to stay")
    return data


def objects(options):
    """Memory by what is resident before and after; what nginx keeps on disk is in the page cache, and told apart."""
    print(f"\nMemory of {OBJECTS:,} cached objects of {OBJECT:,} B each")
    with servers.origin(options.folder, OBJECT) as origin:
        for name, start in servers.caches(options.folder, origin, OBJECT, pages=OBJECTS).items():
            with start() as server, socket.create_connection(("127.0.0.1", server.port), 10) as connection:
                ask(connection, "/")
                before = server.resident_bytes()
                for number in range(OBJECTS):
                    ask(connection, f"/pages/{number}")
                each = (server.resident_bytes() - before) / OBJECTS
                note = ", and its file on disk" if name == "nginx" else ""
                print(f"  {name:10} {each:8.0f} B each, {each - OBJECT:.0f} B over its body{note}", flush=True)
    return []


def idle(options):
    """10,000 connections that wait: what each takes, and what they cost the others."""
    print(f"\n{IDLE:,} idle connections, and {options.connections} that ask\n"
          f"  {'':10} {'KiB each':>9} {'requests/s':>12} {'without them':>13} {'ratio':>6}")
    with servers.origin(options.folder, OBJECT) as origin:
        starts = servers.caches(options.folder, origin, OBJECT)
        starts |= {f"{name} (pass)": start for name, start in servers.proxies(options.folder, origin).items()}
        for name, start in starts.items():
            answer = pinned.one_answer if "(pass)" in name else None
            with start() as server:
                pinned.one_answer(server.port)
                alone, crowded = Medians(), Medians()
                for _ in range(options.rounds):
                    measure(server, bare(options, options.connections, answer), options, alone)
                before = server.resident_bytes()
                with contextlib.closing(Clients(server.port, IDLE)):
                    each = (server.resident_bytes() - before) / IDLE
                    for _ in range(options.rounds):
                        measure(server, bare(options, options.connections, answer), options, crowded)
            print(f"  {name:16} {each / 1024:6.2f} {crowded.rate:12,.0f} {alone.rate:13,.0f} "
                  f"{crowded.rate / alone.rate:6.2f}", flush=True)
    return []


def threads(options):
    cores = os.cpu_count() or 1
    if cores < 3:
        print(f"\nWith {cores} cores two threads share them with the client and the origin: compare the servers, "
              "not one thread with two")
    for count in (1, 2):
        hits(options, count)
        passed_on(options, count)
    return []
