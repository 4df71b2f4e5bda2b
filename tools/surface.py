"""Write the API's surface as data, from the type declarations of the official Python SDK.

    python tools/surface.py 11.6.0 --api 2025-02-24.acacia        write the surface of that SDK version
    python tools/surface.py 11.6.0 --api 2025-02-24.acacia --diff  show how it differs from the one in the tree
    python tools/surface.py 11.7.0b1 --api 2025-02-24.acacia --only capital   add the resources of one area

The SDK is installed into a throw-away environment and only read, never imported: names and types are kept, prose is not. The notation is
described in docs/contract.md.
"""

from __future__ import annotations

import argparse
import ast
import json
import keyword
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SURFACE = Path(__file__).resolve().parent.parent / "src" / "counterfoil" / "contract" / "surface"
SCALARS = {"str": "string", "int": "integer", "bool": "boolean", "float": "number", "Any": "any", "object": "any", "Decimal": "decimal"}
TIME_ENDINGS = ("_at", "_start", "_end", "_date", "_time", "_timestamp", "_before", "_after", "_on", "_by", "_anchor")
TIMES = {
    "created",
    "updated",
    "timestamp",
    "start",
    "end",
    "gt",
    "gte",
    "lt",
    "lte",
    "trial_end",
    "cancel_at",
    "date",
    "frozen_time",
    "start_time",
    "end_time",
    "available_on",
    "due_by",
}
TIME_WORDS = ("unix timestamp", "seconds since the unix epoch", "timestamp", "time at which", "unix epoch")
AREAS = (
    "apps",
    "billing",
    "billing_portal",
    "capital",
    "checkout",
    "climate",
    "crypto",
    "entitlements",
    "financial_connections",
    "forwarding",
    "identity",
    "issuing",
    "radar",
    "reporting",
    "sigma",
    "tax",
    "terminal",
    "test_helpers",
    "treasury",
    "v2",
)


class Sdk:
    """The SDK's classes by name, each with the class it nests in."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.classes: dict[str, list[tuple[Path, ast.ClassDef]]] = {}
        self.objects: dict[str, str] = {}  # class name -> object name, for the module-level class that declares one
        self.imports: dict[Path, dict[str, str]] = {}
        for path in sorted(root.rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf8"))
            imports = self.imports[path] = {}
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom):
                    for name in node.names:
                        imports[name.asname or name.name] = f"{node.module}.{name.name}"
            for node in tree.body:
                if isinstance(node, ast.ClassDef):
                    self.classes.setdefault(node.name, []).append((path, node))

    def find(self, name: str, near: Path) -> tuple[Path, ast.ClassDef]:
        """The module-level class that a name means in a file."""
        name = name.strip("'\"")
        source = self.imports[near].get(name)
        wanted = source.rsplit(".", 1)[1] if source else name
        candidates = self.classes[wanted]
        if source:
            module = Path(*source.rsplit(".", 1)[0].split(".")[1:])
            for path, node in candidates:
                relative = path.relative_to(self.root).with_suffix("")
                if relative == module or relative.parent == module:
                    return path, node
        for path, node in candidates:
            if path == near:
                return path, node
        return candidates[0]

    def object_of(self, name: str, near: Path) -> str:
        """The API's name for what a class stands for; a class that has none (a rule of Radar) goes by its own."""
        if name not in self.classes and name not in self.imports[near]:
            return name.lower()
        _, node = self.find(name, near)
        found = object_name(node)
        assert found, f"{name} declares no OBJECT_NAME"
        return found


def object_name(node: ast.ClassDef) -> str | None:
    for item in node.body:
        if isinstance(item, ast.AnnAssign) and getattr(item.target, "id", "") == "OBJECT_NAME" and isinstance(item.value, ast.Constant):
            return str(item.value.value)
    return None


def fields(node: ast.ClassDef) -> Iterator[tuple[str, ast.expr, str]]:
    """(name, annotation, docstring) of a class's attributes."""
    for index, item in enumerate(node.body):
        if not isinstance(item, ast.AnnAssign) or not isinstance(item.target, ast.Name):
            continue
        after = node.body[index + 1] if index + 1 < len(node.body) else None
        text = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
        yield item.target.id, item.annotation, str(text)


def unquoted(node: ast.expr) -> ast.expr:
    while isinstance(node, ast.Constant) and isinstance(node.value, str):
        node = ast.parse(node.value, mode="eval").body
    return node


def alternatives(node: ast.expr) -> list[ast.expr]:
    node = unquoted(node)
    if isinstance(node, ast.BinOp):
        return [*alternatives(node.left), *alternatives(node.right)]
    if isinstance(node, ast.Subscript) and name_of(node.value) == "Union":
        return [part for one in elements(node) for part in alternatives(one)]
    return [node]


def elements(node: ast.Subscript) -> list[ast.expr]:
    return list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]


def name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def own(name: str) -> str:
    """The API's spelling of a name that Python keeps for itself."""
    return name.strip("_") if keyword.iskeyword(name.strip("_")) else name


def is_time(name: str, text: str) -> bool:
    lowered = text.lower()
    return name in TIMES or name.endswith(TIME_ENDINGS) or any(word in lowered for word in TIME_WORDS) and "number of" not in lowered


class Reader:
    """Turns annotations into the notation."""

    def __init__(self, sdk: Sdk) -> None:
        self.sdk = sdk

    # -- parameters ----------------------------------------------------------------------------------------------------

    def params(self, path: Path, outer: ast.ClassDef, node: ast.ClassDef) -> dict[str, Any]:
        found = {}
        for name, annotation, text in [*self._inherited(path, outer, node), *fields(node)]:
            required = not (isinstance(annotation, ast.Subscript) and name_of(annotation.value) == "NotRequired")
            inner = annotation.slice if not required else annotation
            parts = alternatives(inner)
            unsettable = [part for part in parts if literal(part) == [""]]
            kinds = [part for part in parts if part not in unsettable]
            key = own(name) + ("!" if required else "") + ("~" if unsettable else "")
            values = [self.param(path, outer, part, name, text) for part in kinds]
            found[key] = values[0] if len(values) == 1 else {"|": values} if values else "string"
        return dict(sorted(found.items()))

    def _inherited(self, path: Path, outer: ast.ClassDef, node: ast.ClassDef) -> list[tuple[str, ast.expr, str]]:
        found: list[tuple[str, ast.expr, str]] = []
        # fields whose names are no Python names are declared by the functional form, as a base class
        for base in node.bases:
            name = name_of(base)
            for item in outer.body:
                if isinstance(item, ast.Assign) and name_of(item.targets[0]) == name and isinstance(item.value, ast.Call):
                    table = item.value.args[1]
                    assert isinstance(table, ast.Dict)
                    found += [(key.value, value, "") for key, value in zip(table.keys, table.values, strict=True)]
        return found

    def param(self, path: Path, outer: ast.ClassDef, node: ast.expr, name: str, text: str) -> Any:
        node = unquoted(node)
        values = literal(node)
        if values is not None:
            return "=" + "|".join(sorted(str(value) for value in values))
        if isinstance(node, ast.Subscript):
            kind = name_of(node.value)
            if kind == "List":
                parts = alternatives(node.slice)
                return [
                    self.param(path, outer, parts[0], name, "")
                    if len(parts) == 1
                    else {"|": [self.param(path, outer, p, name, "") for p in parts]}
                ]
            if kind == "Dict":
                inner = elements(node)[1]
                parts = alternatives(inner)
                real = [part for part in parts if literal(part) != [""]]
                return {"*": self.param(path, outer, real[0], name, "")}
            if kind in ("NotRequired", "Optional", "Type"):
                return self.param(path, outer, elements(node)[0], name, text)
            raise AssertionError(ast.dump(node))
        plain = name_of(node)
        if plain in SCALARS:
            kind = SCALARS[plain]
            if kind == "string" and name.endswith("_decimal"):
                return "decimal"
            if kind == "integer" and is_time(name, text):
                return "timestamp"
            return "file" if kind == "any" and name == "file" else kind
        for item in outer.body:
            if isinstance(item, ast.ClassDef) and item.name == plain:
                return self.params(path, outer, item)
        raise AssertionError(f"{path}: {plain}")

    # -- shapes --------------------------------------------------------------------------------------------------------

    def shape(self, path: Path, node: ast.ClassDef, scopes: list[ast.ClassDef]) -> dict[str, Any]:
        found = {}
        for name, annotation, text in fields(node):
            if name in ("OBJECT_NAME", "deleted") or name.startswith("_") and name not in ("_from",):
                continue
            parts = [unquoted(annotation)]
            nullable = False
            if isinstance(parts[0], ast.Subscript) and name_of(parts[0].value) == "Optional":
                nullable, parts = True, alternatives(parts[0].slice)
            else:
                parts = alternatives(annotation)
            found[own(name) + ("?" if nullable else "")] = self.field(path, [*scopes, node], parts, name, text)
        return dict(sorted(found.items()))

    def field(self, path: Path, scopes: list[ast.ClassDef], parts: list[ast.expr], name: str, text: str) -> Any:
        if len(parts) > 1:
            kinds = [self.field(path, scopes, [part], name, text) for part in parts]
            if all(isinstance(kind, str) and kind.startswith(":") for kind in kinds):
                return ":" + "|".join(kind[1:] for kind in kinds)
            return {"|": kinds}
        node = unquoted(parts[0])
        values = literal(node)
        if values is not None:
            return "=" + "|".join(sorted(str(value) for value in values))
        if isinstance(node, ast.Subscript):
            kind, inner = name_of(node.value), elements(node)
            if kind == "ExpandableField":
                return "@" + "|".join(self.sdk.object_of(name_of(one), path) for one in alternatives(inner[0]))
            if kind == "ListObject":
                return "list " + "|".join(self.sdk.object_of(name_of(one), path) for one in alternatives(inner[0]))
            if kind == "List":
                return [self.field(path, scopes, alternatives(inner[0]), name, text)]
            if kind == "Dict":
                return {"*": self.field(path, scopes, alternatives(inner[1]), "", "")}
            if kind == "Optional":
                return self.field(path, scopes, alternatives(inner[0]), name, text)
            raise AssertionError(ast.dump(node))
        plain = name_of(node)
        if plain in SCALARS:
            kind = SCALARS[plain]
            if kind == "string" and name.endswith("_decimal"):
                return "decimal"
            return "timestamp" if kind == "integer" and is_time(name, text) else kind
        if plain in ("UntypedStripeObject", "StripeObject"):
            return {"*": "any"}
        dotted = ast.unparse(node).split(".")
        for scope in reversed(scopes):
            target: ast.ClassDef | None = scope
            trail = dotted[1:] if dotted[0] == scope.name and len(dotted) > 1 else dotted
            for step in trail:
                target = next((one for one in target.body if isinstance(one, ast.ClassDef) and one.name == step), None) if target else None
            if target is not None:
                return self.shape(path, target, scopes[:-1] if target in scopes else scopes)
        where, found = self.sdk.find(plain, path)
        named = object_name(found)
        return ":" + named if named else self.shape(where, found, [])


def literal(node: ast.expr) -> list[Any] | None:
    node = unquoted(node)
    if isinstance(node, ast.Subscript) and name_of(node.value) == "Literal":
        return [ast.literal_eval(one) for one in elements(node)]
    return None


# -- operations --------------------------------------------------------------------------------------------------------


def services(sdk: Sdk) -> Iterator[tuple[str, Path, ast.ClassDef]]:
    """(dotted name, file, class) of every service the client offers."""

    def below(prefix: str, path: Path, node: ast.ClassDef) -> Iterator[tuple[str, Path, ast.ClassDef]]:
        for statement in ast.walk(node):
            if (
                isinstance(statement, ast.Assign)
                and isinstance(statement.value, ast.Call)
                and isinstance(statement.targets[0], ast.Attribute)
            ):
                called = name_of(statement.value.func)
                if called.endswith(("Service", "Services")) and called != "OAuthService":
                    name = statement.targets[0].attr
                    where, service = sdk.find(called, path)
                    dotted = f"{prefix}{name}"
                    yield dotted, where, service
                    yield from below(dotted + ".", where, service)

    path, client = sdk.find("StripeClient", sdk.root / "__init__.py")
    for dotted, where, service in below("", path, client):
        yield dotted.removeprefix("v1."), where, service


def operations(sdk: Sdk, reader: Reader) -> Iterator[tuple[str, dict[str, Any]]]:
    for dotted, path, service in services(sdk):
        for method in service.body:
            if not isinstance(method, ast.FunctionDef) or method.name.startswith("_"):
                continue
            call = next((one for one in ast.walk(method) if isinstance(one, ast.Call) and name_of(one.func) == "_request"), None)
            if call is None:
                continue
            verb, url = str(ast.literal_eval(call.args[0])).upper(), call.args[1]
            if isinstance(url, ast.Call):
                url = url.func.value
            operation: dict[str, Any] = {"verb": verb, "path": ast.literal_eval(url), "answer": answer(sdk, path, method, verb)}
            params: dict[str, Any] = {}
            for argument in method.args.args:
                if argument.arg == "params" and argument.annotation is not None:
                    name = ast.unparse(unquoted(argument.annotation)).split(".")[-1]
                    declared = next(one for one in service.body if isinstance(one, ast.ClassDef) and one.name == name)
                    params = reader.params(path, service, declared)
            yield f"{dotted}.{method.name}", {**operation, "params": params}


def answer(sdk: Sdk, path: Path, method: ast.FunctionDef, verb: str) -> str:
    assert method.returns is not None
    parts = alternatives(method.returns)
    node = parts[0]
    if isinstance(node, ast.Constant):
        return "none"
    kind = "object"
    if isinstance(node, ast.Subscript):
        kind = {"ListObject": "list", "SearchResultObject": "search"}[name_of(node.value)]
        parts = alternatives(node.slice)
    names = [sdk.object_of(name_of(one), path) for one in parts]
    if kind == "object" and verb == "DELETE" and method.name == "delete" and has_deleted(sdk, path, name_of(parts[0])):
        kind = "deleted"
    return "|".join(names) if kind == "object" else f"{kind} {'|'.join(names)}"


def has_deleted(sdk: Sdk, path: Path, name: str) -> bool:
    _, node = sdk.find(name, path)
    return any(field == "deleted" for field, _, _ in fields(node))


# -- files -------------------------------------------------------------------------------------------------------------


def area_of(object: str) -> str:
    head = object.split(".")[0]
    return head if head in AREAS else "core"


def collect(root: Path) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """object -> its file's content, and the index."""
    sdk = Sdk(root)
    reader = Reader(sdk)
    files: dict[str, dict[str, Any]] = {}
    for _, found in sorted(sdk.classes.items()):
        for path, node in found:
            object = object_name(node)
            if object and not object.startswith(("list", "search_result")) and object not in files:
                files[object] = {"object": object, "operations": {}, "shape": reader.shape(path, node, [])}
    files.setdefault("v2.billing.meter_event_stream", {"object": "v2.billing.meter_event_stream", "operations": {}, "shape": {}})
    for name, operation in operations(sdk, reader):
        object = operation["answer"].split(" ")[-1].split("|")[0]
        if object == "none":
            object = "v2.billing.meter_event_stream" if "meter_event_stream" in operation["path"] else "v2.core.event_destination"
        files[object]["operations"][name] = operation
    events = sorted(
        set(files["webhook_endpoint"]["operations"]["webhook_endpoints.create"]["params"]["enabled_events!"][0][1:].split("|")) - {"*"}
    )
    thin = sorted({kind for found in sdk.classes.values() for _, node in found for kind in [lookup_type(node)] if kind})
    return {name: file for name, file in sorted(files.items()) if file["operations"] or file["shape"]}, {
        "events": events,
        "thin_events": thin,
    }


def lookup_type(node: ast.ClassDef) -> str | None:
    for item in node.body:
        if isinstance(item, ast.Assign) and name_of(item.targets[0]) == "LOOKUP_TYPE" and isinstance(item.value, ast.Constant):
            return str(item.value.value)
    return None


def dumped(value: Any, indent: int = 0, width: int = 140) -> str:
    """JSON with what fits on a line on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if (
        not isinstance(value, dict | list)
        or not value
        or indent > 0
        and len(flat) + indent <= width
        and flat.count("{") + flat.count("[") < 3
    ):
        return flat
    pad = " " * (indent + 1)
    if isinstance(value, dict):
        inner = ",\n".join(f"{pad}{json.dumps(key)}: {dumped(one, indent + 1)}" for key, one in value.items())
        return "{\n" + inner + "\n" + " " * indent + "}"
    inner = ",\n".join(pad + dumped(one, indent + 1) for one in value)
    return "[\n" + inner + "\n" + " " * indent + "]"


def install(version: str, folder: str) -> Path:
    venv.create(folder, with_pip=True)
    subprocess.run([f"{folder}/bin/pip", "install", "--quiet", "--no-deps", f"stripe=={version}"], check=True)
    return next(Path(folder).glob("lib/python*/site-packages/stripe"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sdk", help="version of the official Python SDK")
    parser.add_argument("--api", required=True, help="API version the surface is of")
    parser.add_argument("--only", help="take only the objects of this area, leave the rest of the tree as it is")
    parser.add_argument("--diff", action="store_true", help="show what would change, write nothing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files, extra = collect(install(options.sdk, folder))
    base = SURFACE / options.api
    if options.only:
        files = {name: file for name, file in files.items() if area_of(name) == options.only}
    new = {base / area_of(name) / f"{name}.json": dumped(file) + "\n" for name, file in files.items()}
    if options.diff:
        diff(base, new)
        return
    for path, text in new.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf8")
    index(base, None if options.only else extra)


def index(base: Path, extra: dict[str, Any] | None) -> None:
    """Write what routing needs to know without opening every file."""
    path = base / "_index.json"
    known = json.loads(path.read_text(encoding="utf8")) if path.exists() else {}
    objects = {}
    for file in sorted(base.glob("*/*.json")):
        content = json.loads(file.read_text(encoding="utf8"))
        rows = [[name, one["verb"], one["path"], one["answer"]] for name, one in sorted(content["operations"].items())]
        objects[content["object"]] = {"file": f"{file.parent.name}/{file.name}", "operations": rows}
    whole = {**{key: known.get(key, []) for key in ("events", "thin_events")}, **(extra or {}), "objects": objects}
    path.write_text(dumped(whole) + "\n", encoding="utf8")


def diff(base: Path, new: dict[Path, str]) -> None:
    """Print added (+), removed (-) and changed (~) leaves."""
    for path, text in sorted(new.items()):
        old = dict(leaves(json.loads(path.read_text(encoding="utf8")))) if path.exists() else {}
        now = dict(leaves(json.loads(text)))
        lines = [f"  + {key}: {now[key]}" for key in now if key not in old]
        lines += [f"  - {key}: {old[key]}" for key in old if key not in now]
        lines += [f"  ~ {key}: {old[key]} -> {now[key]}" for key in now if key in old and old[key] != now[key]]
        if lines:
            print(path.relative_to(base), *sorted(lines, key=lambda line: line[4:]), sep="\n")


def leaves(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for key, one in value.items():
            yield from leaves(one, f"{at}.{key}" if at else key)
    else:
        yield at, json.dumps(value)


if __name__ == "__main__":
    sys.exit(main())
