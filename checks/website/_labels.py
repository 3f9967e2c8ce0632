"""Which of several dates in a text is the one of publication, by the words beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from checks.website._calendar import PUBLISHED, UPDATED
from checks.website._written import Written

_BRACKETED = re.compile(r" ?[(\[](\w{4,20})[)\]]")
_LABEL_REACH = 40


class Label(IntEnum):
    """What a date is called; the lower, the more it is the day of publication."""

    PUBLISHED = 0
    NONE = 1
    UPDATED = 2


def most_published(
    text: str, written: Sequence[Written], choices: Sequence[Written]
) -> tuple[Written, Label]:
    """The first choice labelled published, else the first unlabelled, else the first updated.

    `written` holds every date of the tidy text in order; `choices`, not empty, are some of them.
    """
    labels = {one: _label_of(text, written, one) for one in choices}
    chosen = min(choices, key=lambda one: (labels[one], one.start))
    return chosen, labels[chosen]


def label_in(text: str) -> Label:
    """The last label in a tidy text."""
    published = max((found.end() for found in PUBLISHED.finditer(text)), default=-1)
    updated = max((found.end() for found in UPDATED.finditer(text)), default=-1)
    if published == updated:
        return Label.NONE
    return Label.PUBLISHED if published > updated else Label.UPDATED


def _label_of(text: str, written: Sequence[Written], one: Written) -> Label:
    """The label in brackets right behind a date, else the nearest before it.

    Where the first date has no label before it and the last has one behind, all labels trail.
    """
    place = written.index(one)
    start = written[place - 1].end if place else 0
    end = written[place + 1].start if place + 1 < len(written) else len(text)
    before, after = text[start : one.start], text[one.end : end]
    bracketed = _BRACKETED.match(after)
    if bracketed and label_in(bracketed[1]) is not Label.NONE:
        return label_in(bracketed[1])
    opening, closing = text[: written[0].start], text[written[-1].end :][:_LABEL_REACH]
    labels_trail = label_in(opening) is Label.NONE and label_in(closing) is not Label.NONE
    return label_in(re.split(r"[,|;\n]", after)[0]) if labels_trail else label_in(before)
