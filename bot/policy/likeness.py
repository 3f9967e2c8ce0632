"""Do two titles tell of the same thing: a headline on a website, a caption on an account?"""

from __future__ import annotations

from rapidfuzz import fuzz

from bot.policy.title_reading import MONTH, WEEKDAY, YEAR, TitleReading, read_title

ALIKE = 0.7
"""The share of the shorter title's words, by weight, that the other has too. Chosen on the labelled
pairs in tests/bot/policy/data/title_pairs.jsonl, which hold it."""

SAME_WORD = 75
"""Of 100 (rapidfuzz's partial_ratio): forms of one Indonesian word, as `salurkan` and
`menyalurkan`, are so alike. Chosen on the same pairs."""

SHORTEST_STEM = 4
"""Letters below which a word has to be the same: short ones are alike by chance."""

BACKGROUND = frozenset({YEAR, MONTH, WEEKDAY})
"""Figures that many titles of one time share: apart they tell two events apart, alike nothing."""


def tell_the_same(one: str, other: str) -> bool:
    """Whether both titles tell of one event; the same whichever stands first.

    Two that name different years, months, dates, weekdays, numbers or parts of a series (`tahap 1`,
    `tahap II`) never do. What only one of them names says nothing.
    """
    first, second = read_title(one), read_title(other)
    if not first.weights or not second.weights or _contradict(first, second):
        return False
    figures = _shared_figures(first, second)
    shorter = min(first.weight, second.weight)
    return any(
        _shared_weight(mine, theirs) + figures >= ALIKE * (shorter + figures)
        for mine, theirs in ((first, second), (second, first))
        if mine.weight == shorter
    )


def _contradict(first: TitleReading, second: TitleReading) -> bool:
    both = first.figures.keys() & second.figures.keys()
    return any(first.figures[kind].isdisjoint(second.figures[kind]) for kind in both)


def _shared_figures(first: TitleReading, second: TitleReading) -> int:
    both = (first.figures.keys() & second.figures.keys()) - BACKGROUND
    return sum(len(first.figures[kind] & second.figures[kind]) for kind in both)


def _shared_weight(mine: TitleReading, theirs: TitleReading) -> float:
    return sum(
        weight
        for word, weight in mine.weights.items()
        if word in theirs.weights or any(_are_forms(word, other) for other in theirs.weights)
    )


def _are_forms(word: str, other: str) -> bool:
    if min(len(word), len(other)) < SHORTEST_STEM:
        return False
    return fuzz.partial_ratio(word, other, score_cutoff=SAME_WORD) > 0
