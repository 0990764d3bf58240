"""What the benches of this folder share: a server on one core, its clients on another, all on the loopback."""

import contextlib
import json
import os
import pathlib
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time

CLIENT_CORE = 0
SERVER_CORE = 1

NGINX = """daemon off; master_process off; {user} pid {dir}/nginx.pid; error_log {dir}/nginx.err;
events {{ worker_connections 16384; }}
http {{ access_log off; keepalive_requests 1000000000; http2_max_concurrent_streams 1024;
  client_body_temp_path {dir}/t1; proxy_temp_path {dir}/t2; fastcgi_temp_path {dir}/t3; uwsgi_temp_path {dir}/t4;
  scgi_temp_path {dir}/t5;
  server {{ listen 127.0.0.1:{port} backlog=4096 {listen}; {tls}
    location / {{ return 200 "{body}"; }} }} }}
"""


def prepare():
    """Room for thousands of connections, here and in what is started; and a bench that is ended ends its servers."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def on_core(core, command):
    """The command, held on that core; on a machine with a single core, the command as it is."""
    words = [str(word) for word in command]
    return ["taskset", "-c", str(core), *words] if (os.cpu_count() or 1) > 1 else words


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    for _ in range(500):
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
    raise SystemExit(f"nothing listens on port {port}")


@contextlib.contextmanager
def running(command, core=SERVER_CORE, gently=False, **settings):
    """A server on its core, as long as the block lasts; also one that was stopped ends. `gently`: one with processes of
    its own, which it ends when it is asked to."""
    process = subprocess.Popen(on_core(core, command), **settings)
    try:
        yield process
    finally:
        if gently:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
        process.kill()
        process.send_signal(signal.SIGCONT)
        process.wait()


@contextlib.contextmanager
def null_server(folder, body=0, core=SERVER_CORE):
    """The server that is never the limit; gives its port, and its process."""
    port = free_port()
    with running([folder / "null_server", port, *([body] if body else [])], core) as process:
        wait_for(port)
        yield port, process


@contextlib.contextmanager
def cached_server(folder, delay="1ms"):
    """Escala's cached server, its entry already there."""
    with running([folder / "escala-server", "cached", "--port", "0", "--delay", delay, "--ttl", "1h"],
                 stdout=subprocess.PIPE, text=True) as process:
        port = int(json.loads(process.stdout.readline())["url"].rsplit(":", 1)[1].strip("/"))
        one_answer(port)
        yield port, process


@contextlib.contextmanager
def nginx(tls=False, body="hola"):
    """Debian's nginx with one fixed answer; with `tls`, HTTP/1.1 and HTTP/2 by a certificate of its own."""
    port = free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        if tls:
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                            "-keyout", folder / "key.pem", "-out", folder / "cert.pem", "-days", "2",
                            "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"],
                           check=True, stderr=subprocess.DEVNULL)
        config = folder / "nginx.conf"
        config.write_text(NGINX.format(
            dir=folder, port=port, body=body, user="user root;" if os.geteuid() == 0 else "",
            listen="ssl http2" if tls else "",
            tls=f"ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem;" if tls else ""))
        with running(["nginx", "-c", config], stderr=subprocess.DEVNULL) as process:
            wait_for(port)
            yield port, process


def one_answer(port):
    """Asks once; gives how many bytes the answer has, its head included."""
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += connection.recv(65536)
        head = answer.split(b"\r\n\r\n", 1)[0].lower()
        length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        return len(head) + 4 + length


def cpu_seconds(pid):
    """That a process has used so far."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
