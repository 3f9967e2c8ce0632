"""Do two titles tell of the same thing: a headline on a website, a caption on an account?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from operator import eq

from rapidfuzz import fuzz

from bot.policy.title_reading import (
    MONTH,
    PLACE_WEIGHT,
    WEEKDAY,
    YEAR,
    TitleReading,
    read_title,
    weighed,
)
from bot.policy.title_words import (
    AGENCIES,
    BARE_VERBS,
    OFFICE_WORDS,
    OPPOSITES,
    VERB_BEGINNINGS,
    VERB_ENDING,
)

ALIKE = 0.7
"""The share of the shorter title's words, by weight, that the other has too. Chosen on the labelled
pairs in tests/bot/policy/data/title_pairs.jsonl, which hold it."""

SAME_WORD = 75
"""Of 100 (rapidfuzz's partial_ratio): forms of one Indonesian word, as `salurkan` and
`menyalurkan`, are so alike. Chosen on the same pairs."""

SHORTEST_STEM = 4
"""Letters below which a word has to be the same: short ones are alike by chance."""

SHORTEST_END, SAME_END = 3, 60
"""What follows the letters that two words begin with has to be as alike (of 100, rapidfuzz's
ratio), where it is as long in both: names as *Kalibening* and *Kalijambe* only begin alike."""

ENDINGS = frozenset({"nya", "an", "kan", "annya", "kannya", "asi", "lah"})
"""Endings that make another form of one word."""

NAME_ENDINGS = ("nya", "an")
"""Those that the name of a place can have."""

SHORTEST_FRAME = 4
"""Words of a title in which one can be exchanged for another: `Harga ... naik di Pasar Johar`."""

BACKGROUND = frozenset({YEAR, MONTH, WEEKDAY})
"""Figures that many titles of one time share: apart they tell two events apart, alike nothing."""


def tell_the_same(one: str, other: str, own_names: Collection[str] = ()) -> bool:
    """Whether both titles tell of one event; the same whichever stands first.

    Two that name different years, months, dates, weekdays, numbers, parts of a series (`tahap 1`,
    `tahap II`) or places of one kind never do, nor two that differ by one word alone that is no
    verb. What only one of them names says nothing. `own_names` are of those who publish both, see
    `names_in`: they tell little.
    """
    first, second = read_title(one), read_title(other)
    if not first.weights or not second.weights or _contradict(first, second):
        return False
    mine, theirs = weighed(first, own_names), weighed(second, own_names)
    figures = _shared_figures(first, second)
    mine_in_all, theirs_in_all = sum(mine.values()), sum(theirs.values())
    shorter = min(mine_in_all, theirs_in_all)
    return any(
        _shared_weight(these, those) + figures >= ALIKE * (shorter + figures)
        for these, those, in_all in ((mine, theirs, mine_in_all), (theirs, mine, theirs_in_all))
        if in_all == shorter
    )


def _contradict(first: TitleReading, second: TitleReading) -> bool:
    return (
        _name_others(first.figures, second.figures)
        or _name_others(first.places, second.places)
        or _is_one_word_exchanged(first.words, second.words)
    )


def _name_others(first: Mapping[str, frozenset[str]], second: Mapping[str, frozenset[str]]) -> bool:
    return any(first[kind].isdisjoint(second[kind]) for kind in first.keys() & second.keys())


def _is_one_word_exchanged(first: Sequence[str], second: Sequence[str]) -> bool:
    if len(first) != len(second) or len(first) < SHORTEST_FRAME:
        return False
    exchanged = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    if len(exchanged) != 1:
        return False
    [(word, other)] = exchanged
    if AGENCIES.issuperset((word, other)) or {word, other} in OPPOSITES:
        return True
    say_little = OFFICE_WORDS.issuperset((word, other))
    return not (say_little or _is_verb(word) or _is_verb(other) or _are_forms(word, other))


def _is_verb(word: str) -> bool:
    return word in BARE_VERBS or word.startswith(VERB_BEGINNINGS) or word.endswith(VERB_ENDING)


def _shared_figures(first: TitleReading, second: TitleReading) -> int:
    both = (first.figures.keys() & second.figures.keys()) - BACKGROUND
    return sum(len(first.figures[kind] & second.figures[kind]) for kind in both)


def _shared_weight(mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    return sum(
        weight
        for word, weight in mine.items()
        if word in theirs
        or any(_say_the_same(word, weight, other, their) for other, their in theirs.items())
    )


def _say_the_same(word: str, weight: float, other: str, their: float) -> bool:
    if PLACE_WEIGHT in (weight, their):
        return any(word == other + end or other == word + end for end in NAME_ENDINGS)
    return _are_forms(word, other)


@lru_cache(maxsize=2**16)
def _are_forms(word: str, other: str) -> bool:
    if min(len(word), len(other)) < SHORTEST_STEM or _only_begin_alike(word, other):
        return False
    return fuzz.partial_ratio(word, other, score_cutoff=SAME_WORD) > 0


def _only_begin_alike(word: str, other: str) -> bool:
    beginning = sum(takewhile(bool, map(eq, word, other)))
    ends = word[beginning:], other[beginning:]
    return (
        beginning > 0
        and min(map(len, ends)) >= SHORTEST_END
        and ENDINGS.isdisjoint(ends)
        and fuzz.ratio(*ends) <= SAME_END
    )
