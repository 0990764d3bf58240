#!/usr/bin/env python3
"""The manual pages name exactly the options that the programs' --help names. Arguments: project's root, folder of programs."""

import os
import pathlib
import re
import subprocess
import sys

COMMANDS = {"escala": [[]], "escala-server": [[], ["slow"], ["cached"], ["proxy"], ["balancer"]],
            "escalactl": [[], ["compare"], ["run"], ["calibrate"], ["monitor"], ["report"],
                          *(["history", action] for action in ("list", "show", "diff", "export", "import", "rename", "note", "tag",
                                                               "baseline", "delete", "restore", "prune", "check"))]}
EVERYWHERE = {"--help", "--version"}


def options_of(program, commands):
    found = set()
    for command in commands:
        text = subprocess.run([program, *command, "--help"], capture_output=True, text=True, check=True, timeout=60,
                              env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}).stdout
        found |= set(re.findall(r"^ +(?:-\w,)?(--[a-z][\w-]+)", text, re.M))
    return found - EVERYWHERE


def options_in(page):
    text = page.read_text(encoding="utf-8")
    tags = re.findall(r"^\.It (.*)$", text, re.M)
    return {f"-{name}" for tag in tags for name in re.findall(r"\bFl (-[a-z][\w-]+)", tag)} - EVERYWHERE


root, programs = map(pathlib.Path, sys.argv[1:3])
differences = []
compared = 0
for name, commands in COMMANDS.items():
    if (programs / name).exists():
        compared += 1
        page = root / "docs/man" / f"{name}.1"
        helped, told = options_of(programs / name, commands), options_in(page)
        differences += [f"{page}: {option} is missing" for option in sorted(helped - told)]
        differences += [f"{page}: {option} is no option of {name}" for option in sorted(told - helped)]
print("\n".join(differences) or f"manual pages of {compared} programs agree with --help")
sys.exit(1 if differences or not compared else 0)
