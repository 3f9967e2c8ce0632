"""What a title says, taken apart: words by their weight, dates and numbers by their kind."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.policy.title_words import (
    CARDINALS,
    COUNTED_THINGS,
    FUNCTION_WORDS,
    KINDS_OF_PLACE,
    MONTH_NAMES,
    MONTHS,
    NAMES_NO_PLACE,
    OFFICE_WORDS,
    ORDINALS,
    PLACE_BEGINNINGS,
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

_NO_PLACE_NAMES = FUNCTION_WORDS | OFFICE_WORDS | NAMES_NO_PLACE | KINDS_OF_PLACE.keys()
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
    """The words that mean something, each with its weight; the figures and places by their kind.

    A figure's kind is one of the names above, or the word that announces it: `tahap` in
    `tahap II`, which is the figure 2. So is a place's, as the values of KINDS_OF_PLACE have it; a
    name of two words is written as one. `words` are the keys of `weights`, as often and in the
    order as they stand there.
    """

    weights: Mapping[str, float]
    figures: Mapping[str, frozenset[str]]
    places: Mapping[str, frozenset[str]]
    words: tuple[str, ...]


def plain_title(title: str) -> str:
    """The title on one line without addresses, mentions, a label in brackets, closing hashtags."""
    text = _LABEL.sub(" ", _MENTION.sub(" ", _ADDRESS.sub(" ", title[:LONGEST])))
    return " ".join(_LAST_HASHTAGS.sub(" ", text).split())


def is_telling(title: str, own_names: Collection[str] = ()) -> bool:
    """Whether somebody who reads only the title knows what the publication is about.

    `own_names` are of those who publish it, see `names_in`: a banner consists of them.
    """
    reading = read_title(title)
    said = len(reading.weights) + sum(map(len, reading.figures.values()))
    letters = sum(character.isalpha() for character in _folded(title))
    return (
        any(weight > OFFICE_WEIGHT for weight in weighed(reading, own_names).values())
        and said >= FEWEST_WORDS
        and letters >= FEWEST_LETTERS
    )


def names_in(*names: str) -> frozenset[str]:
    """The words that make up the names of a region and an agency: its titles are full of them."""
    return frozenset(word for name in names for word in read_title(name).words)


def weighed(reading: TitleReading, own_names: Collection[str]) -> Mapping[str, float]:
    """The weights of the title's words where these names are those of who publishes it."""
    if reading.weights.keys().isdisjoint(own_names):
        return reading.weights
    return {
        word: min(weight, OFFICE_WEIGHT) if word in own_names else weight
        for word, weight in reading.weights.items()
    }


@lru_cache(maxsize=4096)
def read_title(title: str) -> TitleReading:
    """The title taken apart; styled letters count as plain ones, the site's name behind not."""
    figures: defaultdict[str, set[str]] = defaultdict(set)
    text = _without_dates(_without_site_name(_folded(title)), figures)
    found = _TOKEN.findall(_THOUSANDS.sub("", text))
    tokens = [KINDS_OF_PLACE.get(token, token) for token in found]
    words: list[str] = []
    for before, token in zip(["", *tokens], tokens, strict=False):
        if (figure := _figure(token, before)) is not None:
            kind, value = figure
            figures[kind].add(value)
        elif token not in FUNCTION_WORDS and len(token) > 1:
            words.append(token)
    places, parts = _places(tokens)
    weights = {word: PLACE_WEIGHT if word in parts else _weight(word) for word in words}
    return TitleReading(weights, _frozen(figures), _frozen(places), tuple(words))


def _frozen(found: Mapping[str, Iterable[str]]) -> Mapping[str, frozenset[str]]:
    return {kind: frozenset(values) for kind, values in found.items()}


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


def _weight(word: str) -> float:
    return OFFICE_WEIGHT if word in OFFICE_WORDS else WORD_WEIGHT


def _places(tokens: Sequence[str]) -> tuple[Mapping[str, set[str]], set[str]]:
    """The names of places by their kind, and the words that these consist of."""
    places: defaultdict[str, set[str]] = defaultdict(set)
    parts: set[str] = set()
    for position, token in enumerate(tokens):
        if token not in KINDS_OF_PLACE:
            continue
        # In the name of a school its number comes first: SDN 1 Wonosari.
        names = [one for one in tokens[position + 1 : position + 4] if not one[0].isdecimal()]
        name = [one for one in names[:2] if _may_name_a_place(one)]
        if not name or name[0] != names[0]:
            continue
        name = name if name[0] in PLACE_BEGINNINGS else name[:1]
        places[token].add("".join(name))
        parts.update(name)
    return places, parts


def _may_name_a_place(word: str) -> bool:
    return len(word) > 1 and word not in _NO_PLACE_NAMES and _figure(word, "") is None
