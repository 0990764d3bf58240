"""The servers that proxy_speed.py compares: how each is set up, and what it uses."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

import pinned

LONG = "300s"  # an idle connection, longer than any part

NGINX = """daemon off; {workers} {user} pid {dir}/nginx.pid; error_log {dir}/nginx.err; worker_rlimit_nofile 65536;
events {{ worker_connections 16384; }}
http {{ access_log off; keepalive_requests 1000000000; keepalive_timeout {long}; open_file_cache max=1000;
  proxy_cache_path {dir}/cache keys_zone=store:50m;
  client_body_temp_path {dir}/t1; proxy_temp_path {dir}/t2; fastcgi_temp_path {dir}/t3; uwsgi_temp_path {dir}/t4;
  scgi_temp_path {dir}/t5;
  upstream origin {{ server 127.0.0.1:{origin}; keepalive 256; keepalive_requests 1000000000; }}
  server {{ listen 127.0.0.1:{port} backlog=4096;
    location / {{ proxy_pass http://origin; proxy_http_version 1.1; proxy_set_header Connection ""; {cache} }} }} }}
"""

VCL = """vcl 4.1;
backend default {{ .host = "127.0.0.1"; .port = "{origin}"; }}
sub vcl_backend_response {{ set beresp.ttl = 1h; }}
"""

HAPROXY = """global
    nbthread {threads}
    maxconn 12000
    no strict-limits
defaults
    mode http
    timeout connect 5s
    timeout client {long}
    timeout server {long}
    timeout http-keep-alive {long}
    http-reuse always
frontend front
    bind 127.0.0.1:{port} backlog 4096
    default_backend origin
backend origin
    server one 127.0.0.1:{origin}
"""


class Server:
    """One of them while it runs."""

    def __init__(self, port, process):
        self.port = port
        self.process = process

    def _tree(self):
        """The process and those it started, by their statistics."""
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if self.process.pid in (int(stat.parent.name), int(fields[1])):
                yield stat.parent, fields

    def cpu_seconds(self):
        return sum(int(fields[11]) + int(fields[12]) for _, fields in self._tree()) / os.sysconf("SC_CLK_TCK")

    def resident_bytes(self):
        """Memory that several of its processes share counts once."""
        total = 0
        for folder, _ in self._tree():
            text = (folder / "smaps_rollup").read_text()
            total += int(text.split("Pss:")[1].split()[0]) * 1024
        return total


def server_cores(threads):
    """One thread has a core of its own; more have all but the client's where there are enough of them."""
    if threads == 1:
        return pinned.SERVER_CORE
    return f"1-{os.cpu_count() - 1}" if os.cpu_count() > threads else f"0-{os.cpu_count() - 1}"


@contextlib.contextmanager
def origin(folder, body=0):
    """The null server on the client's core: the server's core is for what is measured."""
    with pinned.null_server(folder, body, core=pinned.CLIENT_CORE) as (port, _):
        yield port


@contextlib.contextmanager
def escala(folder, kind, threads, *options):
    command = [folder / "escala-server", kind, "--port", "0", "--threads", threads, *options]
    with pinned.running(command, core=server_cores(threads), stdout=subprocess.PIPE, text=True) as process:
        ready = json.loads(process.stdout.readline())
        yield Server(int(ready["url"].rsplit(":", 1)[1].strip("/")), process)


@contextlib.contextmanager
def _in_folder(name, text, command, threads, port):
    """A server with a configuration file in a folder of its own; `command` gets the folder and the file."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        os.chmod(directory, 0o755)
        folder = pathlib.Path(directory)
        (folder / name).write_text(text.replace("@dir@", directory))
        with pinned.running(command(folder, folder / name), core=server_cores(threads), stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL, gently=True) as process:
            pinned.wait_for(port)
            yield Server(port, process)


def nginx(origin_port, threads=1, cached=False):
    port = pinned.free_port()
    text = NGINX.format(dir="@dir@", port=port, origin=origin_port, long=LONG,
                        workers="master_process off;" if threads == 1 else f"worker_processes {threads};",
                        user="user root;" if os.geteuid() == 0 else "",
                        cache="proxy_cache store; proxy_cache_valid 200 1h;" if cached else "")
    return _in_folder("nginx.conf", text, lambda _, file: ["nginx", "-c", file], threads, port)


def varnish(origin_port, threads=1):
    port = pinned.free_port()
    return _in_folder("default.vcl", VCL.format(origin=origin_port),
                      lambda folder, file: ["varnishd", "-F", "-n", folder / "work", "-a", f"127.0.0.1:{port}", "-f", file,
                                            "-s", "malloc,256m", "-p", "timeout_idle=300"], threads, port)


def haproxy(origin_port, threads=1):
    port = pinned.free_port()
    text = HAPROXY.format(port=port, origin=origin_port, threads=threads, long=LONG)
    return _in_folder("haproxy.cfg", text, lambda _, file: ["haproxy", "-db", "-f", file], threads, port)


def caches(folder, origin_port, size, threads=1, pages=1):
    """Each with what it needs to keep all that the origin sends; by name, not yet started. `cached` is its own origin,
    with so many pages of that size."""
    url = f"http://127.0.0.1:{origin_port}/"
    return _present({
        "cached": (None, lambda: escala(folder, "cached", threads, "--delay", "1ms", "--ttl", "1h", "--keys", pages,
                                        "--size", size, "--capacity", 1_000_000)),
        "proxy": (None, lambda: escala(folder, "proxy", threads, "--origin", url, "--default-ttl", "1h")),
        "nginx": ("nginx", lambda: nginx(origin_port, threads, cached=True)),
        "varnish": ("varnishd", lambda: varnish(origin_port, threads)),
    })


def proxies(folder, origin_port, threads=1):
    """Those that pass everything on."""
    url = f"http://127.0.0.1:{origin_port}/"
    found = {"proxy": (None, lambda: escala(folder, "proxy", threads, "--origin", url, "--no-cache"))}
    if _has_balancer(folder):
        found["balancer"] = (None, lambda: escala(folder, "balancer", threads, "--replica", url))
    found["nginx"] = ("nginx", lambda: nginx(origin_port, threads))
    found["haproxy"] = ("haproxy", lambda: haproxy(origin_port, threads))
    return _present(found)


def _has_balancer(folder):
    return "balancer" in subprocess.run([folder / "escala-server", "--help"], capture_output=True, text=True,
                                        check=True).stdout


def _present(servers):
    """Those whose program is there."""
    for name, (program, _) in servers.items():
        if program and not shutil.which(program):
            print(f"{name} is not installed, and left out")
    return {name: start for name, (program, start) in servers.items() if not program or shutil.which(program)}
