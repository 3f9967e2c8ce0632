"""From one folded token to the words in it: digits for letters, words glued, brand numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.website._spam_words import SpamWords

BRAND = "brand"
"""The word that stands for a name with a gambling number ("hoki77"), whatever the name."""

_SHORTEST_PART = 3
_SHORTEST_NAME = 4
_LONGEST_TOKEN = 40
_LETTER_FOR_DIGIT = str.maketrans("034567892", "oeasgtbgz")
_TRAILING_DIGITS = re.compile(r"(?:[0-9]{1,4}|[45]d)$")
_SUFFIX = re.compile(r"(?:[0-9]{2,4}|[45]d)$")


def words_of(token: str, known: SpamWords) -> list[str]:
    """The words of one token; the token itself where nothing is hidden in it."""
    if token in known.vocabulary or token.isdigit() or len(token) > _LONGEST_TOKEN:
        return [token]
    if known.seeded_brand.fullmatch(token) and _name_of(token) not in known.not_brands:
        return [BRAND, *(_split(_name_of(token), known) or [_name_of(token)]), "slot"]
    for reading in _readings(token):
        words = _split(reading, known)
        if words:
            return [*words, BRAND] if _SUFFIX.search(token) and not token.isalpha() else words
    brand = known.brand.fullmatch(token)
    if brand and brand["name"] not in known.not_brands:
        return [BRAND, brand["name"]]
    for seed in ("slot", "togel", "maxwin"):
        if token.isalpha() and len(token) >= len(seed) + _SHORTEST_NAME:
            if token.startswith(seed):
                return [seed, token.removeprefix(seed)]
            if token.endswith(seed):
                return [token.removesuffix(seed), seed]
    return [token]


def _name_of(token: str) -> str:
    return _TRAILING_DIGITS.sub("", token)


def _readings(token: str) -> Iterator[str]:
    """The token with its digits read as letters, with and without those at its end."""
    for letters in (token, _name_of(token)):
        for one in "il":
            yield letters.replace("1", one).translate(_LETTER_FOR_DIGIT)


def _split(letters: str, known: SpamWords) -> list[str]:
    """The known words that fill the letters to the last, longest first; empty where none do."""
    filled: list[list[str] | None] = [[]] + [None] * len(letters)
    for end in range(_SHORTEST_PART, len(letters) + 1):
        for start in range(end - _SHORTEST_PART + 1):
            before = filled[start]
            if before is not None and letters[start:end] in known.vocabulary:
                filled[end] = [*before, letters[start:end]]
                break
    return filled[-1] or []
