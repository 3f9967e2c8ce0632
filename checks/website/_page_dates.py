"""How the dates of one page are read: on which day it was asked for, and in which language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

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
_UNIVERSAL = re.compile(r"(?:z|gmt|utc?|[+-]00:?(?:00)?|^[0-9]{10,13})$")


@dataclass(frozen=True, slots=True)
class PageDates:
    """Reads the texts and stamps of one page."""

    today: date
    language: str = ""
    """The ISO 639 code that the page gives itself, in lower case; empty where it gives none."""
    is_indonesian: bool = True
    """Is the day of a stamp in universal time the one in western Indonesia, or as it is written?"""

    def plain(self, text: str) -> str:
        """The text tidy, with the months and labels of other languages in English."""
        return in_english(tidy(text), self.language)

    def moment(self, stamp: str) -> Moment | None:
        """The moment in a stamp, from 2000 to tomorrow."""
        plain = self.plain(stamp[:_LONGEST_STAMP])
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
    return PageDates(today, language, is_indonesian)
