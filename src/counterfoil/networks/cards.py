"""Test cards: their properties, and the outcome of charging each. A number always has the same outcome.

The names of a card follow `pm_card_` and `tok_`. Unlisted numbers behave as an ordinary card of their scheme.
Source: "Testing" (cards by brand, by country, declined payments, fraud prevention, 3D Secure).
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from counterfoil.kernel import errors
from counterfoil.kernel.ids import ALPHABET

# number | names | brand funding country | further fields of `Card`, as `field` or `field:value`
LISTED = """
4242424242424242    | visa us                       | visa credit US
4000056655665556    | visa_debit visa_debit_us_transferSuccess | visa debit US
4000056655665572    | visa_debit_us_transferFail    | visa debit US
4000056755665555    | visa_debit_us_instantPayoutUnsupported | visa debit US
5555555555554444    | mastercard                    | mastercard credit US
2223003122003222    |                               | mastercard credit US
5200828282828210    | mastercard_debit mastercard_debit_us_transferSuccess | mastercard debit US
5105105105105100    | mastercard_prepaid            | mastercard prepaid US
378282246310005     | amex_threeDSecureNotSupported | amex credit US
371449635398431     | amex                          | amex credit US
6011111111111117    |                               | discover credit US
6011000990139424    | discover                      | discover credit US
6011981111111113    | discover_debit discover_debit_us_transferSuccess | discover debit US
3056930009020004    | diners                        | diners credit US
36227206271667      |                               | diners credit US
3566002020360505    | jcb                           | jcb credit JP
6200000000000005    | unionpay                      | unionpay credit CN
6200000000000047    | unionpay_debit                | unionpay debit CN
6205500000000000004 |                               | unionpay credit CN
4000002500001001    | visa_cartesBancaires          | visa credit FR          | cobadged
5555552500001001    | mastercard_cartesBancaires    | mastercard credit FR    | cobadged

4000000000000002 | visa_chargeDeclined chargeDeclined | visa credit US | declines:generic_decline unattachable
4000000000009995 | visa_chargeDeclinedInsufficientFunds chargeDeclinedInsufficientFunds | visa credit US | declines:insufficient_funds unattachable
4000000000009987 | visa_chargeDeclinedLostCard chargeDeclinedLostCard | visa credit US | declines:lost_card unattachable
4000000000009979 | visa_chargeDeclinedStolenCard chargeDeclinedStolenCard | visa credit US | declines:stolen_card unattachable
4000000000000069 | chargeDeclinedExpiredCard visa_chargeDeclinedExpiredCard | visa credit US | declines:expired_card unattachable
4000000000000127 | chargeDeclinedIncorrectCvc visa_chargeDeclinedIncorrectCvc | visa credit US | declines:incorrect_cvc unattachable
4000000000000119 | chargeDeclinedProcessingError visa_chargeDeclinedProcessingError | visa credit US | declines:processing_error unattachable
4000000000006975 | visa_chargeDeclinedVelocityLimitExceeded chargeDeclinedVelocityLimitExceeded | visa credit US | declines:card_velocity_exceeded unattachable
4000000000000341 | chargeCustomerFail | visa credit US | declines:generic_decline

4100000000000019 | radarBlock | visa credit US | declines:fraudulent risk:highest
4000000000004954 | riskLevelHighest | visa credit US | risk:highest
4000000000009235    | riskLevelElevated             | visa credit US | risk:elevated
4000000000000101    | cvcCheckFail                  | visa credit US | cvc:fail
4000000000000036    | avsZipFail                    | visa credit US | postal_code:fail
4000000000000028    | avsLine1Fail                  | visa credit US | line1:fail
4000000000000010    | avsFail                       | visa credit US | line1:fail postal_code:fail
4000000000000044    | avsUnchecked                  | visa credit US | line1:unavailable postal_code:unavailable
4000000000000259    | createDispute                 | visa credit US | then:dispute
4000000000002685    | createDisputeProductNotReceived | visa credit US | then:dispute_product_not_received
4000000000001976    | createDisputeInquiry          | visa credit US | then:inquiry
4000000000005423    | createIssuerFraudRecord       | visa credit US | then:early_fraud_warning
4000000404000079    | createMultipleDisputes        | visa credit US | then:multiple_disputes
4000000404000038    | createCe3EligibleDispute      | visa credit US | then:dispute_ce3
4000000000007726    | pendingRefund                 | visa credit US | refunds:pending
4000000000005126    | refundFail                    | visa credit US | refunds:failed
4000000000000077    | bypassPending                 | visa credit US | bypasses_pending
4000003720000278    | bypassPendingInternational    | visa credit IE | bypasses_pending

4000002500003155    | authenticationRequiredOnSetup              | visa credit FR | asks:until_set_up
4000002760003184    | authenticationRequired                     | visa credit DE | asks:always
4000003800000446    | authenticationRequiredSetupForOffSession   | visa credit IT | asks:on_session
4000008260003178    | authenticationRequiredChargeDeclinedInsufficientFunds | visa credit GB | asks:always declines:insufficient_funds
4000000000003220    | threeDSecure2Required                      | visa credit US | asks:always
4000008400001629    | threeDSecureRequiredChargeDeclined         | visa credit US | asks:always declines:generic_decline
4000008400001280 | threeDSecureRequiredProcessingError | visa credit US | declines:generic_decline
4000000000003055    | threeDSecureOptional                       | visa credit US | asks:on_request
4000000000003097    | threeDSecureOptionalProcessingError        | visa credit US | asks:on_request unprovable
4000003560000008    | in                                         | visa credit IN | asks:on_request
4000003560000123    |                                            | visa credit IN | asks:on_request mandates:active
4000003560000263    |                                            | visa credit IN | asks:on_request mandates:canceled
"""

# Names and numbers of cards by country. They succeed without authentication.
BY_COUNTRY = """
br 4000000760000002  ca 4000001240000000  mx 4000004840008001  ar 4000000320000021  cl 4000001520000001  co 4000001700000003
cr 4000001880000005  ec 4000002180000000  pa 4000005910000000  py 4000006000000066  pe 4000006040000068  uy 4000008580000003
ae 4000007840000001  at 4000000400000008  be 4000000560000004  bg 4000001000000000  by 4000001120000005  hr 4000001910000009
cy 4000001960000008  cz 4000002030000002  dk 4000002080000001  ee 4000002330000009  fi 4000002460000001  fr 4000002500000003
de 4000002760000016  gi 4000002920000005  gr 4000003000000030  hu 4000003480000005  ie 4000003720000005  it 4000003800000008
lv 4000004280000005  li 4000004380000004  lt 4000004400000000  lu 4000004420000006  mt 4000004700000007  nl 4000005280000002
no 4000005780000007  pl 4000006160000005  pt 4000006200000007  ro 4000006420000001  sa 4000006820000007  si 4000007050000006
sk 4000007030000001  es 4000007240000007  se 4000007520000008  ch 4000007560000009  gb 4000008260000000  au 4000000360000006
cn 4000001560000002  hk 4000003440000004  jp 4000003920000003  my 4000004580000002  nz 4000005540000008
sg 4000007020000003  tw 4000001580000008  gb_debit 4000058260000005  gb_mastercard 5555558265554449  jp_jcb 3530111333300000
th_credit 4000007640000003  th_debit 4000057640000008
"""


@dataclass(frozen=True, slots=True)
class Decline:
    """A decline by the issuing bank.

    code, decline_code, message: of the error and the charge. param: the card's field at fault, if one is.
    advice: `advice_code` (try_again_later, do_not_try_again, confirm_card_data).
    network_code, network_advice: the two-character codes of the card network.
    """

    code: str
    decline_code: str
    message: str
    param: str | None = None
    advice: str | None = None
    network_code: str | None = None
    network_advice: str | None = None

    def codes(self) -> dict[str, Any]:
        """Return what an error says of a decline, None for what it leaves out."""
        return {
            "advice_code": self.advice,
            "code": self.code,
            "decline_code": self.decline_code,
            "network_advice_code": self.network_advice,
            "network_decline_code": self.network_code,
            "param": self.param,
        }


_DECLINED = "Your card was declined."
_TOO_FREQUENT = (
    "Your card was declined for making repeated attempts too frequently or exceeding its amount limit."
)
LATER, NEVER, CONFIRM = "try_again_later", "do_not_try_again", "confirm_card_data"
# The network codes are those of ISO 8583 for the reason; 01 for the generic decline.
DECLINES = {
    "generic_decline": Decline("card_declined", "generic_decline", _DECLINED, None, LATER, "01"),
    "insufficient_funds": Decline(
        "card_declined", "insufficient_funds", "Your card has insufficient funds.", None, LATER, "51", "02"
    ),
    "lost_card": Decline("card_declined", "lost_card", _DECLINED, None, NEVER, "41", "01"),
    "stolen_card": Decline("card_declined", "stolen_card", _DECLINED, None, NEVER, "43", "01"),
    "fraudulent": Decline("card_declined", "fraudulent", _DECLINED),
    "expired_card": Decline(
        "expired_card", "expired_card", "Your card has expired.", "exp_month", CONFIRM, "54", "03"
    ),
    "incorrect_cvc": Decline(
        "incorrect_cvc",
        "incorrect_cvc",
        "Your card's security code is incorrect.",
        "cvc",
        CONFIRM,
        "N7",
        "03",
    ),
    "processing_error": Decline(
        "processing_error",
        "processing_error",
        "An error occurred while processing your card. Try again in a little bit.",
        None,
        LATER,
        "06",
    ),
    "card_velocity_exceeded": Decline(
        "card_declined", "card_velocity_exceeded", _TOO_FREQUENT, None, LATER, "61", "02"
    ),
    "authentication_required": Decline(
        "authentication_required",
        "authentication_required",
        "Your card was declined. This transaction requires authentication.",
    ),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A card as its scheme knows it.

    cobadged: also on the Cartes Bancaires network.
    declines: key of DECLINES when charging it is declined, else None.
    unattachable: attaching it to a customer is declined too.
    risk: risk level of its charges: normal, elevated or highest.
    cvc, line1, postal_code: result of each check when the value was given.
    asks: when the bank requires 3D Secure: never, always, until_set_up, on_session, on_request.
    unprovable: 3D Secure always ends in a processing error.
    bypasses_pending: its funds are available at once.
    then: what follows a charge (a dispute, an early fraud warning). refunds: status its refunds end in.
    mandates: status that its mandates are found in at a later payment: active or canceled.
    """

    number: str
    brand: str
    funding: str = "credit"
    country: str = "US"
    cobadged: bool = False
    declines: str | None = None
    unattachable: bool = False
    risk: str = "normal"
    cvc: str = "pass"
    line1: str = "pass"
    postal_code: str = "pass"
    asks: str = "never"
    unprovable: bool = False
    bypasses_pending: bool = False
    then: str | None = None
    refunds: str = "succeeded"
    mandates: str = "active"

    @property
    def networks(self) -> list[str]:
        """The schemes it can be charged through, preferred one first."""
        return ["cartes_bancaires", self.brand] if self.cobadged else [self.brand]

    @property
    def display_brand(self) -> str:
        """The brand to show to the cardholder."""
        return DISPLAYED.get(self.networks[0], self.networks[0])


def _card(number: str, kind: str, words: str) -> Card:
    """Make a card from the columns of a LISTED row."""
    brand, funding, country = kind.split()
    particular: dict[str, Any] = {}
    for word in words.split():
        name, _, value = word.partition(":")
        particular[name] = value or True
    return Card(number, brand, funding, country, **particular)


def _read() -> tuple[dict[str, Card], dict[str, Card]]:
    """Parse LISTED and BY_COUNTRY. Returns the cards by number and by name."""
    numbers: dict[str, Card] = {}
    names: dict[str, Card] = {}
    for line in filter(None, LISTED.splitlines()):
        number, called, kind, *words = (part.strip() for part in line.split("|"))
        card = numbers[number] = _card(number, kind, words[0] if words else "")
        names.update(dict.fromkeys(called.split(), card))
    words = BY_COUNTRY.split()
    for name, number in zip(words[::2], words[1::2], strict=True):
        funding = "debit" if name.endswith("_debit") else "credit"
        card = numbers[number] = Card(number, brand_of(number), funding, name[:2].upper())
        names[name] = card
    return numbers, names


# -- numbers -----------------------------------------------------------------------------------------------------------

_PREFIXES = (
    ("visa", ("4",)),
    ("mastercard", tuple(str(prefix) for prefix in (*range(51, 56), *range(2221, 2721)))),
    ("amex", ("34", "37")),
    ("discover", ("6011", "65", *(str(prefix) for prefix in range(644, 650)))),
    ("diners", ("36", "38", "39", "3095", *(str(prefix) for prefix in range(300, 306)))),
    ("jcb", tuple(str(prefix) for prefix in range(3528, 3590))),
    ("unionpay", ("62", "81")),
)


def brand_of(number: str) -> str:
    """Return the scheme of a number by its first digits, or `unknown`."""
    return next((brand for brand, prefixes in _PREFIXES if number.startswith(prefixes)), "unknown")


def luhn(number: str) -> bool:
    """Return whether a number has a valid Luhn check digit. Source: ISO/IEC 7812-1."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = (digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


NUMBERS, NAMES = _read()

# Names of brands in `display_brand`, where they differ from those in `brand`.
DISPLAYED = {"amex": "american_express", "diners": "diners_club", "unionpay": "union_pay", "unknown": "other"}


def card_of(number: str) -> Card:
    """Return the listed card with this number, else an ordinary card of its scheme."""
    return NUMBERS.get(number) or Card(number, brand_of(number))


def named(name: str) -> Card | None:
    """Return the card that `pm_card_<name>` and `tok_<name>` stand for, or None."""
    return NAMES.get(name)


def fingerprint(account: str, number: str) -> str:
    """Return 16 letters and digits that identify a number within an account without revealing it."""
    digest = int.from_bytes(hashlib.sha256(f"{account}:{number}".encode()).digest(), "big")
    text = ""
    for _ in range(16):
        digest, remainder = divmod(digest, len(ALPHABET))
        text += ALPHABET[remainder]
    return text


def rejected(code: str, message: str, param: str | None, **extra: Any) -> errors.Refusal:
    """Make a 402 `card_error` for invalid card data or a refused attachment. Rolls the phase back."""
    return errors.Refusal(message, status=402, type="card_error", code=code, param=param, **extra)


def check(
    number: str, exp_month: int, exp_year: int, cvc: str | None, *, year: int, month: int
) -> tuple[Card, int]:
    """Validate card data as typed by the cardholder. Returns the card and its four-digit expiry year.

    year, month: today's, against which the expiry is checked. Raises 402 `card_error`: invalid_number,
    incorrect_number, invalid_expiry_month, invalid_expiry_year, invalid_cvc.
    """
    number = number.replace(" ", "")  # people type a number in groups of four
    if not (number.isascii() and number.isdigit()) or not 12 <= len(number) <= 19:
        raise rejected("invalid_number", "The card number is not a valid credit card number.", "number")
    if not luhn(number):
        raise rejected("incorrect_number", "Your card number is incorrect.", "number")
    if not 1 <= exp_month <= 12:
        raise rejected("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month")
    if 0 <= exp_year < 100:
        exp_year += 2000
    if not year <= exp_year <= year + 50:
        raise rejected("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year")
    if exp_year == year and exp_month < month:
        raise rejected("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month")
    card = card_of(number)
    if cvc is not None and not (
        cvc.isascii() and cvc.isdigit() and len(cvc) == (4 if card.brand == "amex" else 3)
    ):
        raise rejected("invalid_cvc", "Your card's security code is invalid.", "cvc")
    return card, exp_year


def checks(
    card: Card, *, cvc: bool, line1: bool, postal_code: bool, blocked: bool = False
) -> dict[str, str | None]:
    """Return the `checks` hash. cvc, line1, postal_code: whether each was given; null if not.

    blocked: the payment was not sent to the network, so nobody checked the code.
    """
    code = "unavailable" if blocked else "fail" if card.declines == "incorrect_cvc" else card.cvc
    return {
        "address_line1_check": card.line1 if line1 else None,
        "address_postal_code_check": card.postal_code if postal_code else None,
        "cvc_check": code if cvc else None,
    }


# -- answers -----------------------------------------------------------------------------------------------------------

RISK_SCORES = {"normal": 24, "elevated": 68, "highest": 85}
ALLOW, BLOCK = "allow", "block"  # what a list of the account says of a payment


@dataclass(frozen=True, slots=True)
class Answer:
    """The bank's answer to an authorization: approved, declined, or 3D Secure required first.

    decline: the decline, if any. authenticate: the cardholder must pass 3D Secure first. proven: they passed.
    ruling: ALLOW or BLOCK, if a list of the account decided.
    """

    card: Card
    decline: Decline | None = None
    authenticate: bool = False
    proven: bool = False
    ruling: str | None = None

    @property
    def approved(self) -> bool:
        return self.decline is None and not self.authenticate

    @property
    def blocked(self) -> bool:
        """Whether the payment was blocked as too risky, before the network."""
        return self.decline is not None and (self.ruling == BLOCK or self.card.risk == "highest")

    @property
    def to_review(self) -> bool:
        """Whether the payment is placed in manual review, as every approved one of elevated risk that no list allows is."""
        return self.approved and self.card.risk == "elevated" and self.ruling != ALLOW

    def three_d_secure(self, about: str) -> dict[str, Any] | None:
        """Return the `three_d_secure` hash of a charge; None without authentication. about: its id."""
        if not self.proven:
            return None
        return {
            "authentication_flow": "challenge",
            "electronic_commerce_indicator": "02" if self.card.brand == "mastercard" else "05",
            "exemption_indicator": None,
            "result": "authenticated",
            "result_reason": None,
            "transaction_id": str(uuid.uuid5(uuid.NAMESPACE_OID, about)),
            "version": "2.1.0",
        }

    def outcome(self) -> dict[str, Any]:
        """Return the `outcome` hash of the charge."""
        risk = {"risk_level": self.card.risk, "risk_score": RISK_SCORES[self.card.risk]}
        if self.decline is None:
            result = {
                "network_status": "approved_by_network",
                "reason": None,
                "type": "authorized",
                "seller_message": "Payment complete.",
            }
            if self.to_review:
                result |= {"reason": "elevated_risk_level", "type": "manual_review"}
        elif self.blocked:
            result = {
                "network_status": "not_sent_to_network",
                "reason": "highest_risk_level",
                "type": "blocked",
                "seller_message": "Stripe blocked this payment as too risky.",
            }
            if self.ruling == BLOCK:
                result |= {"reason": "rule", "seller_message": "Stripe blocked this payment."}
        else:
            result = {
                "network_status": "declined_by_network",
                "reason": self.decline.decline_code,
                "type": "issuer_declined",
                "seller_message": "The bank did not return any further details with this decline.",
            }
        sent = self.decline if result["network_status"] == "declined_by_network" else None
        codes = {
            "advice_code": sent.advice if sent else None,
            "network_advice_code": sent.network_advice if sent else None,
            "network_decline_code": sent.network_code if sent else None,
        }
        return {**codes, **risk, **result}


def authorize(
    card: Card,
    *,
    cvc: bool = True,
    off_session: bool = False,
    request: str = "automatic",
    proven: bool = False,
    set_up: bool = False,
    ruling: str | None = None,
) -> Answer:
    """Ask the card network to authorize a payment. The amount does not matter to the answer.

    cvc: the security code was given. off_session: the cardholder is absent and cannot authenticate.
    request: the payment's `request_three_d_secure`. proven: the cardholder has just passed 3D Secure.
    set_up: the card was set up for off-session payments before. ruling: ALLOW or BLOCK of a list of the account.
    Payments of the highest risk are blocked, those with one card even if a list allows them.
    """
    if ruling == BLOCK or (card.risk == "highest" and ruling != ALLOW):
        return Answer(card, DECLINES["fraudulent"], ruling=ruling)
    if not proven and not (set_up and card.asks == "until_set_up"):
        if off_session and card.asks in ("always", "until_set_up"):
            return Answer(card, DECLINES["authentication_required"], ruling=ruling)
        wanted = card.asks in ("always", "until_set_up", "on_session") or (
            card.asks == "on_request" and request in ("any", "challenge")
        )
        if wanted and not off_session:
            return Answer(card, authenticate=True, ruling=ruling)
    proven = proven and card.asks != "never"
    if card.declines == "incorrect_cvc" and not cvc:
        return Answer(card, proven=proven, ruling=ruling)  # a code that was not given cannot be wrong
    return Answer(card, DECLINES[card.declines] if card.declines else None, proven=proven, ruling=ruling)


def attachment_decline(card: Card, *, cvc: bool) -> Decline | None:
    """Return the decline of attaching the card to a customer, or None when it can be attached.

    cvc: whether the security code was given.
    """
    if not card.unattachable or (card.declines == "incorrect_cvc" and not cvc):
        return None
    assert card.declines, "a card that cannot be attached declines"
    return DECLINES[card.declines]


def agree(
    card: Card, *, cvc: bool = True, request: str = "automatic", proven: bool = False, set_up: bool = False
) -> Answer:
    """Ask the bank to set the card up for later payments. No money moves; 3D Secure may be required.

    A card that can be attached succeeds even when its payments are declined. Parameters as in `authorize`.
    """
    asked = authorize(
        replace(card, declines=None), request=request, proven=proven, set_up=set_up, ruling=ALLOW
    )
    decline = attachment_decline(card, cvc=cvc)
    return Answer(card, decline, authenticate=asked.authenticate, proven=asked.proven)


def details(card: Card, account: str, exp_month: int, exp_year: int) -> Mapping[str, Any]:
    """Return the card fields that a payment method and a charge have in common."""
    return {
        "brand": card.brand,
        "country": card.country,
        "exp_month": exp_month,
        "exp_year": exp_year,
        "fingerprint": fingerprint(account, card.number),
        "funding": card.funding,
        "last4": card.number[-4:],
        "regulated_status": "unregulated",
    }
