"""The date of an article as a reader of its page sees it: beside the title, or labelled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.website._labels import Label, label_in
from checks.website._lines import Line, Stamp, in_furniture, lines_of, path_to
from checks.website._markup import ancestors, attribute, text_of
from checks.website._tidy import tidy
from checks.website.dates import Moment, find_date, read_moment

_LINES_BEFORE = 4
_LINES_AFTER = 14
_LONGEST_LINE = 160
"""Characters of a line that may be a byline; longer ones are the article's own text."""

_LONGEST_PLAIN = 90
"""Characters of a byline that nothing marks as one."""

_SENTENCE_WORDS = 9
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
    tree: LexborHTMLParser, title: LexborNode | None, address_day: date | None, today: date
) -> Shown | None:
    """The date shown for the article, or None where none is told or several contend.

    `address_day` is the day in the page's address; it only settles between contenders.
    """
    marked = list(_marked(tree, title, today))
    if marked:
        return _settled(marked, address_day)
    lines = lines_of(tree, title)
    place = next((number for number, line in enumerate(lines) if line.is_title), None)
    if place is None:
        return _settled(_labelled(lines, 0, today), address_day)
    beside = [*_after(lines, place, today), *_before(lines, place, today)]
    if beside:
        surest = min(shown.rank for shown in beside)
        return _settled([shown for shown in beside if shown.rank == surest], address_day)
    dateline = _dateline(lines, place, today)
    return dateline or _settled(_labelled(lines[place + 1 :], place + 1, today), address_day)


def _settled(contenders: Iterable[Shown], address_day: date | None) -> Shown | None:
    """The one day all contenders tell, or the one the address supports; else the nearest label."""
    found = list(contenders)
    days = {shown.moment.day for shown in found}
    if len(days) == 1:
        return found[0]
    supported = [shown for shown in found if shown.moment.day == address_day]
    if supported:
        return supported[0]
    nearest = [shown for shown in found if shown.place in {1, 2}]
    return nearest[0] if nearest and {shown.rank for shown in found} else None


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
        moment = read_moment(raw, today)
        if moment is not None and _is_past(moment.day, today):
            yield Shown(raw, moment, "time" if node.tag == "time" else "meta", rank=0, place=0)


def _after(lines: list[Line], title: int, today: date) -> Iterator[Shown]:
    for number in range(title + 1, min(len(lines), title + 1 + _LINES_AFTER)):
        line = lines[number]
        if _is_other_title(line) or len(line.text) > _LONGEST_LINE:
            return
        yield from _in_line(line, number - title, today)


def _before(lines: list[Line], title: int, today: date) -> Iterator[Shown]:
    for number in range(title - 1, max(-1, title - 1 - _LINES_BEFORE), -1):
        line = lines[number]
        if _is_other_title(line) or len(line.text) > _LONGEST_LINE:
            return
        for shown in _in_line(line, number - title, today):
            # An unmarked "today" above the title is the page's clock.
            if shown.rank < 2 or shown.moment.day < today:
                yield shown


def _is_other_title(line: Line) -> bool:
    return line.in_link and not line.stamps and len(line.text) >= _OTHER_TITLE


def _in_line(line: Line, place: int, today: date) -> Iterator[Shown]:
    plain = tidy(line.text)
    label = label_in(plain)
    for stamp in line.stamps:
        named = bool(_PUBLISHED_NAMES.search(stamp.names))
        raw, moment = _read_stamp(stamp, today)
        if moment is not None and (
            named or not (_is_update(stamp.names) or _is_update_label(plain))
        ):
            yield Shown(raw, moment, "time", 0 if named or label is Label.PUBLISHED else 1, place)
    if line.stamps or len(line.text) > (_LONGEST_LINKED if line.in_link else _LONGEST_LINE):
        return
    if _is_sentence(line.text) or _EVENT_LABEL.search(plain):
        return
    day = find_date(line.text, today)
    if day is None or _is_update(line.names) or _is_update_label(plain):
        return
    if _PUBLISHED_NAMES.search(line.names) or label is not Label.NONE:
        rank = 0
    elif _DATE_NAMES.search(line.names):
        rank = 1
    elif len(line.text) <= _LONGEST_PLAIN and not line.text.endswith((".", "!", "?", ":", ";")):
        rank = 2
    else:
        return
    yield Shown(line.text, Moment(day, None), "article", rank, place)


def _read_stamp(stamp: Stamp, today: date) -> tuple[str, Moment | None]:
    """What a time element tells; where its attribute is of today, an older day in its text wins."""
    machine = read_moment(stamp.machine, today)
    shown = find_date(stamp.text, today)
    if shown and (machine is None or (machine.day >= today and shown < machine.day)):
        return stamp.text, Moment(shown, None)
    return stamp.machine, machine if machine and _is_past(machine.day, today) else None


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "!", "?")) and len(text.split()) >= _SENTENCE_WORDS


def _labelled(lines: list[Line], first: int, today: date) -> list[Shown]:
    """Lines anywhere that say they tell the publication."""
    return [
        shown
        for number, line in enumerate(lines, first)
        for shown in _in_line(line, number, today)
        if shown.rank == 0
    ]


def _dateline(lines: list[Line], title: int, today: date) -> Shown | None:
    """The date in the dateline that opens the article's text ("Sleman, 17 Agustus 2025 - ...")."""
    for number in range(title + 1, len(lines)):
        line = lines[number]
        if len(line.text) > _LONGEST_LINE:
            opening = _DATELINE.match(line.text)
            day = find_date(opening[0], today) if opening else None
            return (
                Shown(opening[0], Moment(day, None), "article", 2, number - title)
                if opening and day
                else None
            )
    return None


def _is_update(names: str) -> bool:
    return bool(_UPDATED_NAMES.search(names)) and not _PUBLISHED_NAMES.search(names)


def _is_update_label(plain: str) -> bool:
    """Does a tidy line speak of a change, and of nothing published beside it?"""
    return label_in(plain) is Label.UPDATED and not any(
        label_in(part) is Label.PUBLISHED for part in re.split(r"[|,;\n]", plain)
    )


def _is_past(day: date, today: date) -> bool:
    return (day - today).days <= 1
