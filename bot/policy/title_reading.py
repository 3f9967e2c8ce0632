"""What a title says, taken apart: words by their weight, dates and numbers by their kind."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.policy.title_words import (
    CARDINALS,
    COUNTED_THINGS,
    FUNCTION_WORDS,
    KINDS_OF_PLACE,
    MONTH_NAMES,
    MONTHS,
    OFFICE_WORDS,
    ORDINALS,
    ROMAN_NUMERALS,
    WEEKDAYS,
)

OFFICE_WEIGHT, WORD_WEIGHT, PLACE_WEIGHT = 0.3, 1.0, 2.0
"""A place tells two events of one kind apart; a word that stands in many titles hardly does."""

LONGEST = 300
"""Characters that are read: a title is shorter, and a caption's first line says enough in them."""

FEWEST_WORDS, FEWEST_LETTERS = 3, 15
"""Words with a meaning, or figures, and letters. Less is a greeting or a heading."""

YEAR, MONTH, WEEKDAY, DATE, NUMBER = "year", "month", "weekday", "date", "number"

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MENTION = re.compile(r"(?<![\w.])@[\w.]+")
_LABEL = re.compile(r"^\W*\[[^\]]{1,30}\]")
_LAST_HASHTAGS = re.compile(r"(?:\s*#\w+)+\W*$")
_BEFORE_SITE_NAME = re.compile(r"(.*)\s[|–—-]\s")
_DAY_OF_MONTH = re.compile(
    r"\b(\d{1,2})(?:\s*(?:-|–|s\.?\s?d\.?|sampai|hingga)\s*(\d{1,2}))?\s+"
    rf"({'|'.join(sorted(MONTHS, key=len, reverse=True))})\b"
)
_SLASHED_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})(?:/(?:20)?\d\d)?\b")
_CLOCK = re.compile(r"\b\d{1,2}[.:]\d\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b14[3-6]\d\b")
_THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}\b)")
_TOKEN = re.compile(r"\d+(?:,\d+)?|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class TitleReading:
    """The words that mean something, each with its weight, and the figures by their kind.

    A figure's kind is one of the names above, or the word that announces it: `tahap` in
    `tahap II`, which is the figure 2.
    """

    weights: Mapping[str, float]
    figures: Mapping[str, frozenset[str]]

    @property
    def weight(self) -> float:
        return sum(self.weights.values())


def plain_title(title: str) -> str:
    """The title on one line without addresses, mentions, a label in brackets, closing hashtags."""
    text = _LABEL.sub(" ", _MENTION.sub(" ", _ADDRESS.sub(" ", title[:LONGEST])))
    return " ".join(_LAST_HASHTAGS.sub(" ", text).split())


def is_telling(title: str) -> bool:
    """Whether somebody who reads only the title knows what the publication is about."""
    reading = read_title(title)
    said = len(reading.weights) + sum(map(len, reading.figures.values()))
    letters = sum(character.isalpha() for character in _folded(title))
    return bool(reading.weights) and said >= FEWEST_WORDS and letters >= FEWEST_LETTERS


@lru_cache(maxsize=4096)
def read_title(title: str) -> TitleReading:
    """The title taken apart; styled letters count as plain ones, the site's name behind not."""
    figures: defaultdict[str, set[str]] = defaultdict(set)
    text = _without_dates(_without_site_name(_folded(title)), figures)
    weights: dict[str, float] = {}
    before = ""
    for token in _TOKEN.findall(_THOUSANDS.sub("", text)):
        if (figure := _figure(token, before)) is not None:
            kind, value = figure
            figures[kind].add(value)
        elif token not in FUNCTION_WORDS and len(token) > 1:
            weights[token] = max(weights.get(token, 0), _weight(token, before))
        before = token
    return TitleReading(weights, {kind: frozenset(found) for kind, found in figures.items()})


def _folded(title: str) -> str:
    return plain_title(unicodedata.normalize("NFKC", title[:LONGEST])).casefold()


def _without_site_name(text: str) -> str:
    found = _BEFORE_SITE_NAME.match(text)
    return found[1] if found is not None and len(found[1].split()) >= FEWEST_WORDS else text


def _without_dates(text: str, figures: defaultdict[str, set[str]]) -> str:
    for first, last, name in _DAY_OF_MONTH.findall(text):
        month = MONTHS[name]
        figures[DATE] |= {f"{int(day)}/{month}" for day in (first, last) if day}
        figures[MONTH].add(str(month))
    for day, number in _SLASHED_DATE.findall(text):
        figures[DATE].add(f"{int(day)}/{int(number)}")
        figures[MONTH].add(str(int(number)))
    text = _SLASHED_DATE.sub(" ", _DAY_OF_MONTH.sub(" ", text))
    for year in _YEAR.findall(text):
        figures[YEAR].add(year)
    return _CLOCK.sub(" ", _YEAR.sub(" ", text))


def _figure(word: str, before: str) -> tuple[str, str] | None:
    counted = before if before in COUNTED_THINGS else None
    if word[0].isdecimal():
        return counted or NUMBER, word.lstrip("0") or "0"
    if counted and word in ROMAN_NUMERALS:
        return counted, ROMAN_NUMERALS[word]
    if word in ORDINALS:
        return counted or "ke", ORDINALS[word]
    if word in CARDINALS:
        return counted or NUMBER, CARDINALS[word]
    if word in WEEKDAYS:
        return WEEKDAY, word
    return (MONTH, str(MONTHS[word])) if word in MONTH_NAMES else None


def _weight(word: str, before: str) -> float:
    if word in OFFICE_WORDS:
        return OFFICE_WEIGHT
    return PLACE_WEIGHT if before in KINDS_OF_PLACE else WORD_WEIGHT
