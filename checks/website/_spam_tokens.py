"""From one folded token to the words in it: digits for letters, words glued, names of sites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checks.website._spam_words import SpamWords, spam_words

BRAND = "#brand"
"""The word that stands for a name with a gambling number ("hoki77"), whatever the name."""

BRANDISH = "#brandish"
"""The word that stands for a name that ends or begins like theirs ("kampungbet")."""

_LONGEST_WORD = 20
"""Letters of the longest word of the lists, and a few more."""

_SHORTEST_NAME = 4
_LONGEST_NAME = 16
_SHORTEST_SENTENCE = 12
"""Letters of a token that may be a whole title with its spaces left out."""

_ITS = "nya"
"""The suffix for "its" and "the", which changes no word's meaning here ("kronologinya")."""

_LONGEST_TOKEN = 80
_LETTER_FOR_DIGIT = str.maketrans("034567892", "oeasgtbgz")
_TRAILING_DIGITS = re.compile(r"(?:[0-9]{1,4}|[45]d)$")
_AROUND_DIGITS = re.compile(r"[0-9]+|[a-z]+")
_AROUND_NUMBERS = re.compile(r"x[0-9]+|[0-9]+k|[2-6]d|[0-9]+|[a-z]+?(?=x?[0-9]|$)")
_DOUBLED = re.compile(r"([a-z])\1")
_UNMISTAKABLE = {"togel", "maxwin", "gacor"}
"""Openings and endings that leave no doubt: what is glued to them needn't be known."""


def words_of(token: str) -> tuple[str, ...]:
    """The words of one token; the token itself where nothing is hidden in it."""
    return (token,) if len(token) > _LONGEST_TOKEN else _remembered(token)


def is_telling(token: str) -> bool:
    """Is one of the token's words among those that every spam text holds at least one of?"""
    return len(token) <= _LONGEST_TOKEN and _is_telling(token)


@lru_cache(32768)
def _is_telling(token: str) -> bool:
    return not spam_words().telling.isdisjoint(_remembered(token))


@lru_cache(32768)
def _remembered(token: str) -> tuple[str, ...]:
    """The words of one token, remembered, since titles share most of their words."""
    return tuple(_words_of(token, spam_words()))


def _words_of(token: str, known: SpamWords) -> list[str]:
    if token in known.vocabulary or token in known.not_brands or token.isdigit():
        return [token]
    if token.endswith(_ITS) and token[: -len(_ITS)] in known.sentence_parts:
        return [token[: -len(_ITS)]]
    if known.seeded_brand.fullmatch(token) and _name_of(token) not in known.not_brands:
        return [BRAND, *_split(_name_of(token), known.parts)]
    for reading in dict.fromkeys(_readings(token)):
        words = _split(reading, known.parts)
        if words:
            return [*words, *_shape_of(token, known)]
    brand = known.brand.fullmatch(token)
    if brand and brand["name"] not in known.not_brands:
        return [BRAND, *_if_known(brand["name"], known)]
    named = known.brand.match(token)
    after = _after_name(token[named.end() :], known) if named else []
    if named and after:
        return [BRAND, *_if_known(named["name"], known), *after]
    return (
        _sentence_in(token, known)
        or _unknown_name(token, known)
        or _around_digits(token, known)
        or [token]
    )


def _after_name(rest: str, known: SpamWords) -> list[str]:
    """The words glued behind a name, all of them known; else none."""
    return [rest] if rest.isalpha() and rest in known.vocabulary else _sentence_in(rest, known)


def _if_known(name: str, known: SpamWords) -> list[str]:
    """The name where it is a word of the trade; as a name it means nothing else ("lapak303")."""
    return [name] if name in known.vocabulary else []


def _shape_of(token: str, known: SpamWords) -> list[str]:
    """The word for a name, where glued words known to the lists make up one."""
    if token.isalpha():
        is_name = known.brand_ending.fullmatch(token) or token.startswith(known.name_openings)
        return [BRANDISH] if is_name and token not in known.not_brands else []
    return [BRAND] if known.brand_number.search(token) else []


def _around_digits(token: str, known: SpamWords) -> list[str]:
    """The words on both sides of digits ("judislot24jam"), where all of them are known."""
    words: list[str] = []
    for part in _AROUND_DIGITS.findall(token):
        is_word = part in known.vocabulary or part.isdigit()
        inside = [part] if is_word else _split(part, known.parts)
        if not inside:
            return []
        words += inside
    return words


def _sentence_in(token: str, known: SpamWords) -> list[str]:
    """The words of a title with its spaces left out, those about it included; empty if unknown."""
    if len(token) < _SHORTEST_SENTENCE:
        return []
    words: list[str] = []
    for part in _AROUND_NUMBERS.findall(token):
        inside = _split(part, known.sentence_parts) if part.isalpha() else [part]
        if not inside:
            return []
        words += inside
    return words


def _unknown_name(token: str, known: SpamWords) -> list[str]:
    """The words of a name that begins or ends as theirs do; empty where it does neither."""
    if not token.isalpha() or token in known.not_brands:
        return []
    ends = known.brand_ending.fullmatch(token)
    if ends:
        return [BRANDISH, token, *(_UNMISTAKABLE & {ends["ending"]})]
    for opening in known.name_openings:
        length = len(token) - len(opening)
        if token.startswith(opening) and _SHORTEST_NAME <= length <= _LONGEST_NAME:
            return [BRANDISH, token, *(_UNMISTAKABLE & {opening})]
    return []


def _name_of(token: str) -> str:
    return _TRAILING_DIGITS.sub("", token)


def _readings(token: str) -> Iterator[str]:
    """The token with its digits read as letters, with and without those at its end.

    Then with i for l, and last with its doubled letters single.
    """
    for letters in (token, _name_of(token)):
        for one in "il":
            yield letters.replace("1", one).translate(_LETTER_FOR_DIGIT)
    if len(token) >= _SHORTEST_NAME:
        yield token.replace("i", "l")
        yield _DOUBLED.sub(r"\1", token)


def _split(letters: str, words: frozenset[str]) -> list[str]:
    """The known words that fill the letters to the last, longest first; empty where none do."""
    filled: list[list[str] | None] = [[]] + [None] * len(letters)
    furthest = 0
    for end in range(2, len(letters) + 1):
        if end - furthest > _LONGEST_WORD:
            return []
        for start in range(max(end - _LONGEST_WORD, 0), end - 1):
            before = filled[start]
            if before is None:
                continue
            part = letters[start:end]
            if part in words:
                filled[end] = [*before, part]
                furthest = end
                break
    return filled[-1] or []
