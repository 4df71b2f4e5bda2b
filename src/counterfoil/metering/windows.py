"""Time windows as pure functions of epoch seconds. All windows are UTC and half-open, `[start, end)`.

Source: metering, "Meter event summaries" (minute, hour and UTC day alignment).
"""

from __future__ import annotations

MINUTE = 60
HOUR = 3600
DAY = 86400

LENGTHS = {None: MINUTE, "hour": HOUR, "day": DAY}  # required alignment of a summary's bounds, by grouping


def align(at: int, length: int) -> int:
    """Round a time down to the start of its window, also before 1970."""
    return at - at % length


def is_aligned(at: int, length: int) -> bool:
    """Whether a window of this length starts at this time."""
    return at % length == 0


def covering(start: int, end: int, length: int) -> tuple[int, int]:
    """Return the smallest range of whole windows that contains `[start, end)`."""
    return start - start % length, end + -end % length


def starts(start: int, end: int, length: int) -> range:
    """Return the starts of the windows that overlap `[start, end)`, oldest first."""
    first, last = covering(start, end, length)
    return range(first, last, length)


def split(start: int, end: int, length: int) -> tuple[list[tuple[int, int]], tuple[int, int] | None]:
    """Split `[start, end)` into partial windows at its ends and the whole windows between.

    Returns (edges, whole): at most two edges, each within one window; whole is None where no whole window
    fits.
    """
    if start >= end:
        return [], None
    first, last = start + -start % length, end - end % length
    if first > last:  # both bounds in one window
        return [(start, end)], None
    edges = [edge for edge in ((start, first), (last, end)) if edge[0] < edge[1]]
    return edges, (first, last) if first < last else None
