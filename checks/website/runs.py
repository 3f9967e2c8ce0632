"""Lists without boxes for their items: dates and links that take turns, or dates over groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from checks.website.boxes import Box
from checks.website.stamps import HEADINGS, Stamp
from checks.website.wording import link_title

FEWEST_TURNS = 3
"""Pairs in a stretch that takes turns, where not all of the list does."""

GROUP_TITLE = 3
"""Words of each link under a date that stands over several of them."""

BREAKS = frozenset("br hr p div li tr table ul ol dt h1 h2 h3 h4 h5 h6 article section".split())  # noqa: SIM905

Pair = tuple[Stamp, str]


def paired(stamps: Sequence[Stamp], links: Mapping[str, Sequence[Box]]) -> list[Pair]:
    """The dates and addresses in a box that belong together by their order, or none."""
    run: list[tuple[int, Stamp | str]] = [(stamp.box.place, stamp) for stamp in stamps]
    labels = {target for target, boxes in links.items() if _is_label(boxes)}
    titles = links.keys() - labels or links.keys()
    run += [(boxes[0].place, target) for target, boxes in links.items() if target in titles]
    run.sort(key=lambda one: one[0])
    if titles <= labels:
        return []
    whole = _in_turns(run) if _alternates(run) and len(run) % 2 == 0 else []
    return whole or _in_groups(run, links) or _longest_stretch(run, links)


def _alternates(run: Sequence[tuple[int, Stamp | str]]) -> bool:
    return all(
        isinstance(one, str) != isinstance(other, str) for (_, one), (_, other) in pairwise(run)
    )


def _in_turns(run: Sequence[tuple[int, Stamp | str]]) -> list[Pair]:
    found: list[Pair] = []
    for (_, one), (_, other) in zip(run[::2], run[1::2], strict=False):
        if isinstance(one, Stamp) and isinstance(other, str):
            found.append((one, other))
        elif isinstance(one, str) and isinstance(other, Stamp):
            found.append((other, one))
    return found


def _in_groups(
    run: Sequence[tuple[int, Stamp | str]], links: Mapping[str, Sequence[Box]]
) -> list[Pair]:
    """The links under each of several dates over them, where those are in order or headings."""
    heads: list[Stamp] = []
    found: list[Pair] = []
    for _, one in run:
        if isinstance(one, Stamp):
            heads.append(one)
        elif heads:
            found.append((heads[-1], one))
    days = [head.moment.day for head in heads]
    is_in_order = all(one > other for one, other in pairwise(days)) or all(
        head.box.tag in HEADINGS for head in heads
    )
    headed = {head for head, _ in found}
    titled = all(_is_title(links[target]) for _, target in found)
    if len(heads) < 2 or len(headed) < len(heads) or not is_in_order or not titled:
        return []
    alike = len({head.box.tag for head in heads}) == 1
    return found if alike and isinstance(run[0][1], Stamp) else []


def _is_title(links: Sequence[Box]) -> bool:
    return max(len(link_title(link).split()) for link in links) >= GROUP_TITLE


def _is_label(links: Sequence[Box]) -> bool:
    """Whether an article's links are worded like those of a menu, not like titles or buttons."""
    return 0 < max(len(link_title(link).split()) for link in links) < GROUP_TITLE


def _longest_stretch(
    run: Sequence[tuple[int, Stamp | str]], links: Mapping[str, Sequence[Box]]
) -> list[Pair]:
    """The pairs of the longest stretch in which dates and links take turns."""
    begin, best = 0, run[:0]
    for place in range(1, len(run) + 1):
        broken = place == len(run) or isinstance(run[place][1], str) == isinstance(
            run[place - 1][1], str
        )
        if broken:
            if place - begin > len(best):
                best = run[begin:place]
            begin = place
    order = next((boxes[0].order for boxes in links.values()), [])
    ways = [
        way for way in (best[: len(best) // 2 * 2], best[1 : 1 + (len(best) - 1) // 2 * 2]) if way
    ]
    if not ways:
        return []
    chosen = min(ways, key=lambda way: _breaks_within(way, order) / len(way))
    return _in_turns(chosen) if len(chosen) >= FEWEST_TURNS * 2 else []


def _breaks_within(run: Sequence[tuple[int, Stamp | str]], order: Sequence[Box]) -> int:
    """How many pairs have a line's or a paragraph's end between their date and their link."""
    return sum(
        any(box.tag in BREAKS for box in order[one + 1 : other])
        for (one, _), (other, _) in zip(run[::2], run[1::2], strict=False)
    )
