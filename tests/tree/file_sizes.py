#!/usr/bin/env python3
"""No source of the product is longer than 450 lines: more than that is a second idea that deserves its own file."""

import pathlib
import sys

LIMIT = 450

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
sources = [p for folder in ("app", "core", "widgets") for p in (root / folder).rglob("*") if p.suffix in (".h", ".cpp")]
too_long = []
for source in sorted(sources):
    lines = len(source.read_text(encoding="utf-8").splitlines())
    if lines > LIMIT:
        too_long.append(f"{source}: {lines} lines, at most {LIMIT}")
print("\n".join(too_long) or f"{len(sources)} sources within {LIMIT} lines")
sys.exit(1 if too_long or not sources else 0)
