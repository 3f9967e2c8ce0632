"""The dates that one line of a page tells, and how surely they are the article's own."""

from __future__ import annotations

from collections.abc import Iterator

from checks.website._byline_words import (
    BYLINE_WORDS,
    DATE_LIKE,
    DATE_NAMES,
    EVENT_LABEL,
    POSTED_SENTENCE,
    PUBLISHED_NAMES,
    UPDATED_NAMES,
)
from checks.website._contenders import NAMED, PUBLISHED, UNMARKED, Shown
from checks.website._labels import Label, label_in
from checks.website._lines import Line, Stamp
from checks.website._page_dates import PageDates
from checks.website._short_text import dated
from checks.website.dates import Moment

LONGEST_LINE = 160
"""Characters of a line that may be a byline; longer ones are the article's own text."""

_LONGEST_PLAIN = 90
"""Characters of a byline that nothing marks as one."""

_SENTENCE_WORDS = 9
"""Words that make a line with a closing mark part of the article's text."""

_CLOSING_MARKS = (".", "!", "?", ":", ";")
_LONGEST_LINKED = 45
"""Characters of a line that is one link and yet a date; a longer one is another article's title."""


def dates_in(line: Line, place: int, dates: PageDates) -> Iterator[Shown]:
    """The dates of publication that a line tells, `place` lines from the title, with their rank."""
    readable = len(line.text) <= LONGEST_LINE and DATE_LIKE.search(line.text)
    if not line.stamps and (not readable or is_sentence(line.text)):
        yield from _in_posted_sentence(line, place, dates)
        return
    lead = f"{line.lead} " if _is_label(line.lead, dates) else ""
    plain = dates.plain(lead + line.text[:LONGEST_LINE])
    if EVENT_LABEL.search(plain):
        return
    stamped = [
        (stamp, raw, moment)
        for stamp in line.stamps
        for raw, moment in [_read_stamp(stamp, dates)]
        if moment is not None
    ]
    for stamp, raw, moment in stamped:
        label = _label_of(stamp, line, lead, dates)
        if label is not Label.UPDATED:
            rank = PUBLISHED if label is Label.PUBLISHED else NAMED
            yield Shown(raw, moment, "time", rank, place)
    # A time element that tells only an hour leaves the day to the text.
    if stamped or not readable or is_sentence(line.text):
        return
    if len(line.text) > _LONGEST_LINKED and line.is_one_link:
        return
    told = dated(plain, dates.today)
    if told is None or told[1] is Label.UPDATED or _is_update(line.names):
        return
    rank_of_text = _rank_of(line, told[1], plain)
    if rank_of_text is not None:
        yield Shown(line.text, Moment(told[0], None), "article", rank_of_text, place)


def _rank_of(line: Line, label: Label, plain: str) -> int | None:
    if label is Label.PUBLISHED or PUBLISHED_NAMES.search(line.names):
        return PUBLISHED
    if DATE_NAMES.search(line.names):
        return NAMED
    if len(line.text) > _LONGEST_PLAIN or line.text.endswith(_CLOSING_MARKS):
        return None
    return NAMED if BYLINE_WORDS.search(plain) else UNMARKED


def _in_posted_sentence(line: Line, place: int, dates: PageDates) -> Iterator[Shown]:
    opening = line.text[:_LONGEST_PLAIN]
    if not POSTED_SENTENCE.search(opening.lower()):
        return
    told = dated(dates.plain(opening), dates.today)
    if told is not None and told[1] is not Label.UPDATED:
        yield Shown(opening, Moment(told[0], None), "article", PUBLISHED, place)


def _label_of(stamp: Stamp, line: Line, lead: str, dates: PageDates) -> Label:
    """What a stamp is called, by its element's names, else by the words before it."""
    if PUBLISHED_NAMES.search(stamp.names):
        return Label.PUBLISHED
    label = label_in(dates.plain(f"{lead}{_text_before(stamp, line)} {stamp.text}"))
    is_update = label is Label.NONE and UPDATED_NAMES.search(stamp.names)
    return Label.UPDATED if is_update else label


def _is_label(lead: str, dates: PageDates) -> bool:
    return lead.endswith(":") or label_in(dates.plain(lead)) is not Label.NONE


def _text_before(stamp: Stamp, line: Line) -> str:
    if not stamp.text or stamp.text not in line.text:
        # Another element's words say nothing of one without a text.
        return "" if any(other.text for other in line.stamps) else line.text
    return line.text.partition(stamp.text)[0]


def _read_stamp(stamp: Stamp, dates: PageDates) -> tuple[str, Moment | None]:
    """What a time element tells.

    An older day in its text wins over an attribute of today, and over one of a change where the
    text calls its own day that of publication.
    """
    machine = dates.moment(stamp.machine)
    told = dated(dates.plain(stamp.text), dates.today)
    if told is None:
        return stamp.machine, machine
    shown, label = told
    if machine is None or (
        shown < machine.day and (machine.day >= dates.today or label is Label.PUBLISHED)
    ):
        return stamp.text, Moment(shown, None)
    return stamp.machine, machine


def is_sentence(text: str) -> bool:
    return text.endswith((".", "!", "?")) and len(text.split()) >= _SENTENCE_WORDS


def _is_update(names: str) -> bool:
    return bool(UPDATED_NAMES.search(names)) and not PUBLISHED_NAMES.search(names)
