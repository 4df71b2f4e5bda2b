"""The `next_action` of wallets and banks: redirect to a page, show a QR code, approve in an app.

Pages and codes lead to a page of this server, where the payment is authorized or failed.
Source: API reference, `next_action` of intents; guides of the payment methods.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterfoil.kernel import Document, Work
from counterfoil.networks import qr_codes, wallets
from counterfoil.resources.payments import payment_method_configurations as configurations

METHODS = configurations.REDIRECTING - frozenset(wallets.QR)  # types that need a `return_url`
ANSWERED = METHODS | frozenset(wallets.QR)  # types whose customer answers on a page
NO_RETURN_URL = (
    "You must provide a `return_url` when confirming with a payment method of type `{kind}`, which redirects"
    " your customer."
)
HANDLED = ("cashapp", "swish", "upi")  # types that show a code, or are opened on a phone
IN_A_WALLET = {"android": "wechat_pay_redirect_to_android_app", "ios": "wechat_pay_redirect_to_ios_app"}


def page(work: Work, intent: Mapping[str, Any]) -> str:
    """Return the address of the page where the customer authorizes or fails."""
    return f"{work.services.base_url}/authorize/{intent['id']}?client_secret={intent['client_secret']}"


def next_action(
    work: Work, intent: Document, kind: str, return_url: str | None, options: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the `next_action` of an intent. kind: type of the method. options: of the intent, for it."""
    address = page(work, intent)
    if kind == "alipay":
        details = {"native_data": None, "native_url": None, "return_url": return_url, "url": address}
        return {"type": "alipay_handle_redirect", "alipay_handle_redirect": details}
    if kind in wallets.QR:
        return _qr_code(work, intent, kind, address, options)
    return {"type": "redirect_to_url", "redirect_to_url": {"return_url": return_url, "url": address}}


def expires_at(work: Work, kind: str, options: Mapping[str, Any]) -> int:
    """Return when a QR code expires: as its options say, else after the time of its type."""
    after = options.get("expires_after_seconds") or wallets.QR[kind]
    return int(options.get("expires_at") or work.now + after)


def _qr_code(
    work: Work, intent: Document, kind: str, address: str, options: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the `next_action` that shows the QR code of the page."""
    base, secret = f"{work.services.base_url}/qr/{intent['id']}", f"?client_secret={intent['client_secret']}"
    pictures = {"image_url_png": f"{base}.png{secret}", "image_url_svg": f"{base}.svg{secret}"}
    shown = {"hosted_instructions_url": base + secret}
    ends = {"expires_at": expires_at(work, kind, options)}
    if kind in HANDLED:
        name = f"{kind}_handle_redirect_or_display_qr_code"
        code = {**ends, **pictures, **({"data": address} if kind == "swish" else {})}
        direct = {"mobile_auth_url": address} if kind != "upi" else {}
        return {"type": name, name: {**shown, **direct, "qr_code": code}}
    wallet = IN_A_WALLET.get(options.get("client") or "") if kind == "wechat_pay" else None
    if wallet:
        return {"type": wallet, wallet: _app(intent, address, options, wallet)}
    name = f"{kind}_display_qr_code"
    details: dict[str, Any] = {**shown, "data": address, **pictures}
    if kind == "wechat_pay":
        details["image_data_url"] = qr_codes.data_url(address)
    if kind == "pix":
        details |= ends
    return {"type": name, name: details}


def _app(intent: Document, address: str, options: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return what opens the app of WeChat on a phone."""
    if name == IN_A_WALLET["ios"]:
        return {"native_url": address}
    return {
        "app_id": options.get("app_id") or "",
        "nonce_str": intent["id"].removeprefix("pi_"),
        "package": "Sign=WXPay",
        "partner_id": "counterfoil",
        "prepay_id": intent["id"],
        "sign": intent["client_secret"],
        "timestamp": str(intent["created"]),
    }
