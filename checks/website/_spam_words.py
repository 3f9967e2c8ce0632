"""The word lists of `spam_words.json`, made ready for matching once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from checks.website._fold import fold

Pairs = tuple[tuple[frozenset[str], frozenset[str]], ...]
"""Words of which one of the first and one of the second together mean spam."""

_BETWEEN = (
    "main|bermain|situs|link|iklan|segala|praktik|praktek|terhadap|akan|dari|dengan|dan|bahaya"
    "|lapak|laman|konten|sarang|judi|klik|coba|sekali|pernah|tergiur|ada|sasaran|korban|penyebab"
)
"""Words that may stand between one that is against something and what it is against."""

_SHORTEST_PART = 3
_SHORT_PARTS = {"hk", "jp", "qq", "wd"}
"""What may be glued to other words though it is shorter."""

_SMALL_WORDS = {"di", "ke", "no", "of", "pg"}
"""What else is short in a whole title with its spaces left out."""

_NASAL = {"t": "n", "s": "ny", "p": "m", "k": "ng"}
"""What me- and pe- make of the first letter of a stem, by the grammar of Indonesian."""


@dataclass(frozen=True, slots=True)
class SpamWords:
    """What marks spam, what an offer says, and what a sentence about spam says."""

    phrases: frozenset[str]
    insider: frozenset[str]
    lone: frozenset[str]
    pairs: Pairs
    close_pairs: Pairs
    offers: frozenset[str]
    against: frozenset[str]
    against_stem: re.Pattern[str]
    warning: re.Pattern[str]
    actors: frozenset[str]
    persons: frozenset[str]
    agency_words: frozenset[str]
    against_topic: re.Pattern[str]
    harmless: re.Pattern[str]
    evasion: re.Pattern[str]
    birds: frozenset[str]
    foreign: tuple[tuple[str, str], ...]
    foreign_in_ascii: tuple[str, ...]
    foreign_letters: frozenset[str]
    foreign_in_threes: tuple[str, ...]
    brand: re.Pattern[str]
    brand_number: re.Pattern[str]
    seeded_brand: re.Pattern[str]
    parted_brand: re.Pattern[str]
    brand_ending: re.Pattern[str]
    name_openings: tuple[str, ...]
    not_brands: frozenset[str]
    address_words: frozenset[str]
    vocabulary: frozenset[str]
    parts: frozenset[str]
    sentence_parts: frozenset[str]
    trade: frozenset[str]
    telling: frozenset[str]
    longest_phrase: int

    def runs_in(self, words: list[str]) -> frozenset[str]:
        """Every run of words that may be a phrase of the lists, each joined by single spaces."""
        return frozenset(
            " ".join(words[start : start + length])
            for length in range(1, self.longest_phrase + 1)
            for start in range(len(words) - length + 1)
        )


@cache
def spam_words() -> SpamWords:
    """The lists, read from the package's own data file."""
    lists = json.loads((files("checks.website") / "spam_words.json").read_text("utf-8"))
    pairs, close_pairs = _pairs(lists["pairs"]), _pairs(lists["close_pairs"])
    everything = [
        *lists["phrases"],
        *lists["insider"],
        *lists["offers"],
        *(phrase for pair in pairs + close_pairs for half in pair for phrase in half),
    ]
    vocabulary = frozenset(word for phrase in everything for word in phrase.split())
    numbers = _any_of(lists["brand_numbers"])
    foreign = tuple((word, _folded(word)) for word in lists["foreign"])
    openers, topics = _any_of(lists["against_if_next"]), _any_of(lists["topics"])
    return SpamWords(
        phrases=frozenset(lists["phrases"]),
        insider=frozenset(lists["insider"]),
        lone=frozenset(lists["lone"]),
        pairs=pairs,
        close_pairs=close_pairs,
        offers=frozenset(lists["offers"]),
        against=frozenset(lists["against"]),
        against_stem=_with_affixes(lists["against_stems"]),
        warning=_warning(lists["warnings"], topics),
        actors=frozenset(lists["actors"]),
        persons=frozenset(lists["persons"]),
        agency_words=frozenset(lists["agency_words"] + lists["actors"]),
        against_topic=re.compile(rf"\b(?:{openers}) (?:(?:{_BETWEEN}) ){{0,2}}(?:{topics})\b"),
        harmless=re.compile(rf"\b(?:{'|'.join(lists['harmless'])})\b"),
        evasion=re.compile(rf"\b(?:{'|'.join(lists['evasion'])})\b"),
        birds=frozenset(lists["birds"]),
        foreign=foreign,
        foreign_in_ascii=tuple(word for word, _ in foreign if word.isascii()),
        foreign_letters=_letters_of(
            *(spelling for word in foreign for spelling in word), *lists["foreign_in_threes"]
        ),
        foreign_in_threes=tuple(lists["foreign_in_threes"]),
        brand=re.compile(rf"(?P<name>[a-z]{{3,20}})(?P<number>{numbers})"),
        **_brand_shapes(lists, numbers),
        name_openings=tuple(lists["name_openings"]),
        not_brands=frozenset(lists["not_brands"]),
        address_words=frozenset(lists["address_words"]),
        vocabulary=vocabulary,
        parts=_long(vocabulary) | _SHORT_PARTS,
        sentence_parts=_long(vocabulary | _words_about(lists)) | _SHORT_PARTS | _SMALL_WORDS,
        trade=vocabulary | frozenset(lists["fillers"]),
        telling=_telling(lists, pairs + close_pairs),
        longest_phrase=max(len(phrase.split()) for phrase in everything),
    )


def _long(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if len(word) >= _SHORTEST_PART)


def _words_about(lists: dict[str, Any]) -> frozenset[str]:
    """The words of a sentence about spam, and those that say nothing."""
    about = ("against", "against_if_next", "warnings", "actors", "persons", "agency_words")
    phrases = [phrase for name in (*about, "topics", "fillers") for phrase in lists[name]]
    return frozenset(word for phrase in phrases for word in phrase.split()).union(
        _BETWEEN.split("|")
    )


def _telling(lists: dict[str, Any], pairs: Pairs) -> frozenset[str]:
    """Words of which every spam text in Latin letters holds one, so that most need no closer look.

    Of each phrase that is needed it is the longest word, an uncommon one if there is.
    """
    needed = [*lists["phrases"], *lists["insider"], *lists["lone"], *lists["parted_brands"]]
    needed += [phrase for first, _ in pairs for phrase in first]
    common = {word for phrase in lists["offers"] + lists["fillers"] for word in phrase.split()}
    return frozenset(
        max(phrase.split(), key=lambda word: (word not in common, len(word))) for phrase in needed
    )


def _letters_of(*words: str) -> frozenset[str]:
    """The first letter outside ASCII of each of the words that have one."""
    return frozenset(
        next(letter for letter in word if not letter.isascii())
        for word in words
        if not word.isascii()
    )


def _pairs(listed: list[dict[str, list[str]]]) -> Pairs:
    return tuple((frozenset(pair["any"]), frozenset(pair["with"])) for pair in listed)


def _folded(word: str) -> str:
    """The word as it is disguised in mixed letters; as it is where only Latin ones would remain."""
    folded = fold(word)
    return word if folded.isascii() else folded


def _brand_shapes(lists: dict[str, Any], numbers: str) -> dict[str, re.Pattern[str]]:
    seeds, openings = _any_of(lists["brand_seeds"]), _any_of(lists["brand_openings"])
    return {
        "brand_number": re.compile(rf"(?<=[a-z])(?:{numbers})$"),
        "seeded_brand": re.compile(
            rf"(?:[a-z]{{2,14}}(?:{seeds})|(?:{openings})[a-z]{{0,12}})"
            r"(?:(?!(?:19|20)[0-9]{2}$)[0-9]{2,4}|[45]d)"
        ),
        "parted_brand": re.compile(rf"\b({_any_of(lists['parted_brands'])}) ({numbers})\b"),
        "brand_ending": re.compile(
            rf"(?:[a-z]{{3,16}}|[a-z]{{2}}(?=togel|gacor|maxwin))"
            rf"(?P<ending>{_any_of(lists['brand_endings'])})"
        ),
    }


def _warning(openings: Iterable[str], topics: str) -> re.Pattern[str]:
    """An opening of two words, or of one where what it is against follows ("Stop judi online")."""
    single = _any_of(one for one in openings if " " not in one)
    double = _any_of(one for one in openings if " " in one)
    return re.compile(rf"(?:{double})\b|(?:{single}) (?:(?:{_BETWEEN}) ){{0,2}}(?:{topics})\b")


def _with_affixes(stems: Iterable[str]) -> re.Pattern[str]:
    """The stems with the prefixes and suffixes of Indonesian verbs and their nouns."""
    forms = []
    for stem in stems:
        forms.append(rf"(?:di|ter|ber|ke|se|mem?|meng?|pem?|peng?|memper|diper)?{stem}")
        if stem[0] in _NASAL:
            forms.append(rf"[mp]e{_NASAL[stem[0]]}{stem[1:]}")
    return re.compile(rf"(?:{'|'.join(forms)})(?:kan|an|i|nya|lah)?")


def _any_of(alternatives: Iterable[str]) -> str:
    """A pattern for any of the alternatives, the longest first."""
    return "|".join(sorted(alternatives, key=len, reverse=True))
