"""Spell dates of other languages with the English words that the readers of dates know.

Month names come from the Unicode CLDR, by way of Babel.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from babel import Locale

from checks.website._calendar import LETTER, MONTHS

_LANGUAGES = """
    ar az be bg bn bs ca cs da de de_AT el es et eu fa fi fr gl gu he hi hr hu hy is it ka kk lt lv
    mk mr nb nl pl pt ro ru sk sl sq sr sr_Latn sv ta te th tr uk ur uz
"""
_BRIEF = frozenset({"de", "es", "fr"})
_LONGEST_BRIEF = 3
"""Of a page in no known language only these languages' forms of three letters count: "kas" and
"set" are Indonesian words."""

_ALSO = {"mrz": 3, "febr": 2, "sept": 9}
"""Forms in use that the CLDR leaves out."""

_ENGLISH = """
    january february march april may june july august september october november december
"""
_BUDDHIST_ERA = 543
"""Years by which Thailand's calendar is ahead."""

_PUBLISHED = (
    r"veröffentlicht(?:ungsdatum)?(?: am)?|erstellt(?: am)?|eingestellt am|verfasst(?: am)?"
    r"|geschrieben(?: am)?|gepostet(?: am)?|erschienen(?: am)?|publiziert(?: am)?|online seit"
    r"|publiée?(?: le)?|mise? en ligne(?: le)?|posté(?: le)?|publicad[oa](?: (?:el|em))?"
    r"|publicat(?: (?:el|la|pe))?|pubblicat[oa](?: il)?|gepubliceerd(?: op)?|geplaatst(?: op)?"
    r"|opublikowan[oy]|data publikacji|dodano|publikováno|zveřejněno|vydáno|publikované|objavljeno"
    r"|опубликован[оа]|дата публикации|опубліковано|публикувано|publicer(?:ad|et)|publisert"
    r"|offentliggjort|julkaistu|avaldatud|paskelbta|publicēts|közzétéve|megjelent|δημοσίευση"
    r"|yayınlanma(?: tarihi)?|yayın tarihi|đăng(?: ngày| lúc)?|xuất bản"
)
_UPDATED = (
    r"(?:zuletzt )?(?:aktualisiert|geändert|bearbeitet)(?: am)?|letzte (?:änderung|aktualisierung)"
    r"|mise? à jour(?: le)?|modifiée?(?: le)?|actualizad[oa](?: el)?|atualizad[oa](?: em)?"
    r"|aggiornat[oa](?: il)?|bijgewerkt(?: op)?|gewijzigd(?: op)?|zaktualizowano|aktualizacja"
    r"|aktualizováno|aktualizované|ažurirano|son güncelleme|güncelleme|güncellenme|обновлен[оа]"
    r"|оновлено|изменено|uppdaterad|oppdatert|opdateret|päivitetty|frissítve|atnaujinta|cập nhật"
)
_LABELS = (
    (re.compile(rf"(?<!{LETTER})(?:{_PUBLISHED})(?!{LETTER})"), "published"),
    (re.compile(rf"(?<!{LETTER})(?:{_UPDATED})(?!{LETTER})"), "updated"),
    (re.compile(rf"(?<![0-9] )(?<!{LETTER})am (?=[0-9]{{1,2}}\.[0-9]{{1,2}}\.)"), "on "),
    (re.compile(r"发布时间|发布于|投稿日|公開日|掲載日|배포|입력|등록|승인"), "published"),
    (re.compile(r"更新(?:日|时间)?|수정"), "updated"),
)
_DAY = r"(?P<day>[0-9]{1,2})(?:er|re|st|nd|rd|th|º|°|ª)?\.?"
_WORD = r"(?P<month>[^\s\d,/()|:;-]{2,16}?)\.?"
_YEAR = r"(?P<year>(?:19|20|25)[0-9]{2})(?![0-9])"
_LINK = r"(?P<link>de |del |di |d'|of )?"
_IN_WORDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![0-9]){_DAY}[ -]?{_LINK}{_WORD},?[ /-](?:del? |of )?{_YEAR}",
        rf"(?<![^\W_]){_WORD} {_DAY},? {_YEAR}",
        rf"(?<![0-9]){_YEAR}\.?(?: ?(?:m|г|y)\.?)? {_WORD} {_DAY}(?![0-9:])",
        rf"(?<![0-9]){_YEAR}\. gada {_DAY} {_WORD}(?![^\W_])",
    )
)
"""Day, month, year; month, day, year; Hungarian and Lithuanian; Latvian."""

_IN_NUMBERS = (
    re.compile(
        r"(?<![0-9])(?P<year>20[0-9]{2}) ?[年년] ?(?P<month>[0-9]{1,2}) ?[月월]"
        r" ?(?P<day>[0-9]{1,2}) ?[日일号]"
    ),
    re.compile(
        r"(?<![0-9])(?P<day>[0-9]{1,2}) (?:tháng|thg) (?P<month>[0-9]{1,2})(?:,| năm|, năm)?"
        r" (?P<year>20[0-9]{2})(?![0-9])"
    ),
)
"""Chinese, Japanese and Korean; Vietnamese."""

_OTHER_DIGIT = re.compile(r"[^\D0-9]")


def in_english(text: str, language: str = "") -> str:
    """A tidy text with the months, and the words before dates, of other languages put into English.

    Only a month beside a day and a year is touched, and only one that means the same month in every
    language read, or has a meaning in the page's own `language` (an ISO 639 code): "listopada" is
    November in Polish and October in Croatian. Indonesian and English texts come back as they are.
    """
    for label, english in _LABELS:
        text = label.sub(english, text)
    text = _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)
    for pattern in _IN_NUMBERS:
        text = pattern.sub(r"\g<year>-\g<month>-\g<day> ", text)
    for pattern in _IN_WORDS:
        text = pattern.sub(lambda found: _with_english_month(found, language), text)
    return text


def _with_english_month(found: re.Match[str], language: str) -> str:
    name = found["month"].replace("\u0307", "")
    own = _months_of(language) if language in _LANGUAGES.split() else {}
    if name in MONTHS and (name not in own or own[name] == MONTHS[name]):
        if not found.groupdict().get("link"):
            return found[0]
        number: int | None = MONTHS[name]
    else:
        number = own.get(name) or _months().get(name)
    year = int(found["year"])
    if year >= 2500:
        year -= _BUDDHIST_ERA if name in _months_of("th") else 0
    if number is None or year >= 2500:
        return found[0]
    return f"{int(found['day'])} {_ENGLISH.split()[number - 1]} {year}"


@cache
def _months() -> dict[str, int]:
    """Names, lower case without a full stop, that mean one and the same month everywhere."""
    meanings: defaultdict[str, set[int]] = defaultdict(set)
    for language in _LANGUAGES.split():
        for name, number, is_wide in _names(language):
            if is_wide or language in _BRIEF or len(name) > _LONGEST_BRIEF:
                meanings[name].add(number)
    for name, number in _ALSO.items():
        meanings[name].add(number)
    return {name: next(iter(numbers)) for name, numbers in meanings.items() if len(numbers) == 1}


@cache
def _months_of(language: str) -> dict[str, int]:
    return {name: number for name, number, _ in _names(language)}


def _names(language: str) -> Iterator[tuple[str, int, bool]]:
    """The names of a language's months, with their number and whether they are the long ones."""
    for widths in Locale.parse(language).months.values():
        for width in ("wide", "abbreviated"):
            for number, written in widths[width].items():
                name = unicodedata.normalize("NFKC", written).lower()
                name = name.removeprefix("de ").removeprefix("d’").rstrip(".")
                for form in {name, name.replace("ı", "i"), _without_accents(name)}:
                    yield form, number, width == "wide"


def _without_accents(name: str) -> str:
    """Latin letters without their marks; other scripts need theirs."""
    apart = unicodedata.normalize("NFD", name)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return bare if bare.isascii() else name
