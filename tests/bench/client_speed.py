#!/usr/bin/env python3
"""What the load engine makes of one core, beside wrk, ab, hey, h2load and a bare epoll loop.

    cmake --preset release && cmake --build --preset release
    tests/bench/client_speed.py build/release/bin [--only closed https http2 memory open mean asio]
                                [--rounds 3] [--seconds 2] [--connections 1 64 1000 10000] [--bodies 100 10240 1048576]

The client has the first core, the server the second one. The programs take turns, so that a machine whose speed drifts
is fair to all, and medians are compared. A default run takes about eight minutes. Parts:

    closed   HTTP/1.1 against null_server: each number of connections with the smallest body, each body at 64 connections
    https    the same at 64 connections against nginx with TLS
    http2    against nginx with TLS: 1, 10 and 100 streams on 10 connections (where escalactl has --http2)
    memory   what 10,000 connections take, each
    open     100,000 requests/s due on one core: drops, lag, CPU
    mean     1,000 requests/s against escala-server cached, beside a bare loop of blocking calls at the same pace
    asio     the bare loop on Asio's reactor (docs/architecture.md)

Bars (docs/testing.md): at 64 connections and the smallest body at least 1.2 times wrk's requests/s and 0.95 of the
bare loop's, and at most 0.85 of wrk's CPU time a request; the mean within 20 % and lag p50 below 50 us. Exit status 1
where one is missed. CPU time is that of the whole process, its start included: `escala` is the bare engine
(client_load) in `closed`, and escalactl with all that it loads in the other parts, so give those --seconds 5 or more
to compare them by CPU. `server busy` near 100 % means that the server was the limit: then compare the CPU time only.
Tools that are not installed are left out. Close other programs first: on a busy machine only the ratios mean
something, and they little.
"""

import argparse
import pathlib
import sys

import client_parts
import pinned

PARTS = {
    "closed": client_parts.closed,
    "https": client_parts.https,
    "http2": client_parts.http2,
    "memory": client_parts.memory,
    "open": client_parts.open_model,
    "mean": client_parts.mean_vs_blocking,
    "asio": client_parts.asio,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="where the programs are")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="these parts")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=2, help="of each program in each round")
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 64, 1000, 10000])
    parser.add_argument("--bodies", type=int, nargs="+", default=[100, 10240, 1048576], help="bytes")
    options = parser.parse_args()
    pinned.prepare()
    missed = []
    for part in options.only:
        missed += PARTS[part](options)
    print("\n" + ("\n".join(f"missed: {bar}" for bar in missed) or "bars met"))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
