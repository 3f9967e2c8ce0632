"""The date of an article as a reader of its page sees it: beside the title, or labelled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.website._address_date import AddressDate
from checks.website._byline_words import BESIDE_A_DATE, EVENT_NAMES, INVITATION, INVITED_FOR
from checks.website._contenders import NAMED, PUBLISHED, UNMARKED, Shown, agreed
from checks.website._line_dates import LONGEST_LINE, dates_in, is_sentence
from checks.website._lines import Line, lines_of, place_of_title
from checks.website._markup import ancestors, names_of
from checks.website._microdata import marked_dates
from checks.website._page_dates import PageDates
from checks.website.dates import Moment, find_date

_LINES_BEFORE = 4
_LINES_AFTER = 14
_STANDFIRSTS = 2
"""Longer lines that may stand between a title and its byline."""

_FEW = 12
"""Letters beside a date in a line that is hardly more than a date."""

_MOST_LINES = 2000
"""Lines of one page that are searched for a date."""

_NEAREST = (1, 2)
"""Lines behind the title where a date wins over others of its rank."""

_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_INVITATION = 3
"""Lines around one with a day, among which an invitation has others of its own."""

_CARD_TITLE = 12
_OTHER_TITLE = 25
"""A linked line of this length between the title and a date is another article's title."""

_DATELINE = re.compile(
    r"^[A-Z][A-Za-z .]{2,30}(?:, ?| ?\(|, ?\()(?:[^0-9()]{0,16})[^()–—-]{6,24}\)? ?[–—-]{1,2} ?\S"
)
_DATE_FIRST = re.compile(
    r"^(?:\((?P<inside>[^()]{6,40})\)|(?P<led>[^()–—|]{6,40}?) ?(?:[–—|]| - )) ?\S"
)
"""A date in brackets, or before a dash, that opens the article's text."""


def shown_date(
    tree: LexborHTMLParser,
    title: LexborNode | None,
    titles: tuple[str, ...],
    told: AddressDate | None,
    dates: PageDates,
) -> Shown | None:
    """The date shown for the article, or None where none is told or several contend.

    `title` is the element that shows the title, if a heading does; `titles` what the page says it
    is called; `told` the date in the page's address, which here only settles between contenders.
    """
    marked = agreed(marked_dates(tree, title, dates), told)
    if marked is not None:
        return marked
    lines = lines_of(tree, title)
    place = place_of_title(lines, titles)
    if place is None:
        return _surest(list(_without_title(lines, dates)), told, UNMARKED)
    found = _beside(lines, place, told, dates)
    if found is not None and found.rank == UNMARKED and _is_of_an_event(title):
        return None
    return found or _dateline(lines, place, dates) or _elsewhere(lines[place + 1 :], told, dates)


def _beside(
    lines: list[Line], place: int, told: AddressDate | None, dates: PageDates
) -> Shown | None:
    beside = [*_after(lines, place, dates), *_before(lines, place, dates)]
    if not beside:
        return None
    surest = min(shown.rank for shown in beside)
    contenders = [shown for shown in beside if shown.rank == surest]
    near = (shown for shown in contenders if shown.place in _NEAREST)
    nearest = next((shown for shown in near if _is_bare(shown, dates)), None)
    return agreed(contenders, told) or nearest


def _elsewhere(lines: list[Line], told: AddressDate | None, dates: PageDates) -> Shown | None:
    """The date that is labelled or named as one behind the article's text."""
    return _surest(_own(lines, dates), told, NAMED)


def _without_title(lines: list[Line], dates: PageDates) -> Iterator[Shown]:
    """Dates with no title to stand by, those of linked titles' cards left out.

    Today is as likely the clock's, a date in a sentence any event's.
    """
    is_card = [False, False, *map(_is_card_link, lines[:_MOST_LINES]), False]
    for number, line in enumerate(lines[:_MOST_LINES]):
        before_last, last, _, following = is_card[number : number + 4]
        # A run of links is a menu.
        if following or (last and not before_last):
            continue
        for shown in dates_in(line, number, dates):
            if _is_bare(shown, dates) and shown.moment.day < dates.today:
                yield shown


def _is_card_link(line: Line) -> bool:
    """Is the line a link with words enough for a short title?"""
    return (
        len(line.text) >= _CARD_TITLE
        and not line.stamps
        and not _YEAR.search(line.text)
        and line.is_one_link
    )


def _is_bare(shown: Shown, dates: PageDates) -> bool:
    """Is it called a date of this article, or at least the whole of its line?"""
    return shown.rank < UNMARKED or len(BESIDE_A_DATE.sub("", dates.plain(shown.raw))) <= _FEW


def _surest(found: Sequence[Shown], told: AddressDate | None, worst: int) -> Shown | None:
    """The day agreed on by the surest dates, up to a rank."""
    for rank in range(worst + 1):
        contenders = [shown for shown in found if shown.rank == rank]
        if contenders:
            return agreed(contenders, told)
    return None


def _own(lines: list[Line], dates: PageDates) -> list[Shown]:
    """The dates up to the next article's title."""
    own = takewhile(lambda line: not _is_other_title(line), lines[:_MOST_LINES])
    return [shown for number, line in enumerate(own, 1) for shown in dates_in(line, number, dates)]


def _after(lines: list[Line], title: int, dates: PageDates) -> Iterator[Shown]:
    standfirsts = sentences = 0
    for number in range(title + 1, min(len(lines), title + 1 + _LINES_AFTER)):
        line = lines[number]
        if _is_other_title(line):
            return
        if len(line.text) > LONGEST_LINE:
            standfirsts += 1
            if standfirsts > _STANDFIRSTS:
                return
            continue
        sentences += is_sentence(line.text)
        if _is_invitation(lines, number):
            continue
        for shown in dates_in(line, number - title, dates):
            # Deep in the article's text a date must be marked as its own.
            texts = standfirsts + sentences
            if shown.rank < UNMARKED or texts == 0 or (texts == 1 and _is_bare(shown, dates)):
                yield shown


def _is_invitation(lines: list[Line], number: int) -> bool:
    """Whether a line tells the day of something, with hour or place in lines around it."""
    if not INVITED_FOR.match(lines[number].text):
        return False
    around = lines[max(number - _INVITATION, 0) : number + _INVITATION + 1]
    return any(INVITATION.match(line.text) for line in around if line is not lines[number])


def _before(lines: list[Line], title: int, dates: PageDates) -> list[Shown]:
    found: list[Shown] = []
    for number in range(title - 1, max(-1, title - 1 - _LINES_BEFORE), -1):
        line = lines[number]
        if _is_other_title(line):
            # What stood between belongs to that other article.
            return [shown for shown in found if shown.rank == PUBLISHED]
        if len(line.text) > LONGEST_LINE:
            break
        # An unmarked "today" above the title is the page's clock.
        found += [
            shown
            for shown in dates_in(line, number - title, dates)
            if shown.rank < UNMARKED or shown.moment.day < dates.today
        ]
    return found


def _is_other_title(line: Line) -> bool:
    """Is the line another article's title, or its card?"""
    if len(line.text) < _OTHER_TITLE:
        return False
    link = line.longest_link
    if len(link) < _OTHER_TITLE or _YEAR.search(link):
        return False
    return 2 * len(link) >= len(line.text) and (not line.stamps or link != line.text)


def _dateline(lines: list[Line], title: int, dates: PageDates) -> Shown | None:
    """The date in the dateline that opens the article's text ("Sleman, 17 Agustus 2025 - ...")."""
    for number, line in enumerate(lines[title + 1 :], 1):
        if len(line.text) > LONGEST_LINE or is_sentence(line.text):
            opening = _opening(line.text, dates)
            day = find_date(dates.plain(opening), dates.today)
            return Shown(opening, Moment(day, None), "article", UNMARKED, number) if day else None
    return None


def _opening(text: str, dates: PageDates) -> str:
    """The dateline at the head of a text, or the bare date there; empty where neither stands."""
    first = _DATE_FIRST.match(text)
    if first is not None:
        alone = first["inside"] or first["led"]
        if len(BESIDE_A_DATE.sub("", dates.plain(alone))) <= _FEW:
            return alone
    dateline = _DATELINE.match(text)
    return dateline[0] if dateline else ""


def _is_of_an_event(title: LexborNode | None) -> bool:
    return title is not None and any(
        EVENT_NAMES.search(names_of(one))
        for one in ancestors(title)
        if one.tag not in {"html", "body", "main"}
    )
