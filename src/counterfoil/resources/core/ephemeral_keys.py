"""Ephemeral keys: give a mobile app access to one customer, card or verification session for an hour.

The secret is returned once; its hash is stored with the API keys.
Source: the mobile SDKs' guides; protocol, "Authentication and keys".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Space, Work, errors, ids, objects
from counterfoil.kernel.shapes import EphemeralKey

ephemeral_keys = objects.ephemeral_key

LIFETIME = 3600  # seconds
RETENTION = 86400  # seconds after expiry in which the error says "expired" and not "invalid"
KEYS = Space("")  # all keys are stored in one space, because a request is looked up by its key alone
SECRET = 64

# parameter -> type of object
OWNERS = {
    "customer": "customer",
    "issuing_card": "issuing.card",
    "verification_session": "identity.verification_session",
}


@ephemeral_keys.create(on="customer")
def create(work: Work, params: Mapping[str, Any]) -> Document:
    """Create a key for one object.

    400 unless the request names an API version, which must be that of the app.
    """
    if work.cause is None or not work.cause.pinned:
        raise errors.invalid(
            "An ephemeral key is made for the API version of the app that uses it: please set the"
            " Stripe-Version header."
        )
    given = [name for name in OWNERS if params.get(name)]
    if not given:
        raise errors.one_required(*OWNERS)
    if len(given) > 1:
        raise errors.exclusive(*given)
    param, kind = given[0], OWNERS[given[0]]
    if params.get("nonce") and param != "issuing_card":
        raise errors.unknown("nonce")
    owner = work.get(objects.named(kind), params[param], param=param)

    now = work.services.wall()  # keys expire in real time, also for customers on test clocks
    secret = ids.secret(f"ek_{'live' if work.livemode else 'test'}_", SECRET)
    hashed = ids.digest(secret)
    key = work.insert(
        ephemeral_keys,
        associated_objects=[{"id": owner.id, "type": kind}],
        created=now,
        expires=now + LIFETIME,
        _key=hashed,
    )
    stored = {
        "id": hashed,
        "object": "_key",
        "created": now,
        "account": work.account,
        "kind": "ephemeral",
        "livemode": work.livemode,
        "masked": f"{secret[:8]}*{secret[-4:]}",
        "permissions": None,
        "revoked_at": None,
        "expires_at": now + LIFETIME,
        "owner": [kind, owner.id],
    }
    work.session.add(objects.key.table, KEYS, stored)
    work.schedule(forget, key, at=now + LIFETIME + RETENTION, wall=True)
    return Document({**work.visible(key), "secret": secret})


@ephemeral_keys.delete
def delete(work: Work, key: EphemeralKey, params: Mapping[str, Any]) -> Document:
    """Revoke the key. Returns it without the secret."""
    keys = objects.key
    stored = work.session.load(keys.table, KEYS, key["_key"])
    if stored is not None:
        work.session.put(keys.table, KEYS, {**stored, "revoked_at": work.services.wall()})
    work.delete(key)
    return Document(work.visible(key))


@ephemeral_keys.due(name="ephemeral_key.forget")
def forget(work: Work, key: EphemeralKey) -> None:
    """Delete a key that expired a day ago."""
    work.session.erase(objects.key.table, KEYS, key["_key"])
    work.session.erase(ephemeral_keys.table, work.space, key.id)
