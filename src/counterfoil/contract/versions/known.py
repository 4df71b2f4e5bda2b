"""The published versions of the API.

Source: the API's changelog; the versions a webhook endpoint may pin, in the official SDKs.
"""

from __future__ import annotations

import re
from datetime import date

from counterfoil.contract.refusal import Refusal

DEFAULT = "2025-02-24.acacia"  # of callers who name none
FIRST_OF_V2 = "2024-09-30.acacia"

_published = """
2011-01-01 2011-06-21 2011-06-28 2011-08-01 2011-09-15 2011-11-17 2012-02-23 2012-03-25 2012-06-18 2012-06-28
2012-07-09 2012-09-24 2012-10-26 2012-11-07 2013-02-11 2013-02-13 2013-07-05 2013-08-12 2013-08-13 2013-10-29
2013-12-03 2014-01-31 2014-03-13 2014-03-28 2014-05-19 2014-06-13 2014-06-17 2014-07-22 2014-07-26 2014-08-04
2014-08-20 2014-09-08 2014-10-07 2014-11-05 2014-11-20 2014-12-08 2014-12-17 2014-12-22 2015-01-11 2015-01-26
2015-02-10 2015-02-16 2015-02-18 2015-03-24 2015-04-07 2015-06-15 2015-07-07 2015-07-13 2015-07-28 2015-08-07
2015-08-19 2015-09-03 2015-09-08 2015-09-23 2015-10-01 2015-10-12 2015-10-16 2016-02-03 2016-02-19 2016-02-22
2016-02-23 2016-02-29 2016-03-07 2016-06-15 2016-07-06 2016-10-19 2017-01-27 2017-02-14 2017-04-06 2017-05-25
2017-06-05 2017-08-15 2017-12-14 2018-01-23 2018-02-05 2018-02-06 2018-02-28 2018-05-21 2018-07-27 2018-08-23
2018-09-06 2018-09-24 2018-10-31 2018-11-08 2019-02-11 2019-02-19 2019-03-14 2019-05-16 2019-08-14 2019-09-09
2019-10-08 2019-10-17 2019-11-05 2019-12-03 2020-03-02 2020-08-27 2022-08-01 2022-11-15 2023-08-16 2023-10-16
2024-04-10 2024-06-20 2024-09-30.acacia 2024-10-28.acacia 2024-11-20.acacia 2024-12-18.acacia
2025-01-27.acacia 2025-02-24.acacia 2025-03-01.dashboard 2025-03-31.basil 2025-04-30.basil 2025-05-28.basil
2025-06-30.basil 2025-07-30.basil 2025-08-27.basil 2025-09-30.clover 2025-10-29.clover 2025-11-17.clover
2025-12-15.clover 2026-01-28.clover 2026-02-25.clover 2026-03-25.dahlia 2026-04-22.dahlia 2026-05-27.dahlia
2026-06-24.dahlia 2026-07-29.dahlia 2026-08-26.dahlia 2026-09-30.endive 2026-10-28.endive
"""

KNOWN = tuple(_published.split())
NEWEST = "2026-10-28.endive"  # documents are kept in its shape
_known = frozenset(KNOWN)
_dated = re.compile(r"(\d{4}-\d\d-\d\d)\.([a-z]+)").fullmatch
_days = frozenset(version[:10] for version in KNOWN if version > "2025-03-31")
_last_day, _last_train = KNOWN[-1].split(".")


def is_known(text: str) -> bool:
    """Return whether a version was published, or may have been since: later months of the last train.

    Each release since basil has a public preview of the same day. Flags of private previews (`; feature=v1`)
    are ignored.
    """
    text = text.partition(";")[0]
    if text in _known:
        return True
    dated = _dated(text)
    if not dated or not _is_date(dated[1]):
        return False
    day, train = dated.groups()
    return (train == "preview" and day in _days) or (day > _last_day and train in (_last_train, "preview"))


def _is_date(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False


def check(text: str) -> None:
    """Raise 400 for a malformed or unpublished version."""
    if not is_known(text):
        raise Refusal(f"Invalid Stripe API version: {text[:100]}")


def check_v2(text: str | None) -> None:
    """Raise 400 if a /v2 call names no version, an unknown one, or one before /v2 existed."""
    if not text:
        raise Refusal(f"Calls of /v2 must name a Stripe-Version, {FIRST_OF_V2} or later.")
    check(text)
    if text[:10] < FIRST_OF_V2[:10]:
        raise Refusal(f"Invalid Stripe API version: {text[:100]}. Calls of /v2 need {FIRST_OF_V2} or later.")
