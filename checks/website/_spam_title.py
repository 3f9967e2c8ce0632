"""Is one short text spam? Evidence of an offer, weighed against that of a sentence about it."""

from __future__ import annotations

import re
from functools import lru_cache

from checks.website._fold import fold, is_disguised, tokens
from checks.website._spam_tokens import BRAND, BRANDISH, is_telling, words_of
from checks.website._spam_words import Pairs, SpamWords, spam_words

DISGUISE = "#disguise"
"""The word that stands for letters which only pass for Latin ones."""

_LONGEST = 1000
"""Characters of a title that are read."""

_FOREIGN_WORDS = 3
"""A keyword page in another script heaps up words of a shop; a page for guests has one or two."""

_PHONE = re.compile(r"(?<![0-9])(?:\+?62|0)[ -]?8(?:[ .-]?[0-9x]){6,12}(?![0-9])")

_OFFERS_PER_WORD_AGAINST = 2
"""A sentence about gambling may quote some of an offer's words; an offer says many more of those
than of words against it."""

_WARNING = 1
"""A text that opens with a warning is one, however much of an offer it quotes."""

_OFFERS_PER_INSIDER = 2
"""Only who offers it says words such as a game's own name."""

_LONE_NAME = 2
"""A text of so few words that is the name of such a site needs no offer beside it."""

_TOLD_IN_PASSIVE = re.compile(r"di[a-z]{4,}")
"""What was done to somebody: the verb of news ("digeledah"), and hardly one of offers."""

_SHORTEST_WORD = 3
"""Letters of a word that says something; less is a preposition or a piece of a disguise."""

_TOLD_BESIDES = 2
"""Words of no trade in a sentence about it; one may be a place that an offer is made for."""

_OFFERS_QUOTED = 2
"""Words of an offer that a sentence may quote which opens with who acts ("Kominfo ...")."""

_SEPARATOR = re.compile(r"\s[-–—|»›·•~>]{1,2}\s|[|»›•]")
"""What parts a title from the name of the site, or one offer from the next."""

_SHORT = 5
_STRANGE_SHARE = 0.2
"""Of the words of a longer text, how many may be of no trade where words are close."""


def is_spam_title(text: str) -> bool:
    """Is one title or link text spam: for gambling, pills, fakes, pornography or foreign shops?

    Disguised letters, digits for letters, letters spelled apart and glued words are undone first.
    """
    return _is_spam(text[:_LONGEST])


@lru_cache(8192)
def _is_spam(text: str) -> bool:
    """The verdict, remembered, since menus and lists repeat on every page of a site."""
    known = spam_words()
    folded = fold(text)
    if _is_foreign_keyword_page(text, folded, known):
        return True
    folded = _PHONE.sub(" phonenumber ", folded).replace("%", " persen ")
    if not any(map(is_telling, tokens(folded))):
        return False
    disguise = [DISGUISE] if is_disguised(text) else []
    parts = dict.fromkeys([folded, *_SEPARATOR.split(folded)])
    return any(_is_offer(part, disguise, known) for part in parts)


def _is_offer(folded: str, disguise: list[str], known: SpamWords) -> bool:
    found = tokens(folded)
    words = _words(found, known) + disguise
    if known.birds.intersection(words):
        words = [word for word in words if word != "gacor"]
    runs = known.runs_in(words)
    if not (_means_spam(words, runs, known) or _is_lone_name(found, words, known)):
        return False
    return not _is_about_it(words, runs, known)


def _words(found: list[str], known: SpamWords) -> list[str]:
    read = (one[0] if len(one := words_of(token)) == 1 else token for token in found)
    joined = known.parted_brand.sub(r"\1\2", " ".join(read))
    plain = " ".join(word for token in joined.split() for word in words_of(token))
    return known.harmless.sub(" ", known.evasion.sub("#evasion", plain)).split()


def _means_spam(words: list[str], runs: frozenset[str], known: SpamWords) -> bool:
    if not (known.phrases.isdisjoint(runs) and known.insider.isdisjoint(runs)):
        return True
    if _has_pair(known.pairs, runs):
        return True
    return _has_pair(known.close_pairs, runs) and _is_all_trade(words, known)


def _has_pair(pairs: Pairs, runs: frozenset[str]) -> bool:
    """Is there a first word and, besides it, a second one that belongs to it?"""
    for first, second in pairs:
        one = first & runs
        other = second & runs if one else one
        if other and len(one | other) > 1:
            return True
    return False


def _is_all_trade(words: list[str], known: SpamWords) -> bool:
    """Is nearly every word one of the trade, or one that says nothing?"""
    strange = len(_strange(words, known))
    return strange == 0 or (len(words) > _SHORT and strange <= _STRANGE_SHARE * len(words))


def _strange(words: list[str], known: SpamWords) -> list[str]:
    """The words that are none of the trade, and say something."""
    return [
        word
        for word in words
        if len(word) >= _SHORTEST_WORD and word not in known.trade and not word.isdigit()
    ]


def _is_lone_name(found: list[str], words: list[str], known: SpamWords) -> bool:
    """Is the text the name of a site or a ware and nothing else, or an address that is one?"""
    if " ".join(words) in known.lone:
        return True
    named = [token for token in found if token not in known.address_words]
    if BRAND in words:
        return len(named) <= _LONE_NAME
    return BRANDISH in words and len(named) == 1


def _is_about_it(words: list[str], runs: frozenset[str], known: SpamWords) -> bool:
    """Do the words against it outweigh the words of an offer?"""
    offers = len(known.offers & runs) + _OFFERS_PER_INSIDER * len(known.insider & runs)
    against = len(known.against & runs) + len(known.against_topic.findall(" ".join(words)))
    against += sum(map(_has_stem_against, set(words) - known.against))
    if known.warning.match(" ".join(words)):
        against += _WARNING
    if not against:
        return _is_told(words, runs, offers, known)
    weight = against + len(known.actors & runs)
    return offers <= _OFFERS_PER_WORD_AGAINST * weight


@lru_cache(8192)
def _has_stem_against(word: str) -> bool:
    return bool(spam_words().against_stem.fullmatch(word))


def _is_told(words: list[str], runs: frozenset[str], offers: int, known: SpamWords) -> bool:
    """Does it tell of somebody, though no word in it is against anything?"""
    strange = [word for word in _strange(words, known) if word not in known.agency_words]
    if words[0] in known.persons and len(strange) >= _TOLD_BESIDES:
        return offers <= _OFFERS_QUOTED
    if not offers:
        in_passive = any(_TOLD_IN_PASSIVE.fullmatch(word) for word in strange)
        return in_passive or not known.persons.isdisjoint(runs) or len(strange) >= _TOLD_BESIDES
    return offers == 1 and len(strange) > _TOLD_BESIDES


def _is_foreign_keyword_page(text: str, folded: str, known: SpamWords) -> bool:
    if text.isascii() and folded.isascii():
        return any(word in folded or word in text.lower() for word in known.foreign_in_ascii)
    lower = text.lower()
    if known.foreign_letters.isdisjoint(lower) and known.foreign_letters.isdisjoint(folded):
        return any(word in folded or word in lower for word in known.foreign_in_ascii)
    if any(word in lower or word_folded in folded for word, word_folded in known.foreign):
        return True
    return sum(word in lower for word in known.foreign_in_threes) >= _FOREIGN_WORDS
