"""How the dates of one page are read: on which day it was asked for, and in which language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from selectolax.lexbor import LexborHTMLParser

from checks.website._languages import in_english
from checks.website._markup import address, attribute
from checks.website._short_text import in_span
from checks.website._tidy import tidy
from checks.website.dates import Moment, read_moment

_LONGEST_STAMP = 200
"""Characters read of what a machine is told."""

_OF_INDONESIA = frozenset(["id", "in", "jv", "su", "ban", "min", "ace", "bug", "mad"])
"""ISO 639 codes of Indonesian (with its old one) and of the country's regional languages."""

_TEMPLATE_LANGUAGES = frozenset(["", "en"])
"""What themes say unless they are told otherwise."""

_INDONESIAN_WORDS = (" yang ", " dan ")
_MONTH_FIRST = re.compile(
    r"(?<![0-9/])(?P<m>0?[1-9]|1[0-2])/(?P<d>[0-9]{1,2})/(?P<y>20[0-9]{2})(?![0-9/])"
)
_DAY_FIRST_HOSTS = (".uk", ".au", ".nz", ".ie", ".za", ".in", ".ng", ".ke", ".sg", ".my", ".ph")
"""Countries that write English with the day first, whose sites often say no more than "en"."""

_UNIVERSAL = re.compile(r"(?:z|gmt|utc?|[+-]00:?(?:00)?|^[0-9]{10,13})$")


class Slashes(Enum):
    """What a date with slashes means on a page, by its language's short form in the CLDR."""

    DAY_FIRST = auto()
    MONTH_FIRST = auto()
    MACHINE = auto()
    """The language writes none: those in stamps come from software in American English."""


@dataclass(frozen=True, slots=True)
class PageDates:
    """Reads the texts and stamps of one page."""

    today: date
    language: str = ""
    """The ISO 639 code that the page gives itself, in lower case; empty where it gives none."""
    is_indonesian: bool = True
    """Is the day of a stamp in universal time the one in western Indonesia, or as it is written?"""

    slashes: Slashes = Slashes.DAY_FIRST

    def plain(self, text: str) -> str:
        """The text tidy, with the months and labels of other languages in English."""
        plain = in_english(tidy(text), self.language)
        return _in_order(plain) if self.slashes is Slashes.MONTH_FIRST else plain

    def moment(self, stamp: str) -> Moment | None:
        """The moment in a stamp, from 2000 to tomorrow."""
        plain = self.plain(stamp[:_LONGEST_STAMP])
        if self.slashes is Slashes.MACHINE:
            plain = _in_order(plain)
        moment = read_moment(plain, self.today)
        if moment is None:
            return None
        if moment.at is not None and not self.is_indonesian and _UNIVERSAL.search(plain):
            moment = Moment(moment.at.date(), moment.at)
        return moment if in_span(moment.day, self.today) else None


def page_dates(tree: LexborHTMLParser, html: str, url: str, today: date) -> PageDates:
    """The reader of a page's dates: in the `lang` of its html element, and for its country."""
    root = tree.root
    said = attribute(root, "lang") or attribute(root, "xml:lang") if root is not None else ""
    language = said.strip().lower().replace("_", "-").partition("-")[0]
    is_indonesian = (
        (address(url).hostname or "").endswith(".id")
        or language in _OF_INDONESIA
        or (language in _TEMPLATE_LANGUAGES and all(word in html for word in _INDONESIAN_WORDS))
    )
    slashes = Slashes.DAY_FIRST if is_indonesian else _slashes(said.strip(), url)
    return PageDates(today, language, is_indonesian, slashes)


def _in_order(plain: str) -> str:
    return _MONTH_FIRST.sub(r"\g<y>-\g<m>-\g<d>", plain)


def _slashes(locale: str, url: str) -> Slashes:
    if locale.lower() == "en" and (address(url).hostname or "").endswith(_DAY_FIRST_HOSTS):
        return Slashes.DAY_FIRST
    form = _short_form(locale.replace("-", "_"))
    if form.startswith("m"):
        return Slashes.MONTH_FIRST
    return Slashes.DAY_FIRST if "/" in form or not form else Slashes.MACHINE


@lru_cache(maxsize=256)
def _short_form(locale: str) -> str:
    try:
        return str(Locale.parse(locale).date_formats["short"].pattern).lower()
    except (ValueError, TypeError, UnknownLocaleError):
        return ""
