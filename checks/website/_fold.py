"""Undo the disguises spam writes its words in, so that one spelling of each word remains."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from functools import lru_cache

from checks.website._tidy import drop_invisible

_LOOK_ALIKES = {
    # Cyrillic, then Armenian and Cherokee letters that pass for Latin ones
    **dict(zip("авсԁеёєғԍнһіїјкӏмпорԛгѕтцѵԝхуүз", "abcdeeefghhiijklmnopqrstuvwxyyz", strict=True)),
    **dict(zip("օոսհցѡꮪꭰ", "onuhgwsd", strict=True)),
    # Greek
    **dict(zip("αβςδεηικμνορστυχγωζλθ", "abcdenikmvopotuxywzlo", strict=True)),
    # small capitals and other Latin shapes
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True)),
    **dict(zip("ɑɡıøłđðħŧƚʂɩƨɐəɔɹʇ", "agiolddhtlsisaecrt", strict=True)),
    # capitals whose small letters look otherwise: Armenian, Cherokee
    **dict(zip("ՏԼՕՍᎠᎡᎢᎪᎳᎻᎷᎬᏀᏚᏞᏟᏢᏃᏴᏦᎫᏙᎩ", "slouDRTAWHMEGSLCPZBKJVY".lower(), strict=True)),
    # Lisu letters, which have the shapes of Latin capitals
    **dict(zip("ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", "abcdefghijklmnoprstuvwxyz", strict=True)),
    # capitals that only look like others: Cyrillic and Greek, a Hangul consonant
    **dict(zip("ЯяИиШДЦӨΛΣᄃ", "rrnnwauoaec", strict=True)),
    "æ": "ae",
    **dict.fromkeys("○◯●◎⊙⭕〇", "o"),
    **dict(zip("€£¢", "elc", strict=True)),
}
_EMBLEMS = {
    base + offset: chr(ord("a") + offset)
    # negative circled, negative squared and regional indicator letters have no compatibility form
    for base in (0x1F150, 0x1F170, 0x1F1E6)
    for offset in range(26)
}
_TABLE = {**{ord(shape): letter for shape, letter in _LOOK_ALIKES.items()}, **_EMBLEMS}
_CAPITAL_FOR_L = re.compile("(?<=[a-z])I(?=[a-z])")
_LATIN = re.compile(
    r"LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL |SCRIPT |DOTLESS |OPEN |LONG )?"
    r"([A-Z])(?: |$)"
)
_SPELLED = re.compile(r"(?<![a-z0-9])(?:[a-z0-9@$][ ._*~|+/·•,-]{1,2}){3,}[a-z0-9@$](?![a-z0-9@$])")
_GAP = re.compile(r"[^a-z0-9@$]+")
_STRETCHED = re.compile(r"([a-wyz])\1{2,}")
_CUT_OFF = re.compile(r"(?<![a-z0-9.])([a-z])\.(?=[a-z]{3})")
_LEAST_CUT_OFF = 2
"""Words with a dot behind their first letter that make a disguise; one is a person's initial."""

_MIXED = re.compile(r"[a-z][\u0370-\u058f]|[\u0370-\u058f][a-z]")
_MARK_FOR_I = re.compile(r"(?<=[a-z0-9])!(?=[a-z0-9])")
_SIGNS = str.maketrans({"@": "a", "$": "s"})
_WORD = re.compile(r"[a-z0-9@$]+")


def fold(text: str) -> str:
    """The text in lower-case ASCII letters where a letter passes for one.

    Compatibility forms, look-alike letters, combining marks and invisible marks are resolved,
    stretched letters shortened, and letters written apart joined. Other scripts stay.
    """
    text = drop_invisible(html.unescape(text))
    # ASCII has no disguised letters, and most titles are nothing else.
    text = _CAPITAL_FOR_L.sub("l", text).lower() if text.isascii() else _undisguised(text)
    text = _MARK_FOR_I.sub("i", _STRETCHED.sub(r"\1", text))
    if len(_CUT_OFF.findall(text)) >= _LEAST_CUT_OFF:
        text = _CUT_OFF.sub(r"\1", text)
    return _SPELLED.sub(_joined, text)


def _joined(spelled: re.Match[str]) -> str:
    """The letters written apart as the words they make; a gap unlike most parts two words."""
    usual = Counter(_GAP.findall(spelled[0])).most_common(1)[0][0]
    is_spaced = usual.isspace()

    def read(gap: re.Match[str]) -> str:
        joins = gap[0] == usual or not (is_spaced or " " in gap[0])
        return "" if joins else " "

    return _GAP.sub(read, spelled[0])


def is_disguised(text: str) -> bool:
    """Are letters not what they look like, of two scripts in one word, or written apart?"""
    if any(map(passes_for_latin, text)) or _SPELLED.search(text.lower()):
        return True
    return not text.isascii() and bool(_MIXED.search(drop_invisible(text).lower()))


@lru_cache(4096)
def passes_for_latin(letter: str) -> bool:
    """Is it a letter that is not Latin, yet is read as a plain one: mathematical, enclosed...?

    An accent makes no disguise, and look-alikes of other scripts may be honest words of those.
    """
    if letter.isascii() or letter.lower() in _LOOK_ALIKES:
        return False
    plain = unicodedata.normalize("NFKC", letter).translate(_TABLE).lower()
    return len(plain) == 1 and plain.isascii() and plain.isalpha()


def _undisguised(text: str) -> str:
    """The text in lower case, with a plain letter for each that passes for one, without marks."""
    text = unicodedata.normalize("NFKC", text).translate(_TABLE)
    text = _CAPITAL_FOR_L.sub("l", text)
    text = unicodedata.normalize("NFD", text.lower().translate(_TABLE))
    text = "".join(mark for mark in text if not unicodedata.combining(mark)).translate(_TABLE)
    return "".join(letter if letter.isascii() else _by_name(letter) for letter in text)


@lru_cache(4096)
def _by_name(letter: str) -> str:
    """The Latin letter that one is by its name in Unicode ("SMALL LETTER S WITH MIDDLE TILDE")."""
    named = _LATIN.match(unicodedata.name(letter, ""))
    return named[1].lower() if named else letter


def tokens(folded: str) -> list[str]:
    """The runs of ASCII letters and digits in a folded text, with @ and $ read as letters."""
    found = _WORD.findall(folded)
    if "@" in folded or "$" in folded:
        return [token.translate(_SIGNS) for token in found if token.strip("@$")]
    return found
