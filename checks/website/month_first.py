"""Lists whose dates are written month first, as shows by those that have no other reading."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from checks.website.dates import read_moment
from checks.website.stamps import Stamp

LAST_MONTH = 12

IN_FIGURES = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(20\d\d)(?![\d/-])")
"""Two numbers up to the year, of which either may be the month."""


def month_first(stamps: Sequence[Stamp], today: date) -> None:
    """Read a list's dates anew where all of them are written month first.

    They are where one of the dates that stand in boxes of one kind has no other reading, such as
    10/28/2026, and none can only be read day first. Their moments are put right in place.
    """
    lists: defaultdict[tuple[str, str, str], list[Stamp]] = defaultdict(list)
    for stamp in stamps:
        if IN_FIGURES.search(stamp.raw):
            parent = stamp.box.parent
            lists[stamp.box.tag, stamp.box.name, parent.name if parent else ""].append(stamp)
    for alike in lists.values():
        numbers = [_numbers(stamp.raw) for stamp in alike]
        if any(second > LAST_MONTH for _, second in numbers) and all(
            first <= LAST_MONTH for first, _ in numbers
        ):
            for stamp in alike:
                if stamp.moment.day.day != _numbers(stamp.raw)[0]:
                    continue
                moment = read_moment(IN_FIGURES.sub(r"\3\2\1\2\4", stamp.raw, count=1), today)
                stamp.moment = moment or stamp.moment


def _numbers(raw: str) -> tuple[int, int]:
    found = IN_FIGURES.search(raw)
    return (int(found[1]), int(found[3])) if found else (0, 0)
