"""Permissions of publishable, restricted and ephemeral keys. Source: protocol, section 2."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from typing import Any

from counterfoil.contract.load import Operation
from counterfoil.kernel import Work, errors, objects
from counterfoil.server.authentication import PUBLISHABLE, Caller, refused

OPEN_TO_BROWSERS = frozenset(
    "tokens.create tokens.retrieve payment_methods.create sources.create confirmation_tokens.create "
    "files.create payment_pages.retrieve payment_pages.init payment_pages.confirm".split()
)
WITH_CLIENT_SECRET = frozenset(
    "payment_intents.retrieve payment_intents.confirm payment_intents.verify_microdeposits"
    " payment_intents.source_cancel setup_intents.retrieve setup_intents.confirm"
    " setup_intents.verify_microdeposits setup_intents.source_cancel sources.retrieve".split()
)
# What an ephemeral key may do, by whom it is for.
EPHEMERAL = {
    "customer": frozenset(
        "customers.retrieve customers.payment_methods.list customers.payment_methods.retrieve"
        " payment_methods.list payment_methods.attach payment_methods.detach payment_methods.retrieve".split()
    ),
    "issuing.card": frozenset(("issuing.cards.retrieve",)),
    "identity.verification_session": frozenset(("identity.verification_sessions.retrieve",)),
}
# What it sees of others in its answers.
_METHODS = frozenset(("bank_account", "card", "payment_method", "source"))
EPHEMERAL_SEES = {
    "customer": _METHODS | {"customer"},
    "issuing.card": frozenset(),
    "identity.verification_session": frozenset(),
}
NOT_EPHEMERAL = "This API call cannot be made with an ephemeral API key."
# What pages of any origin may ask: with the keys that are meant to be in browsers.
FOR_BROWSERS = OPEN_TO_BROWSERS.union(WITH_CLIENT_SECRET, *EPHEMERAL.values())
BROWSER_FILES = frozenset(("identity_document", "additional_verification", "account_requirement"))

# Parameters that are for secret keys only, by operation.
_NEVER = ("customer", "original_source", "payment_method")
SECRET_ONLY = {
    "payment_intents.confirm": ("capture_method", "mandate", "off_session", "payment_method_types"),
    "payment_methods.create": _NEVER,
    "sources.create": _NEVER,
    "tokens.create": _NEVER,
}
SECRET_PARAM = "The parameter {name} can only be sent with a secret API key."
FUTURE_USAGE = (
    "You cannot change setup_future_usage from {held} to {sent} using a publishable API key: it may only be"
    " updated from on_session to off_session. Please use your secret key instead."
)


def check(caller: Caller, operation: Operation, account: str) -> None:
    """Raise 401 (publishable) or 403 (others) if this kind of key may not call an operation."""
    if caller.kind == "secret":
        return
    if operation.version_train == "v2" and caller.kind in ("restricted", "ephemeral"):
        raise errors.Refusal(
            "This API call can only be made with a secret API key.", status=403, code="secret_key_required"
        )
    if caller.kind == "publishable":
        if operation.name not in OPEN_TO_BROWSERS and operation.name not in WITH_CLIENT_SECRET:
            raise refused(PUBLISHABLE, "secret_key_required")
    elif caller.kind == "ephemeral":
        if caller.owner is None or operation.name not in EPHEMERAL[caller.owner[0]]:
            raise errors.Refusal(NOT_EPHEMERAL, status=403)
    elif caller.permissions is not None:
        require(caller, (noun_of(operation),), "read" if operation.verb == "GET" else "write", account)


def noun_of(operation: Operation) -> str:
    """Return the noun of an operation's permissions: its object, or its service's name if it has several."""
    if len(operation.objects) == 1:
        return operation.objects[0].replace(".", "_")
    return operation.name.rpartition(".")[0].rpartition(".")[2].removesuffix("s")


def require(caller: Caller, nouns: Sequence[str], action: str, account: str) -> None:
    """Raise 403 unless a restricted key has a permission for the action on at least one of the nouns."""
    allowed = caller.permissions
    if allowed is not None and not any(granted(allowed, noun, action) for noun in nouns):
        raise errors.Refusal(
            f"The provided key '{caller.masked[:8]}*' does not have the required permissions for this"
            f" endpoint on account '{account}'. Having the 'rak_{nouns[0]}_{action}' permission would allow"
            " this request to continue.",
            status=403,
        )


def check_seen(caller: Caller, object: str, nouns: Sequence[str], account: str) -> None:
    """Raise 403 if the key may not read an object in an answer. nouns: whose permissions read it."""
    if caller.kind == "ephemeral":
        if caller.owner is None or object not in EPHEMERAL_SEES[caller.owner[0]]:
            raise errors.Refusal(NOT_EPHEMERAL, status=403)
    elif nouns:
        require(caller, nouns, "read", account)


def granted(permissions: frozenset[str], noun: str, action: str) -> bool:
    """Return whether permissions grant an action on a noun: `rak_<noun>_read` or `_write`, or `*`.

    `rak_` is optional; writing includes reading.
    """
    wanted = {f"{noun}_write", "*", f"rak_{noun}_write"}
    if action == "read":
        wanted |= {f"{noun}_read", f"rak_{noun}_read"}
    return not wanted.isdisjoint(permissions)


def check_sent(operation: Operation, sent: Mapping[str, Any]) -> None:
    """Raise 401 for values a browser may not send, 400 for parameters that need a secret key."""
    if operation.name == "files.create" and sent.get("purpose") not in BROWSER_FILES:
        raise refused(PUBLISHABLE, "secret_key_required")
    for name in SECRET_ONLY.get(operation.name, ()):
        if sent.get(name) is not None:
            raise errors.invalid(SECRET_PARAM.format(name=name), param=name, code="secret_key_required")


def check_named(work: Work, sent: Mapping[str, Any], intent: Mapping[str, Any]) -> None:
    """Raise 400 if a browser names a payment method that belongs to another customer than the intent's.

    Methods without a customer are allowed. The error is that of a missing method.
    """
    id = sent.get("payment_method")
    methods = objects.payment_method
    method = work.find(methods, id)
    if id and method is not None and method.customer and method.customer != intent.get("customer"):
        raise errors.missing(methods.noun, id, param="payment_method", status=400)


def check_own(
    caller: Caller, operation: Operation, work: Work, ids: Mapping[str, str], sent: dict[str, Any]
) -> None:
    """Restrict an ephemeral key to its object and what belongs to it: others are missing (404, 400)."""
    assert caller.owner is not None, "ephemeral keys have an owner"
    kind, id = caller.owner
    first, given = next(iter(ids.items()), ("", ""))
    if first == "payment_method":
        methods = objects.payment_method
        method = work.find(methods, given)
        attaching = operation.name == "payment_methods.attach"
        # A method without a customer may be attached, and so may test ids, which are no methods yet.
        if not (
            attaching if method is None else method.customer == id or (attaching and method.customer is None)
        ):
            raise errors.missing(methods.noun, given, param="payment_method")
    elif ids and given != id:
        owners = objects.named(kind)
        raise errors.missing(owners.noun, given, param=owners.path_param or first)
    if kind == "customer" and operation.name in ("payment_methods.list", "payment_methods.attach"):
        asked = sent.setdefault("customer", id)
        if asked != id:
            raise errors.missing("customer", asked, param="customer", status=400)


def check_client_secret(document: Mapping[str, Any], given: str | None) -> None:
    """Raise 400 unless the client secret matches. Required of browsers; checked if a secret key sends it."""
    if given is None:
        raise errors.required("client_secret")
    setup = document.get("object") == "setup_intent"
    noun, code = (
        ("SetupIntent", "setup_intent_invalid_parameter")
        if setup
        else ("PaymentIntent", "payment_intent_invalid_parameter")
    )
    held = document.get("client_secret")
    if not held or not hmac.compare_digest(given.encode(), held.encode()):
        raise errors.invalid(
            f"The client_secret provided does not match the client_secret associated with the {noun}.",
            param="client_secret",
            code=code,
        )


def check_confirmation(document: Mapping[str, Any], sent: Mapping[str, Any]) -> None:
    """Raise 400 if a browser confirms a manual intent or weakens `setup_future_usage`."""
    if document.get("confirmation_method") == "manual":
        raise errors.invalid(
            "This PaymentIntent's confirmation_method is manual, so it cannot be confirmed using your"
            " publishable key. Please use your secret key instead, or create a PaymentIntent with"
            " `confirmation_method` set to `automatic`.",
            code="payment_intent_invalid_parameter",
            payment_intent=document,
        )
    held = document.get("setup_future_usage")
    if held and "setup_future_usage" in sent and sent["setup_future_usage"] not in (held, "off_session"):
        message = FUTURE_USAGE.format(held=held, sent=sent["setup_future_usage"] or "none")
        raise errors.invalid(message, param="setup_future_usage", code="payment_intent_invalid_parameter")
