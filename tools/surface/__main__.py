"""Write the API's surface as data, from the type declarations of the official Python SDK.

    python -m tools.surface write 2025-02-24.acacia                   write the folder of a known version anew
    python -m tools.surface write 2025-03-31.basil --sdk 12.0.0       make the folder of another version
    python -m tools.surface check 2025-02-24.acacia                   is the folder what the SDK says, byte for byte?
    python -m tools.surface diff 2025-02-24.acacia 2025-03-31.basil   what changed between two versions

Run from the project's root. The SDK is installed into a throw-away environment and only read, never imported. A side of `diff` is a folder
of the tree or, when there is none of that name, a version of the SDK. docs/contract.md describes the notation.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tools.surface import difference, tree

SURFACE = Path(__file__).resolve().parents[2] / "src" / "counterfoil" / "contract" / "surface"

# API version -> the SDK versions it is read from, each for one area only or, the first, for all. Capital is declared by pre-releases only.
SOURCES = {
    "2025-02-24.acacia": [("11.6.0", ""), ("11.7.0b1", "capital")],
    "2026-10-28.endive": [("16.1.0", ""), ("16.1.0b1", "capital")],
}


def installed(sdk: str) -> tuple[tree.Files, dict[str, list[str]]]:
    """What a version of the SDK declares."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        subprocess.run([f"{folder}/bin/pip", "install", "--quiet", "--no-deps", f"stripe=={sdk}"], check=True)
        return tree.collect(next(Path(folder).glob("lib/python*/site-packages/stripe")))


def write(base: Path, sources: list[tuple[str, str]]) -> None:
    tree.write(base, [(*installed(sdk), only) for sdk, only in sources])


def check(base: Path, sources: list[tuple[str, str]]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        write(made, sources)
        return tree.differing(base, made)


def surface(side: str) -> tuple[tree.Files, dict[str, list[str]]]:
    base = SURFACE / side
    return tree.read(base) if base.is_dir() else installed(side)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.surface", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("write", "check"):
        command = commands.add_parser(name)
        command.add_argument("version", help="API version, which names the folder")
        command.add_argument("--sdk", action="append", help="version of the SDK, VERSION or VERSION:AREA; known for what is in the tree")
    command = commands.add_parser("diff")
    command.add_argument("old")
    command.add_argument("new")
    options = parser.parse_args()
    if options.command == "diff":
        print(*difference.report(surface(options.old), surface(options.new)), sep="\n")
        return 0
    named = [tuple((*one.split(":"), "")[:2]) for one in options.sdk or ()]
    sources = named or SOURCES.get(options.version)
    if not sources:
        parser.error(f"--sdk: which version of the SDK speaks {options.version}?")
    if options.command == "write":
        write(SURFACE / options.version, sources)
        return 0
    wrong = check(SURFACE / options.version, sources)
    print(*[f"differs: {name}" for name in wrong] or ["byte for byte the same"], sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
