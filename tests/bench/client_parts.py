"""The parts of client_speed.py: each prints its table, and gives the bars that were missed."""

import json
import shutil
import statistics
import subprocess

import client_programs as programs
import pinned

MANY = 10_000


def show(title, figures):
    print(f"\n{title}\n  {'':10} {'requests/s':>12} {'CPU us/request':>15} {'server busy':>12} {'escala/it':>10}")
    first = next(iter(figures.values()), None)
    for name, each in figures.items():
        print(f"  {name:10} {each.rate:12,.0f} {each.cost:15.2f} {each.server_busy:12.0%} {first.rate / each.rate:10.2f}",
              flush=True)


def closed(options):
    missed = []
    smallest = min(options.bodies)
    cases = [(connections, smallest) for connections in options.connections]
    cases += [(64, body) for body in options.bodies if body != smallest]
    for connections, body in cases:
        # Opening so many connections must not be most of it.
        seconds = max(options.seconds, 4) if connections >= MANY else options.seconds
        with pinned.null_server(options.folder, body) as (port, server):
            found = programs.in_turns(
                programs.http1(options.folder, connections, seconds, port, pinned.one_answer(port)),
                server, options.rounds, seconds)
        show(f"HTTP/1.1, {connections:,} connections, body of {body:,} B", found)
        if (connections, body) == (64, smallest):
            missed = bars(found)
    return missed


def bars(found):
    missed = []
    def at_least(what, value, limit):
        if value < limit:
            missed.append(f"{what} {value:.2f}, at least {limit}")
    at_least("requests/s, escala/bare", found["escala"].rate / found["bare"].rate, 0.95)
    if "wrk" in found:
        at_least("requests/s, escala/wrk", found["escala"].rate / found["wrk"].rate, 1.2)
        cost = found["escala"].cost / found["wrk"].cost
        print(f"  CPU a request, escala/wrk {cost:.2f}")
        if cost > 0.85:
            missed.append(f"CPU a request, escala/wrk {cost:.2f}, at most 0.85")
    return missed


def https(options):
    with pinned.nginx(tls=True) as (port, server):
        show("HTTPS, HTTP/1.1, 64 connections, nginx", programs.in_turns(
            programs.https(options.folder, 64, options.seconds, port), server, options.rounds, options.seconds))
    return []


def http2(options):
    told = subprocess.run([options.folder / "escalactl", "run", "--help"], capture_output=True, text=True, check=False)
    if "--http2" not in told.stdout:
        print("\nHTTP/2: left out, escalactl has no --http2")
        return []
    for streams in (1, 10, 100):
        with pinned.nginx(tls=True) as (port, server):
            show(f"HTTP/2, 10 connections, {streams} streams each, nginx", programs.in_turns(
                programs.http2(options.folder, 10, streams, options.seconds, port), server, options.rounds,
                options.seconds))
    return []


def memory(options):
    """By the peak of resident memory with many connections, less that with one."""
    print(f"\nMemory, {MANY:,} connections against one")
    seconds = max(5, options.seconds)
    with pinned.null_server(options.folder) as (port, _):
        url = f"http://127.0.0.1:{port}/"
        peaks = {"escala": [], "wrk": []}
        for connections in (1, MANY):
            _, summary, outcome = result_of(programs.escalactl(options.folder, url, seconds, "--connections", connections))
            peaks["escala"].append(outcome.peak_bytes)
            if summary["connections_opened"] < connections:
                print(f"  escala opened only {summary['connections_opened']:,} connections: take more --seconds")
            if shutil.which("wrk"):
                wrk = programs.Outcome(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", url])
                peaks["wrk"].append(wrk.peak_bytes)
    for name, found in peaks.items():
        if found:
            each = (found[1] - found[0]) / (MANY - 1)
            print(f"  {name:10} {each / 1024:6.2f} KiB a connection, {found[1] / 2**20:.1f} MiB at the peak")
    return []


def result_of(command):
    outcome = programs.Outcome(command)
    if not outcome.ok:
        raise SystemExit(f"failed: {' '.join(map(str, command))}")
    result = json.loads(outcome.output)
    return result, result["targets"][0]["summary"], outcome


def open_model(options, rate=100_000):
    seconds = max(5, options.seconds)
    print(f"\nOpen model, {rate:,} requests/s due on one core, 64 connections, {seconds} s")
    with pinned.null_server(options.folder) as (port, _):
        for _ in range(options.rounds):
            result, summary, outcome = result_of(programs.escalactl(
                options.folder, f"http://127.0.0.1:{port}/", seconds, "--rate", rate, "--connections", 64))
            lag = summary["lag_s"]
            print(f"  achieved {summary['achieved_rps']:,.0f}/s, dropped {summary['dropped']}, "
                  f"lag p50 {lag['p50'] * 1e6:.0f} us, p99 {lag['p99'] * 1e6:,.0f} us, "
                  f"engine thread {result['generator']['cpu_share']:.0%}, "
                  f"{outcome.cpu_seconds / summary['requests'] * 1e6:.2f} us of CPU a request", flush=True)
    return []


def mean_vs_blocking(options, rate=1000):
    seconds = max(4, options.seconds)
    bare_due, bare_write, response, service, lag = [], [], [], [], []
    with pinned.cached_server(options.folder) as (port, _):
        for _ in range(options.rounds):
            bare = programs.Outcome([options.folder / "blocking_client", rate, seconds, port]).output.split()
            bare_due.append(float(bare[0]))
            bare_write.append(float(bare[1]))
            _, summary, _ = result_of(programs.escalactl(
                options.folder, f"http://127.0.0.1:{port}/", seconds, "--rate", rate))
            response.append(summary["response_time_s"]["mean"] * 1e6)
            service.append(summary["service_time_s"]["mean"] * 1e6)
            lag.append(summary["lag_s"]["p50"] * 1e6)
    median = statistics.median
    ratio = median(response) / median(bare_due)
    print(f"\nMean at {rate:,} requests/s against escala-server cached, us\n"
          f"  {'':14} {'from due':>10} {'from first byte':>16}\n"
          f"  {'escala':14} {median(response):10.1f} {median(service):16.1f}\n"
          f"  {'blocking loop':14} {median(bare_due):10.1f} {median(bare_write):16.1f}\n"
          f"  escala/loop    {ratio:10.2f} {median(service) / median(bare_write):16.2f}\n"
          f"  lag p50 {median(lag):.0f} us")
    missed = [f"mean, escala/blocking {ratio:.2f}, at most 1.2"] if ratio > 1.2 else []
    return missed + ([f"lag p50 {median(lag):.0f} us, below 50"] if median(lag) >= 50 else [])


def asio(options):
    with pinned.null_server(options.folder) as (port, server):
        show("Asio's reactor, 64 connections", programs.in_turns(
            programs.asio(options.folder, 64, options.seconds, port, pinned.one_answer(port)), server, options.rounds,
            options.seconds))
    return []
