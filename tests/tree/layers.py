#!/usr/bin/env python3
"""Layers are link lines: checks includes and USES lines of every room against the table in docs/architecture.md.

System headers of Qt leak through include paths (<QtWidgets/QLabel> compiles with Qt Core alone), so a link line is not
enough; this looks at the text. Prints each breach as file:line: sentence, and exits 1 where there is one.
"""

import pathlib
import re
import sys

QT_INCLUDE = re.compile(r"[<\"](Q[A-Z]\w*|Qt\w*/\w+|q[a-z]+\.h)[>\"]")
QT_PARTS = {
    "Qt6::Widgets": r"Q(Widget|Application|MainWindow|Label|Dialog|\w*Layout|\w*Button|\w*Box|\w*View|StyledItem\w*|ToolBar)\b|QtWidgets/",
    "Qt6::Charts": r"Q(Chart|ValueAxis|LogValueAxis|\w*Series)\w*|QtCharts/",
    "Qt6::Gui": r"Q(Image|Pixmap|Painter|Color|Font|Icon|Pen|Brush|GuiApplication|Palette|PdfWriter)\w*|QtGui/",
    "Qt6::Sql": r"QSql\w*|QtSql/",
    "Qt6::Network": r"Q(Network\w*|Tcp\w*|Udp\w*|Local(Socket|Server)|Host\w*|Ssl\w*)|QtNetwork/",
}
IMPLIED = {
    "Qt6::Charts": {"Qt6::Widgets", "Qt6::Gui"},
    "Qt6::Svg": {"Qt6::Gui"},
    "Qt6::SvgWidgets": {"Qt6::Gui", "Qt6::Widgets"},
    "Qt6::Widgets": {"Qt6::Gui"},
}


def allowed_by_room(architecture):
    """{"core/net": {"Threads::Threads", …}} from the rows `| core/net | … | `Threads::Threads` `fmt::fmt` |`."""
    rooms = {}
    for line in architecture.read_text(encoding="utf-8").splitlines():
        row = re.match(r"\|\s*`((?:core|widgets)/\w+)`\s*\|.*\|([^|]*)\|\s*$", line)
        if row:
            rooms[row[1]] = set(re.findall(r"`([\w:]+)`", row[2]))
    return rooms


def used_by(cmake):
    """The names on the USES line of a room's CMakeLists.txt."""
    room = re.search(r"escala_room\((.*?)\)", re.sub(r"#.*", "", cmake.read_text(encoding="utf-8")), re.S)
    uses = re.search(r"\bUSES\b(.*)", room[1], re.S) if room else None
    words = re.split(r"\b(?:SOURCES|QT|PUBLIC_USES)\b", uses[1])[0] if uses else ""
    return set(words.split())


def included(source):
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        include = re.match(r"\s*#\s*include\s*([<\"][^>\"]+[>\"])", line)
        if include:
            yield number, include[1]


def includes_breached(room, allowed, rooms, source):
    own = room.split("/")[1]
    reachable = {name.split("/")[1] for name in rooms if f"escala_{name.split('/')[1]}" in allowed} | {own}
    parts = set(allowed)
    for part in allowed:
        parts |= IMPLIED.get(part, set())
    for number, header in included(source):
        name = header[1:-1]
        folder = name.split("/")[0]
        if header[0] == '"' and "/" in name and folder in {r.split("/")[1] for r in rooms} and folder not in reachable:
            yield f"{source}:{number}: {room} may not include {name}; docs/architecture.md does not name escala_{folder}"
        if QT_INCLUDE.match(header) and not any(part.startswith("Qt6::") for part in parts):
            yield f"{source}:{number}: {room} has no Qt, but includes {header}"
            continue
        for part, pattern in QT_PARTS.items():
            if part not in parts and re.match(pattern, name):
                yield f"{source}:{number}: {room} may not use {part}, but includes {header}"


def reach(rooms, room):
    """All that a room may include: its own row, and what the rooms on it bring along."""
    seen = set()
    todo = list(rooms[room])
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            for folder in ("core", "widgets"):
                todo += rooms.get(f"{folder}/{name.removeprefix('escala_')}", ()) if name.startswith("escala_") else ()
    return seen


def breaches(root):
    rooms = allowed_by_room(root / "docs/architecture.md")
    if not rooms:
        yield "docs/architecture.md: no table of rooms found"
    for cmake in sorted(root.glob("core/*/CMakeLists.txt")) + sorted(root.glob("widgets/*/CMakeLists.txt")):
        room = str(cmake.parent.relative_to(root))
        if room not in rooms:
            yield f"{cmake}: the room {room} is missing from the table in docs/architecture.md"
            continue
        for name in sorted(used_by(cmake) - rooms[room]):
            yield f"{cmake}: USES {name}, which docs/architecture.md does not allow {room}"
        for source in sorted(cmake.parent.rglob("*.h")) + sorted(cmake.parent.rglob("*.cpp")):
            yield from includes_breached(room, reach(rooms, room), rooms, source)


if __name__ == "__main__":
    found = list(breaches(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
    print("\n".join(found) or "layers hold")
    sys.exit(1 if found else 0)
