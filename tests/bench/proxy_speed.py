#!/usr/bin/env python3
"""Escala's caches, proxy and balancer beside nginx, Varnish and HAProxy.

    cmake --preset release && cmake --build --preset release
    tests/bench/proxy_speed.py build/release/bin [--only hits misses pass objects idle threads]
                               [--rounds 5] [--seconds 2] [--connections 64]

The client and the origin (null_server) have the first core, the server that is measured the second one. The servers
take turns, so that a machine whose speed drifts is fair to all, and medians are compared. A default run takes about
ten minutes. Parts:

    hits     from memory: cached and proxy, nginx's proxy_cache, Varnish
    misses   a new path each time, fetched and stored: proxy, nginx, Varnish (asked by wrk)
    pass     everything passed on: proxy --no-cache, balancer with one replica, nginx, HAProxy
    objects  what a cached object of 1 KiB takes in memory
    idle     what each of 10,000 idle connections takes, and what they cost the others
    threads  hits and pass with one thread and with two

Bars (docs/testing.md): hits with one thread at least 1.5 times nginx's and twice Varnish's. Exit status 1 where one is
missed. CPU time is that of all processes of a server; on a busy machine it is the steadier figure. Memory is the
proportional set size: of the program, not of the kernel's sockets. Servers that are not installed are left out. Close
other programs first.
"""

import argparse
import pathlib
import sys

import pinned
import proxy_parts

PARTS = {
    "hits": proxy_parts.hits,
    "misses": proxy_parts.misses,
    "pass": proxy_parts.passed_on,
    "objects": proxy_parts.objects,
    "idle": proxy_parts.idle,
    "threads": proxy_parts.threads,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="where the programs are")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="these parts")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2, help="of each server in each round")
    parser.add_argument("--connections", type=int, default=64)
    options = parser.parse_args()
    pinned.prepare()
    missed = []
    for part in options.only:
        missed += PARTS[part](options)
    print("\n" + ("\n".join(f"missed: {bar}" for bar in missed) or "bars met"))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
