"""Hosts that try to pass for a platform: swapped letters, foreign ones, a name inside a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import idna

BRANDS = ("instagram", "facebook", "twitter", "youtube", "tiktok", "threads", "telegram")
"""The names people trust. X is too short to be imitated by its name alone."""

EVERYDAY_WORDS = frozenset({"threads"})
"""Brands that are words of their own: only the whole label counts, near misses don't."""

SHORTEST_TO_IMITATE = 8
"""Letters of a domain that nobody's host ends in by chance: `youtu.be`, but not `x.com`."""

GUARDED_SUFFIXES = (".go.id", ".desa.id")
"""Suffixes registered by the government alone (Permenkominfo 5/2015): no stranger gets in."""

_PAIRS = (
    "0o 1l 3e 4a 5s 7t 8b il "  # digits, and i for l
    "аa еe іl јj оo рp сc уy хx ѕs һh кk мm тt вb нh гr "  # Cyrillic
    "αa βb εe ιl κk νv οo ρp τt υu χx ωw ıl ɑa ɡg ɩl"  # Greek and extended Latin
)
"""A letter and the plain one it is taken for."""

_SAME_LOOK = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})


def _look(text: str) -> str:
    """The text as it looks at a glance: accents off, letters that look alike made one."""
    if not text.isascii():
        text = "".join(
            letter
            for letter in unicodedata.normalize("NFKD", text)
            if not unicodedata.combining(letter)
        )
    return text.lower().translate(_SAME_LOOK).replace("rn", "m").replace("vv", "w")


_FACES = tuple((_look(brand), brand in EVERYDAY_WORDS) for brand in BRANDS)
"""How each brand looks, and whether it is a word of its own."""


def imitates(host: str, domains: Iterable[str]) -> bool:
    """Does this host (lower case, valid IDNA), which is none of `domains`, try to look like one?

    True where a platform's domain stands inside it (`instagram.com.evil.example`) or behind other
    letters (`myyoutu.be`), or where a label holds a platform's name, plainly, in other letters that
    look the same (`instagrarn`, punycode), or with one slip of the finger (`instgram`).
    """
    if host.endswith(GUARDED_SUFFIXES):
        return False
    for domain in domains:
        if f".{domain}." in f".{host}.":
            return True
        if len(domain) >= SHORTEST_TO_IMITATE and host.endswith(domain):
            return True
    return any(_wears_a_brand(label) for label in host.split("."))


def _wears_a_brand(label: str) -> bool:
    written = idna.decode(label) if label.startswith("xn--") else label
    look = _look(written.replace("-", ""))
    return any(
        look == face or (not is_word and (face in look or _one_slip_apart(look, face)))
        for face, is_word in _FACES
    )


def _one_slip_apart(one: str, other: str) -> bool:
    """One letter added, dropped or changed, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    shorter, longer = sorted((one, other), key=len)
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    swapped = one[start + 1 : start + 2] + one[start : start + 1] + one[start + 2 :]
    return one[start + 1 :] == other[start + 1 :] or swapped == other[start:]
