"""Exchange rates. They are fixed, so that tests are repeatable (our choice; the reference's rates move)."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from counterfoil.arithmetic import money

# Units of each currency for one US dollar; roughly the market rates of early 2025.
_PER_DOLLAR = """
usd 1 aed 3.6725 afn 73 all 95 amd 395 ang 1.79 aoa 915 ars 1060 aud 1.6 awg 1.79 azn 1.7 bam 1.87 bbd 2
bdt 121.5 bgn 1.87 bhd 0.376 bif 2950 bmd 1 bnd 1.35 bob 6.9 brl 5.8 bsd 1 btn 87 bwp 13.8 byn 3.27 bzd 2
cad 1.44 cdf 2850 chf 0.9 clp 960 cny 7.25 cop 4120 crc 508 cup 24 cve 105.5 czk 24 djf 177.7 dkk 7.14
dop 62 dzd 135 egp 50.5 etb 126 eur 0.957 fjd 2.3 fkp 0.795 gbp 0.795 gel 2.8 ghs 15.5 gip 0.795 gmd 72
gnf 8620 gtq 7.7 gyd 209 hkd 7.78 hnl 25.5 hrk 7.21 htg 131 huf 385 idr 16350 ils 3.58 inr 87 iqd 1310
isk 140 jmd 157.5 jod 0.709 jpy 150 kes 129.5 kgs 87.4 khr 4010 kmf 471 krw 1440 kwd 0.3085 kyd 0.83
kzt 500 lak 21700 lbp 89500 lkr 296 lrd 199 lsl 18.4 lyd 4.88 mad 9.97 mdl 18.7 mga 4700 mkd 58.9 mmk 2100
mnt 3450 mop 8 mro 357 mru 39.9 mur 46.5 mvr 15.4 mwk 1735 mxn 20.4 myr 4.43 mzn 63.9 nad 18.4 ngn 1500
nio 36.8 nok 11.15 npr 139 nzd 1.76 omr 0.385 pab 1 pen 3.69 pgk 4.03 php 57.9 pkr 279.5 pln 3.97 pyg 7880
qar 3.64 ron 4.76 rsd 112 rub 88.5 rwf 1400 sar 3.75 sbd 8.4 scr 14.4 sdg 600 sek 10.7 sgd 1.35 shp 0.795
sle 22.8 sll 22800 sos 571 srd 35.4 ssp 4400 std 23400 stn 23.4 svc 8.75 syp 13000 szl 18.4 thb 33.7
tjs 10.9 tmt 3.5 tnd 3.16 top 2.37 try 36.4 ttd 6.78 twd 32.8 tzs 2590 uah 41.6 ugx 3675 usdb 1 usdc 1
uyu 42.8 uzs 12900 ves 63 vnd 25500 vuv 123 wst 2.8 xaf 628 xcd 2.7 xof 628 xpf 114 yer 248 zar 18.4
zmw 28.4 zwl 322 """
_words = _PER_DOLLAR.split()
PER_DOLLAR = {currency: Decimal(units) for currency, units in zip(_words[::2], _words[1::2], strict=True)}
DIGITS = 6  # significant digits of a rate


@lru_cache(maxsize=1024)
def rate(source: str, destination: str) -> Decimal:
    """Return how many units of `destination` one unit of `source` buys, to six significant digits."""
    if source == destination:
        return Decimal(1)
    exact = PER_DOLLAR[destination] / PER_DOLLAR[source]
    return exact.quantize(Decimal(1).scaleb(exact.adjusted() - DIGITS + 1))


def minor_unit_rate(source: str, destination: str) -> Decimal | None:
    """Return the `exchange_rate` of a balance transaction; None when both currencies are the same.

    It relates minor units: payment amount x rate = amount of the balance transaction. For 1000 JPY converted
    to 6.67 USD it is 0.666667.
    """
    if source == destination:
        return None
    return rate(source, destination).scaleb(money.exponent(destination) - money.exponent(source))
