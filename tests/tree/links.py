#!/usr/bin/env python3
"""Every relative link and picture in the project's Markdown leads to a file that is there."""

import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
pages = sorted(root.glob("*.md")) + sorted((root / "docs").rglob("*.md"))
broken = []
for page in pages:
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        for target in re.findall(r"\]\(([^)#\s]+)", line):
            if not re.match(r"[a-z]+:", target) and not (page.parent / target).exists():
                broken.append(f"{page}:{number}: {target} is not there")
print("\n".join(broken) or f"links of {len(pages)} pages hold")
sys.exit(1 if broken or not pages else 0)
