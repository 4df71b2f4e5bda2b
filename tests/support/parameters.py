"""Parameters made from the notation of the surface: the least that an operation takes, and more of it."""

from __future__ import annotations

from typing import Any

FUTURE = 2_000_000_000  # epoch seconds, in 2033

SPECIAL = {
    "currency": "usd", "country": "US", "email": "ada@example.com", "receipt_email": "ada@example.com",
    "customer_email": "ada@example.com", "support_email": "ada@example.com",
    "images": "https://example.com/ada.png",
}  # fmt: skip


def bare(flagged: str) -> str:
    """A parameter's name without its flags."""
    return flagged.rstrip("!~")


def minimal(notation: dict[str, Any]) -> dict[str, Any]:
    """Valid values of what is required, and of nothing else."""
    return {bare(name): value(kind, bare(name)) for name, kind in notation.items() if "!" in name}


def value(kind: Any, name: str) -> Any:
    """A valid value of a type. name: of the parameter, which may say more than its type."""
    if isinstance(kind, list):
        return [value(kind[0], name)]
    if isinstance(kind, dict):
        if "*" in kind:
            return {"usd" if name == "currency_options" else "key": value(kind["*"], "")}
        if "|" in kind:
            return value(kind["|"][0], name)
        return minimal(kind) or some(kind)  # a form cannot say that a hash is there, but empty
    word, _, bounds = kind.partition("(")
    if kind.startswith("="):
        return kind[1:].split("|")[0]
    if word == "integer":
        low = bounds.partition("..")[0]
        return int(low) if low.lstrip("-").isdigit() else 1
    if word == "string":
        return SPECIAL.get(name) or ("https://example.com/" if name.endswith("url") else "text")
    return {
        "timestamp": FUTURE,
        "boolean": True,
        "number": 1,
        "decimal": "1",
        "any": "text",
        "file": b"bytes",
    }[word]


def some(notation: dict[str, Any]) -> dict[str, Any]:
    """One parameter of a hash that requires none."""
    return next(({bare(name): value(kind, bare(name))} for name, kind in notation.items()), {})


def holds_a_file(notation: dict[str, Any]) -> bool:
    """Whether an operation can only be called with a multipart body."""
    return any(kind == "file" and "!" in name for name, kind in notation.items())
