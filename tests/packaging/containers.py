#!/usr/bin/env python3
"""The container files hold together: stages, packages and copies of each Containerfile, and every compose file with real
servers in place of its containers. Arguments: the project's root, the folder of programs."""

import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import urllib.request

import yaml

ADMIN_PORT = "9000"
HEALTH = ["CMD", "escala-admin", "GET", "/health"]
# In every image of Debian: Essential, or what apt itself needs.
IN_BASE_IMAGE = {"libc6", "libgcc-s1", "libstdc++6"}

root, programs = map(pathlib.Path, sys.argv[1:3])
folder = root / "packaging/containers"
problems = []


def expect(condition, sentence):
    if not condition:
        problems.append(sentence)


# Containerfiles ------------------------------------------------------------------------------------------------------


def stages_of(path):
    """The instructions of each stage: [(word, rest)…] from its FROM on."""
    text = re.sub(r"^\s*#.*\n", "", path.read_text(encoding="utf-8"), flags=re.M).replace("\\\n", " ")
    stages = []
    for line in filter(str.strip, text.splitlines()):
        word, rest = line.strip().split(maxsplit=1)
        if word == "FROM":
            stages.append([])
        stages[-1].append((word, rest))
    return stages


def packages_of(stage):
    """What apt-get installs in a stage."""
    found = set()
    for word, rest in stage:
        for command in rest.split("&&") if word == "RUN" else []:
            words = shlex.split(command)
            if words[:2] == ["apt-get", "install"]:
                found |= {each for each in words[2:] if not each.startswith("--")}
                expect("--no-install-recommends" in words, f"{words}: installs what is only recommended")
    return found


def copies_of(stage):
    """What is copied from the tree: [(sources, destination)…]."""
    for word, rest in stage:
        words = [each for each in rest.split() if not each.startswith("--")]
        if word == "COPY" and "--from" not in rest:
            yield words[:-1], words[-1]


def listed_packages():
    text = (root / "packaging/dependencies.txt").read_text(encoding="utf-8")
    return {line.split("#")[0].strip() for line in text.splitlines()} - {""}


def owners_of_libraries(program):
    """The packages that own the shared libraries of a program, but those of sanitizers."""
    owners = set()
    for line in subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout.splitlines():
        match = re.search(r"=> (/\S+)", line)
        if not match or re.search(r"lib(a|ub|t|l)san", line):
            continue
        for name in {match[1], os.path.realpath(match[1]), "/usr" + match[1]}:
            found = subprocess.run(["dpkg-query", "--search", name], capture_output=True, text=True, check=False)
            owners |= {each.split(":")[0] for each in found.stdout.splitlines()}
    return owners


def check_containerfile(path):
    stages = stages_of(path)
    expect(len(stages) > 1, f"{path}: what builds it is in the image")
    build, image = stages[0], stages[-1]
    unknown = packages_of(build) - listed_packages()
    expect(not unknown, f"{path}: not in packaging/dependencies.txt: {sorted(unknown)}")
    needed = owners_of_libraries(programs / "escala-server") - IN_BASE_IMAGE
    installed = packages_of(image) - {"ca-certificates"}
    expect(installed == needed, f"{path}: installs {sorted(installed)}, needs {sorted(needed)}")
    last = dict(image)
    user = last.get("USER", "root").split(":")[0]
    expect(user.isdigit() and user != "0", f"{path}: runs as {user}")
    expect(json.loads(last["ENTRYPOINT"]) == ["escala-server"], f"{path}: starts {last['ENTRYPOINT']}")
    expect(json.loads(last["HEALTHCHECK"].split("CMD", 1)[1]) == HEALTH[1:], f"{path}: {last['HEALTHCHECK']}")
    expect(last["ENV"] == f"ESCALA_ADMIN_PORT={ADMIN_PORT}", f"{path}: {last['ENV']}")
    for stage in stages:
        for sources, _ in copies_of(stage):
            for source in sources:
                expect((root / source).exists(), f"{path}: copies {source}, which is not there")
    check_arguments(path, json.loads(last["CMD"]))
    configure_from(path, build)


def configure_from(path, build):
    """CMake finds all it needs in what is copied."""
    source = pathlib.Path("source").absolute()
    for sources, destination in copies_of(build):
        target = source / pathlib.PurePosixPath(destination).relative_to("/source")
        target.mkdir(parents=True, exist_ok=True)
        for each in sources:
            inside = target if (root / each).is_file() else target.parent
            subprocess.run(["cp", "-r", str(root / each), str(inside)], check=True)
    runs = " ".join(rest for word, rest in build if word == "RUN")
    command = shlex.split(re.search(r"(cmake -S .*?)&&", runs)[1].replace("/source", str(source)).replace("/build", "made"))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    expect(done.returncode == 0, f"{path}: {shlex.join(command)}\n{done.stdout}{done.stderr}")
    plan = subprocess.run(["ninja", "-C", "made", "-n", "escala-server"], capture_output=True, text=True, check=False)
    expect(plan.returncode == 0, f"{path}: {plan.stdout}{plan.stderr}")


# Compose files -------------------------------------------------------------------------------------------------------


def option(arguments, name):
    return arguments[arguments.index(name) + 1] if name in arguments else None


def check_arguments(where, arguments):
    expect(all(isinstance(each, str) for each in arguments), f"{where}: an argument is no text: {arguments}")
    expect(option(arguments, "--host") == "0.0.0.0", f"{where}: nobody outside its container reaches it")
    expect(option(arguments, "--admin-port") == ADMIN_PORT, f"{where}: its health is asked for at {ADMIN_PORT}")
    expect(option(arguments, "--port") == "8080", f"{where}: the image exposes 8080")


def upstreams_of(service):
    """The services that it asks, with the port of each."""
    return [(match[1], match[2]) for each in service["command"] if (match := re.fullmatch(r"http://([\w-]+):(\d+)", each))]


def check_service(where, service, services):
    check_arguments(where, service["command"])
    expect((folder / service["build"]["context"]).resolve() == root.resolve(), f"{where}: built from elsewhere")
    expect((root / service["build"]["dockerfile"]).is_file(), f"{where}: no {service['build']['dockerfile']}")
    expect(service["healthcheck"]["test"] == HEALTH, f"{where}: {service['healthcheck']}")
    expect("user" not in service, f"{where}: another user than the image's")
    expect(service["read_only"] and service["cap_drop"] == ["ALL"], f"{where}: may do more than it needs")
    for port in service.get("ports", []):
        address, _, inside = port.rsplit(":", 2)
        expect(address == "127.0.0.1", f"{where}: {port} is open to the network")
        expect(inside == option(service["command"], "--port"), f"{where}: {port} leads nowhere")
    for name, port in upstreams_of(service):
        expect(name in services, f"{where}: asks {name}, which is no service")
        expect(port == option(services[name]["command"], "--port"), f"{where}: asks {name} at {port}")
    waits = service.get("depends_on", {})
    expect(set(waits) == {name for name, _ in upstreams_of(service)}, f"{where}: waits for {sorted(waits)}")
    expect(all(each == {"condition": "service_healthy"} for each in waits.values()), f"{where}: {waits}")


class Started:
    """A real server with the arguments of a service, on free ports; the services that it asks run already."""

    def __init__(self, service, running):
        arguments = list(service["command"])
        for name, value in (("--host", "127.0.0.1"), ("--port", "0"), ("--admin-port", "0")):
            arguments[arguments.index(name) + 1] = value
        for name, port in upstreams_of(service):
            arguments[arguments.index(f"http://{name}:{port}")] = running[name].url
        self.process = subprocess.Popen([programs / "escala-server", *arguments], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{service['command']}: {self.process.stderr.read()}")
        ready = json.loads(line)
        self.url, self.admin = ready["url"], ready["admin"]

    def ask_admin(self, *arguments):
        port = self.admin.rsplit(":", 1)[1].strip("/")
        return subprocess.run([folder / "escala-admin", *arguments], capture_output=True, text=True, check=False,
                              env={**os.environ, "ESCALA_ADMIN_PORT": port}, timeout=30)

    def end(self):
        self.process.terminate()
        self.process.communicate()
        return self.process.returncode


def status_of(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.status


def start_all(services, running):
    while len(running) < len(services):
        for name, service in services.items():
            if name not in running and all(other in running for other, _ in upstreams_of(service)):
                running[name] = Started(service, running)


def try_out(path, services):
    running = {}
    try:
        start_all(services, running)
        published = [name for name, service in services.items() if "ports" in service]
        expect(len(published) == 1, f"{path}: {published} are published")
        expect(status_of(running[published[0]].url + "pages/5") == 200, f"{path}: no page")
        for name, server in running.items():
            expect(server.ask_admin("GET", "/health").stdout == '{"status":"ok"}\n', f"{path}: {name} is not healthy")
        requests = [json.loads(server.ask_admin("GET", "/stats").stdout)["requests"] for server in running.values()]
        expect(sum(requests) >= 1, f"{path}: {requests}")
    finally:
        ends = {name: server.end() for name, server in running.items()}
    expect(not any(ends.values()), f"{path}: {ends}")


def check_compose(path):
    compose = yaml.safe_load(path.read_text(encoding="utf-8"))
    expect(compose["name"] == f"escala-{path.stem}", f"{path}: is called {compose['name']}")
    for name, service in compose["services"].items():
        check_service(f"{path.name}: {name}", service, compose["services"])
    if not problems:
        try_out(path, compose["services"])


def check_admin_script():
    """It tells success from failure, and who is not there."""
    server = Started({"command": ["cached", "--host", "", "--port", "", "--admin-port", "", "--delay", "1ms"]}, {})
    put = server.ask_admin("PUT", "/faults", '{"error_share": 1, "error_status": 404}')
    expect(put.returncode == 0 and json.loads(put.stdout)["error_status"] == 404, f"escala-admin PUT: {put}")
    bad = server.ask_admin("PUT", "/faults", '{"señal": 1}')
    expect(bad.returncode == 1 and '"señal" is no fault' in bad.stdout, f"escala-admin with a bad body: {bad}")
    expect(server.ask_admin("GET").returncode == 2, "escala-admin without a path")
    server.end()
    expect(server.ask_admin("GET", "/health").returncode == 1, "escala-admin asks who is gone")


containerfiles = sorted(folder.glob("*.Containerfile"))
composes = sorted(folder.glob("*.yaml"))
expect(len(containerfiles) == 1 and len(composes) == 5, f"{folder}: {len(containerfiles)} images, {len(composes)} templates")
for each in containerfiles:
    check_containerfile(each)
for each in composes:
    check_compose(each)
check_admin_script()
print("\n".join(problems) or f"{len(containerfiles)} image and {len(composes)} compose files hold together")
sys.exit(1 if problems else 0)
