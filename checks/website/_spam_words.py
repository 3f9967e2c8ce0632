"""The word lists of `spam_words.json`, made ready for matching once."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class SpamWords:
    """What marks spam, what an offer says, and what a sentence about spam says."""

    phrases: frozenset[str]
    pairs: tuple[tuple[frozenset[str], frozenset[str]], ...]
    offers: frozenset[str]
    against: frozenset[str]
    actors: frozenset[str]
    against_topic: re.Pattern[str]
    harmless: re.Pattern[str]
    evasion: re.Pattern[str]
    birds: frozenset[str]
    foreign: tuple[str, ...]
    brand: re.Pattern[str]
    seeded_brand: re.Pattern[str]
    parted_brand: re.Pattern[str]
    not_brands: frozenset[str]
    vocabulary: frozenset[str]
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
    pairs = tuple((frozenset(pair["any"]), frozenset(pair["with"])) for pair in lists["pairs"])
    everything = [
        *lists["phrases"],
        *lists["offers"],
        *(phrase for pair in pairs for half in pair for phrase in half),
    ]
    numbers = "|".join(sorted(lists["brand_numbers"], key=len, reverse=True))
    seeds, openings = "|".join(lists["brand_seeds"]), "|".join(lists["brand_openings"])
    openers, topics = "|".join(lists["against_if_next"]), "|".join(lists["topics"])
    between = (
        "main|bermain|situs|link|iklan|segala|praktik|praktek|terhadap|akan|dari|dengan|dan|bahaya"
    )
    return SpamWords(
        phrases=frozenset(lists["phrases"]),
        pairs=pairs,
        offers=frozenset(lists["offers"]),
        against=frozenset(lists["against"]),
        actors=frozenset(lists["actors"]),
        against_topic=re.compile(rf"\b(?:{openers}) (?:(?:{between}) ){{0,2}}(?:{topics})\b"),
        harmless=re.compile(rf"\b(?:{'|'.join(lists['harmless'])})\b"),
        evasion=re.compile(rf"\b(?:{'|'.join(lists['evasion'])})\b"),
        birds=frozenset(lists["birds"]),
        foreign=tuple(lists["foreign"]),
        brand=re.compile(rf"(?P<name>[a-z]{{3,20}})(?P<number>{numbers})"),
        seeded_brand=re.compile(
            rf"(?:[a-z]{{2,12}}(?:{seeds})|(?:{openings})[a-z]{{0,12}})(?:{numbers})"
        ),
        parted_brand=re.compile(rf"\b(slot|togel|toto|domino|poker) ({numbers})\b"),
        not_brands=frozenset(lists["not_brands"]),
        vocabulary=frozenset(word for phrase in everything for word in phrase.split()),
        longest_phrase=max(len(phrase.split()) for phrase in everything),
    )
