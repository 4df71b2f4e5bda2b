"""Money: integers of minor units, and what a currency makes of them.

Source: "Supported currencies" (zero-decimal and three-decimal currencies, minimum and maximum charge amounts).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

ZERO_DECIMAL = frozenset("bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split())
THREE_DECIMAL = frozenset("bhd jod kwd omr tnd".split())

# Without decimals in the shops, but written with two in the API, for the sake of what came before: 5 ISK are 500.
WHOLE_IN_TWO_DECIMALS = frozenset(("isk", "ugx"))

LARGEST_CHARGE = 99_999_999  # eight digits

# The least that can be charged, by currency of the charge.
SMALLEST_CHARGE = {
    **dict.fromkeys("usd aud cad eur nzd sgd brl chf inr jpy".split(), 50),
    "gbp": 30,
    "dkk": 250,
    **dict.fromkeys(("nok", "sek"), 300),
    **dict.fromkeys(("pln", "aed", "ron", "bgn"), 200),
    "hkd": 400,
    **dict.fromkeys(("mxn", "thb"), 1000),
    "czk": 1500,
    "huf": 17500,
}

SYMBOLS = {
    "usd": "$", "eur": "€", "gbp": "£", "jpy": "¥", "cny": "CN¥", "inr": "₹", "krw": "₩", "aud": "A$", "cad": "CA$", "nzd": "NZ$",
    "mxn": "MX$", "brl": "R$", "hkd": "HK$", "sgd": "SGD", "chf": "CHF", "thb": "฿", "ils": "₪", "vnd": "₫", "php": "₱", "pln": "zł",
}  # fmt: skip


def exponent(currency: str) -> int:
    """How many decimals a minor unit is away from the unit: 2 for usd, 0 for jpy, 3 for kwd.

    UGX counts as two although its list is that of the currencies without decimals: its amounts are divisible by 100.
    """
    if currency in WHOLE_IN_TWO_DECIMALS:
        return 2
    return 0 if currency in ZERO_DECIMAL else 3 if currency in THREE_DECIMAL else 2


def rounded(exact: Decimal) -> int:
    """Minor units, half up (away from zero): the one rounding of money."""
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def granular(amount: int, currency: str) -> bool:
    """Whether the smallest coin divides an amount: of three decimals the last is 0, and there is no hundredth of a krona."""
    if currency in THREE_DECIMAL:
        return amount % 10 == 0
    return amount % 100 == 0 if currency in WHOLE_IN_TWO_DECIMALS else True


def shown(amount: int, currency: str) -> str:
    """An amount as a message shows it: `$0.50`, `¥50`, `$999,999.99`."""
    places = exponent(currency)
    sign = "-" if amount < 0 else ""
    units = Decimal(abs(amount)).scaleb(-places)
    return f"{sign}{SYMBOLS.get(currency, currency.upper() + ' ')}{units:,.{places}f}"


def converted(amount: int, rate: Decimal, source: str, destination: str) -> int:
    """Minor units of another currency. rate: units of the destination for one unit of the source. Rounded once, half up."""
    return rounded((amount * rate).scaleb(exponent(destination) - exponent(source)))
