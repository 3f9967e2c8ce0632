"""Are two words forms of one Indonesian word, as `salurkan` and `menyalurkan` are?

Told by affixes alone, without a dictionary (Tata Bahasa Baku Bahasa Indonesia, on the verb and on
derived nouns). Likeness of letters would take *Kalibening* and *Kalijambe* for forms of one word.
"""

from __future__ import annotations

from functools import lru_cache

SHORTEST_STEM = 4
"""Letters of a stem: what is shorter is left of unrelated words too, as *ras* of `beras`."""

_DROPPED = {"meny": "s", "peny": "s", "men": "t", "pen": "t", "mem": "p", "pem": "p"} | {
    "meng": "k",
    "peng": "k",
}
"""Prefixes before which a stem loses its first letter: `menertibkan` is of `tertib`."""

_PREFIXES = (
    *_DROPPED,
    *"me pe di ter te ber be per se ke bel pel memper diper pember keber keter".split(),
)
_SUFFIXES = "kan i an nya lah mu ku asi isasi".split()


def are_forms(word: str, other: str) -> bool:
    """Whether two words in lower case have a stem in common."""
    return word == other or not stems(word).isdisjoint(stems(other))


@lru_cache(maxsize=16384)
def stems(word: str) -> frozenset[str]:
    """The word, and what may be left of it without a prefix and up to two suffixes."""
    begun = {word}
    for prefix in _PREFIXES:
        if word.startswith(prefix):
            rest = word.removeprefix(prefix)
            begun |= {rest, _DROPPED.get(prefix, "") + rest}
    found = begun
    for _ in range(2):
        found = found | {one.removesuffix(suffix) for one in found for suffix in _SUFFIXES}
    return frozenset(one for one in found if len(one) >= SHORTEST_STEM or one == word)
