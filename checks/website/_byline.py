"""The date of an article as a reader of its page sees it: beside the title, or labelled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.website._furniture import in_furniture
from checks.website._labels import Label, label_in
from checks.website._languages import in_english
from checks.website._lines import Line, Stamp, lines_of, path_to, says_title
from checks.website._markup import ancestors, attribute, text_of
from checks.website._short_text import dated, in_span
from checks.website._tidy import tidy
from checks.website.dates import Moment, find_date, read_moment

_LINES_BEFORE = 4
_LINES_AFTER = 14
_LONGEST_LINE = 160
"""Characters of a line that may be a byline; longer ones are the article's own text."""

_LONGEST_PLAIN = 90
"""Characters of a byline that nothing marks as one."""

_SENTENCE_WORDS = 9
_NEAREST = (1, 2)
"""Lines behind the title where a date wins over others of its rank."""

_CLOSING_MARKS = (".", "!", "?", ":", ";")
_UNMARKED = 2
"""The rank of a date that neither a label nor a name marks as one of publication."""

_LONGEST_LINKED = 45
_OTHER_TITLE = 25
"""A linked line of this length between the title and a date is another article's title."""

_PUBLISHED_NAMES = re.compile(
    r"(?<![a-z])(?:published|datepublished|entry-date|post-?date|date-post|posted(?:-on)?|publish(?:-?date)?"
    r"|date-published|pubdate|tanggal-(?:terbit|posting|publikasi)|tgl-(?:posting|terbit)|td-post-date"
    r"|jeg_meta_date|meta-date|elementor-post-info__item--type-date|article__date|read__time)(?![a-z])"
)
_DATE_NAMES = re.compile(
    r"(?<![a-z])(?:date|dates|time|timestamp|tanggal|tgl|waktu|meta|byline|author|entry-meta|post-meta"
    r"|article-info|post-info|info)(?![a-z])"
)
_UPDATED_NAMES = re.compile(
    r"(?<![a-z])(?:updated|modified|datemodified|date-modified|last-update)(?![a-z])"
)
_EVENT_LABEL = re.compile(
    r"\b(?:tanggal (?:berlaku|penetapan|pengundangan|mulai|tutup)|waktu|pelaksanaan|kegiatan|tempat"
    r"|acara|jadwal|agenda|hari(?: ?/ ?|, )tanggal|pukul|lokasi|mulai|selesai|batas|deadline|nomor"
    r"|lahir)\b[^0-9]{0,30}:"
)
_DATELINE = re.compile(
    r"^[A-Z][A-Za-z .]{2,30}(?:, ?| ?\(|, ?\()(?:[^0-9()]{0,16})[^()–—-]{6,24}\)? ?[–—-]{1,2} ?\S"
)
_ARTICLE_SCOPE = re.compile(
    r"(?:article|blogposting|socialmediaposting|webpage|creativework|report)$"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A date shown on the page; the lower the rank, the surer."""

    raw: str
    moment: Moment
    source: str
    rank: int
    place: int
    """Lines from the title; negative before it."""


def shown_date(
    tree: LexborHTMLParser,
    title: LexborNode | None,
    titles: tuple[str, ...],
    address_day: date | None,
    today: date,
) -> Shown | None:
    """The date shown for the article, or None where none is told or several contend.

    `title` is the element that shows the title, if a heading does; `titles` what the page says it
    is called; `address_day` the day in the page's address; it only settles between contenders.
    """
    marked = _agreed(list(_marked(tree, title, today)), address_day)
    if marked is not None:
        return marked
    lines = lines_of(tree, title)
    place = next((number for number, line in enumerate(lines) if line.is_title), None)
    if place is None:
        named = (number for number, line in enumerate(lines) if says_title(line, titles))
        place = next(named, None)
    if place is None:
        return _agreed(_labelled(lines, today), address_day)
    beside = [*_after(lines, place, today), *_before(lines, place, today)]
    if beside:
        surest = min(shown.rank for shown in beside)
        contenders = [shown for shown in beside if shown.rank == surest]
        nearest = next((shown for shown in contenders if shown.place in _NEAREST), None)
        return _agreed(contenders, address_day) or nearest
    dateline = _dateline(lines, place, today)
    return dateline or _agreed(_labelled(lines[place + 1 :], today), address_day)


def _agreed(contenders: list[Shown], address_day: date | None) -> Shown | None:
    """The one day all contenders tell, or the one that the address supports."""
    days = {shown.moment.day for shown in contenders}
    if len(days) == 1:
        return contenders[0]
    return next((shown for shown in contenders if shown.moment.day == address_day), None)


def _marked(tree: LexborHTMLParser, title: LexborNode | None, today: date) -> Iterator[Shown]:
    """Dates marked as datePublished in microdata, outside of other things' scopes."""
    path = path_to(title)
    for node in tree.css('[itemprop~="datePublished" i]'):
        scope = next((one for one in ancestors(node) if "itemscope" in one.attributes), None)
        kind = attribute(scope, "itemtype").lower().rstrip("/") if scope is not None else ""
        of_this_article = scope is None or scope.mem_id in path or scope.tag in {"html", "body"}
        if kind and not _ARTICLE_SCOPE.search(kind):
            continue
        if title is not None and not of_this_article:
            continue
        if in_furniture(node, path):
            continue
        raw = attribute(node, "content") or attribute(node, "datetime") or text_of(node)
        moment = read_moment(in_english(tidy(raw)), today)
        source = node.tag if node.tag in {"time", "meta"} else "article"
        if moment is not None and in_span(moment.day, today):
            yield Shown(raw, moment, source, rank=0, place=0)


def _after(lines: list[Line], title: int, today: date) -> Iterator[Shown]:
    for number in range(title + 1, min(len(lines), title + 1 + _LINES_AFTER)):
        line = lines[number]
        if _is_other_title(line) or len(line.text) > _LONGEST_LINE:
            return
        yield from _in_line(line, number - title, today)


def _before(lines: list[Line], title: int, today: date) -> list[Shown]:
    found: list[Shown] = []
    for number in range(title - 1, max(-1, title - 1 - _LINES_BEFORE), -1):
        line = lines[number]
        if _is_other_title(line):
            # What stood between belongs to that other article.
            return [shown for shown in found if shown.rank == 0]
        if len(line.text) > _LONGEST_LINE:
            break
        # An unmarked "today" above the title is the page's clock.
        found += [
            shown
            for shown in _in_line(line, number - title, today)
            if shown.rank < _UNMARKED or shown.moment.day < today
        ]
    return found


def _is_other_title(line: Line) -> bool:
    return line.is_one_link and not line.stamps and len(line.text) >= _OTHER_TITLE


def _in_line(line: Line, place: int, today: date) -> Iterator[Shown]:
    lead = f"{line.lead} " if _is_label(line.lead) else ""
    plain = in_english(tidy(lead + line.text))
    if _EVENT_LABEL.search(plain):
        return
    for stamp in line.stamps:
        raw, moment = _read_stamp(stamp, today)
        named = bool(_PUBLISHED_NAMES.search(stamp.names))
        before = in_english(tidy(lead + _text_before(stamp, line)))
        label = Label.PUBLISHED if named else label_in(before)
        if moment is not None and label is not Label.UPDATED and not _is_update(stamp.names):
            yield Shown(raw, moment, "time", 0 if label is Label.PUBLISHED else 1, place)
    longest = _LONGEST_LINKED if line.is_one_link else _LONGEST_LINE
    if line.stamps or len(line.text) > longest or _is_sentence(line.text):
        return
    told = dated(plain, today)
    if told is None or told[1] is Label.UPDATED or _is_update(line.names):
        return
    rank = _rank_of(line, told[1])
    if rank is not None:
        yield Shown(line.text, Moment(told[0], None), "article", rank, place)


def _rank_of(line: Line, label: Label) -> int | None:
    if label is Label.PUBLISHED or _PUBLISHED_NAMES.search(line.names):
        return 0
    if _DATE_NAMES.search(line.names):
        return 1
    is_short = len(line.text) <= _LONGEST_PLAIN and not line.text.endswith(_CLOSING_MARKS)
    return _UNMARKED if is_short else None


def _is_label(lead: str) -> bool:
    return lead.endswith(":") or label_in(in_english(tidy(lead))) is not Label.NONE


def _text_before(stamp: Stamp, line: Line) -> str:
    if not stamp.text or stamp.text not in line.text:
        return line.text
    return line.text.partition(stamp.text)[0]


def _read_stamp(stamp: Stamp, today: date) -> tuple[str, Moment | None]:
    """What a time element tells; where its attribute is of today, an older day in its text wins."""
    machine = read_moment(stamp.machine, today)
    shown = find_date(in_english(tidy(stamp.text)), today)
    if shown and (machine is None or (machine.day >= today and shown < machine.day)):
        return stamp.text, Moment(shown, None)
    return stamp.machine, machine if machine and in_span(machine.day, today) else None


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "!", "?")) and len(text.split()) >= _SENTENCE_WORDS


def _labelled(lines: list[Line], today: date) -> list[Shown]:
    """Lines that say they tell the publication, up to the next article's title."""
    own = takewhile(lambda line: not _is_other_title(line), lines)
    return [
        shown
        for number, line in enumerate(own, 1)
        for shown in _in_line(line, number, today)
        if shown.rank == 0
    ]


def _dateline(lines: list[Line], title: int, today: date) -> Shown | None:
    """The date in the dateline that opens the article's text ("Sleman, 17 Agustus 2025 - ...")."""
    for number, line in enumerate(lines[title + 1 :], 1):
        if len(line.text) > _LONGEST_LINE:
            opening = _DATELINE.match(line.text)
            day = find_date(opening[0], today) if opening else None
            if opening is None or day is None:
                return None
            return Shown(opening[0], Moment(day, None), "article", _UNMARKED, number)
    return None


def _is_update(names: str) -> bool:
    return bool(_UPDATED_NAMES.search(names)) and not _PUBLISHED_NAMES.search(names)
