"""Write the API's surface as data, from the type declarations of the official Python SDK.

    python -m tools.surface write                          write all versions
    python -m tools.surface check [VERSION ...]            compare the data with the SDKs
    python -m tools.surface diff 2025-02-24 2025-03-31     list the differences of two versions
    python -m tools.surface breaks 2025-02-24 2025-03-31   list those that older callers would notice

Run from the project's root. `write` writes the newest version in full and others as deltas. The SDKs are
installed into temporary folders, one at a time, and only read, never imported. A side of `diff` is a version
of the tree or, with a number like 16.1.0, one of the SDK. docs/contract.md describes the notation.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from counterfoil.contract.breaks import breaks
from counterfoil.contract.load import load
from tools.surface import deltas, difference, tree

SURFACE = Path(__file__).resolve().parents[2] / "src" / "counterfoil" / "contract" / "surface"

# API version -> the SDK version it is read from; oldest first. The last of these is the newest.
SOURCES = {
    "2023-10-16": "8.11.0",
    "2024-04-10": "9.12.0",
    "2024-06-20": "10.12.0",
    "2024-09-30.acacia": "11.1.0",
    "2024-10-28.acacia": "11.2.0",
    "2024-11-20.acacia": "11.3.0",
    "2024-12-18.acacia": "11.4.0",
    "2025-01-27.acacia": "11.5.0",
    "2025-02-24.acacia": "11.6.0",
    "2025-03-31.basil": "12.0.0",
    "2025-04-30.basil": "12.1.0",
    "2025-05-28.basil": "12.2.0",
    "2025-06-30.basil": "12.3.0",
    "2025-07-30.basil": "12.4.0",
    "2025-08-27.basil": "12.5.0",
    "2025-09-30.clover": "13.0.0",
    "2025-10-29.clover": "13.2.0",
    "2025-11-17.clover": "14.0.0",
    "2025-12-15.clover": "14.2.0",
    "2026-01-28.clover": "14.3.0",
    "2026-02-25.clover": "14.4.0",
    "2026-03-25.dahlia": "15.0.0",
    "2026-04-22.dahlia": "15.1.0",
    "2026-05-27.dahlia": "15.2.0",
    "2026-06-24.dahlia": "15.3.0",
    "2026-07-29.dahlia": "15.5.0",
    "2026-08-26.dahlia": "15.6.0",
    "2026-09-30.endive": "16.0.0",
    "2026-10-28.endive": "16.1.0",
}
VERSIONS = list(SOURCES)
# Capital is declared by pre-releases only. Versions that are not here have it as the next newer one.
CAPITAL = {"2025-02-24.acacia": "11.7.0b1", "2026-10-28.endive": "16.1.0b1"}


def installed(sdk: str) -> tuple[tree.Files, dict[str, list[str]]]:
    """Return the declarations of a version of the SDK."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-compile",
            "--target",
            folder,
        ]
        subprocess.run([*pip, f"stripe=={sdk}"], check=True)
        return tree.collect(Path(folder) / "stripe")


def declared(version: str, newer: deltas.Declared | None) -> deltas.Declared:
    """Return a version's surface from its SDK, aligned with the next newer one."""
    own = deltas.declared(*installed(SOURCES[version]))
    capital = deltas.declared(*installed(CAPITAL[version])) if version in CAPITAL else newer
    assert capital is not None, "the newest version has a source of every area"
    own = deltas.with_area(own, capital, "capital")
    return deltas.aligned(own, newer) if newer else own


def stored(version: str) -> deltas.Declared:
    """Return a version's surface from the data."""
    found = deltas.declared(*tree.read(SURFACE / VERSIONS[-1]))
    for older in reversed(VERSIONS[VERSIONS.index(version) : -1]):
        found = deltas.applied(found, delta(older))
    return found


def delta(version: str) -> list[deltas.Entry]:
    """Return a version's delta from the data."""
    entries: list[deltas.Entry] = json.loads((SURFACE / f"{version}.json").read_text(encoding="utf8"))
    return entries


# -- commands ------------------------------------------------------------------------------------------------


def write() -> None:
    """Write the folder of the newest version and the deltas of all others."""
    newest = VERSIONS[-1]
    tree.clear(SURFACE)
    tree.write(
        SURFACE / newest, [(*installed(SOURCES[newest]), ""), (*installed(CAPITAL[newest]), "capital")]
    )
    surfaces = {newest: stored(newest)}
    newer = newest
    for version in reversed(VERSIONS[:-1]):
        surfaces[version] = declared(version, surfaces[newer])
        newer = version
    for at, version in enumerate(VERSIONS[:-1]):
        entries = deltas.delta(surfaces[version], surfaces[VERSIONS[at + 1]])
        deltas.mark_lost(entries, [surfaces[older] for older in VERSIONS[:at]])
        (SURFACE / f"{version}.json").write_text(tree.dumped(entries) + "\n", encoding="utf8")


def check(versions: list[str]) -> Iterator[str]:
    """Compare the data of some versions with their SDKs, both ways, and report what answers lack."""
    for version in versions:
        newer = stored(VERSIONS[VERSIONS.index(version) + 1]) if version != VERSIONS[-1] else None
        wanted = declared(version, newer)
        yield from (f"{version}: differs: {name}" for name in deltas.differing(stored(version), wanted))
        shown = deltas.answers(
            stored(VERSIONS[-1]), [delta(older) for older in reversed(VERSIONS[VERSIONS.index(version) : -1])]
        )
        yield from (
            f"{version}: not answered as declared: {path}" for path in deltas.unanswered(shown, wanted)
        )


def surface(side: str) -> deltas.Declared:
    """Return a side of `diff`: a version of the tree, of which the date suffices, or of the SDK."""
    version = next((each for each in VERSIONS if each.startswith(side)), None)
    return stored(version) if version else deltas.declared(*installed(side))


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tools.surface", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("write")
    commands.add_parser("check").add_argument(
        "versions", nargs="*", choices=[*VERSIONS, []], metavar="VERSION"
    )
    for name in ("diff", "breaks"):
        command = commands.add_parser(name)
        command.add_argument("old")
        command.add_argument("new")
    options = parser.parse_args()
    if options.command == "write":
        write()
    elif options.command == "diff":
        print(*difference.report(surface(options.old), surface(options.new)), sep="\n")
    elif options.command == "breaks":
        print(*breaks(load(options.old), load(options.new)), sep="\n")
    else:
        wrong = list(check(options.versions or VERSIONS))
        print(
            *wrong or [f"{len(options.versions or VERSIONS)} versions: byte for byte what the SDKs declare"],
            sep="\n",
        )
        return 1 if wrong else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
