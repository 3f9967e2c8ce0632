"""Spell dates of other languages with the English words that the readers of dates know.

Month names come from the Unicode CLDR, by way of Babel.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from babel import Locale

from checks.website._calendar import LETTER, MONTHS

_LANGUAGES = "cs da de el es fi fr hr it nb nl pl pt ro ru sk sv tr uk"
_BRIEF = frozenset({"de", "es", "fr"})
_LONGEST_BRIEF = 3
"""Only these languages' forms of three letters count: "kas" and "set" are Indonesian words."""
_ENGLISH = """
    january february march april may june july august september october november december
"""

_PUBLISHED = (
    r"veröffentlicht(?: am)?|erstellt(?: am)?|publiée?(?: le)?|publicad[oa](?: (?:el|em))?"
    r"|pubblicat[oa](?: il)?|gepubliceerd(?: op)?|opublikowano|опубликовано|publicerad|julkaistu"
)
_UPDATED = (
    r"(?:zuletzt )?(?:aktualisiert|geändert)(?: am)?|mise? à jour(?: le)?|modifiée?(?: le)?"
    r"|actualizad[oa](?: el)?|atualizad[oa](?: em)?|aggiornat[oa](?: il)?|bijgewerkt(?: op)?"
    r"|zaktualizowano|aktualizacja|aktualizováno|güncelleme|обновлено|uppdaterad|päivitetty"
)
_LABELS = (
    (re.compile(rf"(?<!{LETTER})(?:{_PUBLISHED})(?!{LETTER})"), "published"),
    (re.compile(rf"(?<!{LETTER})(?:{_UPDATED})(?!{LETTER})"), "updated"),
)
_DATE = re.compile(
    rf"(?<![0-9])(?P<day>[0-9]{{1,2}})(?:er|º|°|\.)?[ -](?:de )?(?P<month>{LETTER}{{3,12}})\.?,?"
    r"[ -](?:de )?(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
)
_EAST_ASIAN = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2}) ?年 ?(?P<month>[0-9]{1,2}) ?月 ?(?P<day>[0-9]{1,2}) ?日"
)


def in_english(text: str) -> str:
    """A tidy text with the months, and the labels, of other languages put into English.

    Only a month between a day and a year is touched, and only one whose name means the same month
    in every language read: "listopada" is November in Polish and October in Croatian, and stays.
    Indonesian and English texts come back as they are.
    """
    for label, english in _LABELS:
        text = label.sub(english, text)
    text = _EAST_ASIAN.sub(r"\g<year>-\g<month>-\g<day> ", text)
    return _DATE.sub(_with_english_month, text)


def _with_english_month(found: re.Match[str]) -> str:
    name = found["month"]
    number = None if name in MONTHS else _months().get(name)
    if number is None:
        return found[0]
    return f"{found['day']} {_ENGLISH.split()[number - 1]} {found['year']}"


@cache
def _months() -> dict[str, int]:
    """Names, lower case without a full stop, that mean one and the same month everywhere."""
    meanings: defaultdict[str, set[int]] = defaultdict(set)
    for language in _LANGUAGES.split():
        for widths in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, written in widths[width].items():
                    name = written.lower().rstrip(".")
                    if width == "wide" or language in _BRIEF or len(name) > _LONGEST_BRIEF:
                        meanings[name].add(number)
    return {name: next(iter(numbers)) for name, numbers in meanings.items() if len(numbers) == 1}
