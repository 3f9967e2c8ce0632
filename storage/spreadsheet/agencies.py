"""An agency's name in full, its class and its short name."""

from __future__ import annotations

import re

from storage.spreadsheet.model import AgencyClass
from storage.spreadsheet.privacy import without_numbers

MAX_SHORT = 24
"""A name up to this length needs no shorter one."""

_PREFIXES = (
    (re.compile(r"kec(?:amatan)?\b\.?\s*", re.IGNORECASE), "Kecamatan"),
    (re.compile(r"kel(?:urahan)?\b\.?\s*", re.IGNORECASE), "Kelurahan"),
    (re.compile(r"bag(?:ian)?\b\.?\s+", re.IGNORECASE), "Bagian"),
    (re.compile(r"din(?:as)?\b\.?\s+", re.IGNORECASE), "Dinas"),
    (re.compile(r"(?:puskesmas|pusk|pkm)\b\.?\s+", re.IGNORECASE), "Puskesmas"),
)
_SHORT_PREFIXES = {"Kecamatan": "Kec.", "Kelurahan": "Kel.", "Bagian": "Bag."}
_SMALL_WORDS = frozenset(
    ["dan", "di", "ke", "dari", "untuk", "serta", "bagi", "yang", "atau", "pada", "dengan"]
)
_ACRONYMS = frozenset(
    [
        "rsud",
        "rsu",
        "rs",
        "uptd",
        "upt",
        "bumd",
        "ppid",
        "paud",
        "pdam",
        "opd",
        "skpd",
        "bpr",
        "ukm",
        "umkm",
        "pu",
        "pupr",
        "puprpkp",
        "sda",
        "tik",
        "ti",
        "ikp",
        "ppa",
        "pppa",
        "ptsp",
        "upp",
        "blud",
    ]
)

_C = AgencyClass
# By the first words, and in this order: "UPTD Puskesmas" is a puskesmas, "Badan Usaha Milik
# Daerah" no badan.
_CLASSES: tuple[tuple[AgencyClass, re.Pattern[str]], ...] = tuple(
    (agency_class, re.compile(rf"(?:{pattern})", re.IGNORECASE))
    for agency_class, pattern in (
        (_C.RSUD, r"(?:uptd?\b\W*)?(?:rsud|rsu|rs|blud rs\w*|rumah sakit|puskesmas|pkm|pusk)\b"),
        (_C.UPTD, r"(?:uptd?|upt[ -]?d|unit pelaksana teknis)\b"),
        (
            _C.BUMD,
            (
                r"(?:bumd|badan usaha milik daerah|perumda|perumdam|perusda|perseroda|pdam|pd\b"
                r"|pt\b|bpr\b|bank\b|perusahaan (?:umum |perseroan )?daerah)"
            ),
        ),
        (_C.SETWAN, r"(?:sekretariat (?:dprd|dewan)|setwan|set(?:\.|\s)\s*dprd)\b"),
        (
            _C.SETDA,
            r"(?:sekretariat daerah|setda|bagian|biro|asisten|staf ahli|sekretaris daerah)\b",
        ),
        (_C.INSPEKTORAT, r"(?:inspektorat|itda|itkab|itko)\b"),
        (_C.KECAMATAN, r"(?:kec(?:amatan)?|distrik)\b"),
        (_C.KELURAHAN, r"kel(?:urahan)?\b"),
        (
            _C.BADAN,
            (
                r"(?:badan|bappe\w+|bapenda|bkp?sdm|bkd|bpkad|bpkd|bpbd"
                r"|(?:kantor )?(?:ba)?kesbang\w*|kantor kesatuan bangsa)\b"
            ),
        ),
        (
            _C.DINAS,
            (
                r"(?:dinas|satuan polisi|satpol|pemadam|damkar|dis(?:dik|kom|hub|nak|por|par|per"
                r"|duk|kan|tan|bud|pang|kop|hut|bun)\w*|din(?:kes|sos|kop|dik|komin|per|hub|par)\w*"
                r"|lhk|(?-i:D[A-Z]*P[A-Z0-9]*|DLHK?))\b"
            ),
        ),
    )
)
_CLASS_WORDS = {
    "dinas": _C.DINAS,
    "badan": _C.BADAN,
    "kecamatan": _C.KECAMATAN,
    "kelurahan": _C.KELURAHAN,
    "rsud": _C.RSUD,
    "puskesmas": _C.RSUD,
    "setda": _C.SETDA,
    "sekretariat daerah": _C.SETDA,
    "setwan": _C.SETWAN,
    "sekretariat dprd": _C.SETWAN,
    "inspektorat": _C.INSPEKTORAT,
    "uptd": _C.UPTD,
    "bumd": _C.BUMD,
    "lainnya": _C.OTHER,
}
_FILLING = frozenset(
    [
        "sekretariat",
        "daerah",
        "dan",
        "kabupaten",
        "kota",
        "provinsi",
        "perangkat",
        "opd",
        "skpd",
        "unit",
        "kerja",
        "lembaga",
        "teknis",
        "lain",
        "lainnya",
        "umum",
        "se",
        "dprd",
        "bagian",
        "rumah",
        "sakit",
        "upt",
        "se-kabupaten",
        "kantor",
        "desa",
    ]
)


def full_name(text: str) -> str:
    """The name as one writes it in a letter.

    Spare spaces, numbering and telephone numbers go; `Kec.` and the like are written out; a name
    all in capitals or all in small letters gets capitals as usual, acronyms kept.
    """
    name = " ".join(without_numbers(text).split())
    name = re.sub(r"^(?:\d{1,3}[.)]\s*|[-–•*]\s+)", "", name).rstrip(" *:;,-")
    one_case = name.isupper() or name.islower()
    for pattern, word in _PREFIXES:
        found = pattern.match(name)
        if found and (rest := name[found.end() :]):
            shouted = rest.isupper() and word in ("Kecamatan", "Kelurahan")
            return f"{word} {_recased(rest) if one_case or shouted else rest}"
    if one_case and (" " in name or name.casefold() in _CLASS_WORDS):
        return _recased(name)
    return name


def class_of_name(name: str) -> AgencyClass | None:
    """The class that the first words of the name tell; None where they tell none."""
    bare = re.sub(r"^\W+", "", name)
    for agency_class, pattern in _CLASSES:
        if pattern.match(bare):
            return agency_class
    return None


def classes_named(text: str) -> tuple[AgencyClass, ...]:
    """The classes that a heading or a cell names, in their order there."""
    lowered = text.casefold()
    places = {
        found.start(): agency_class
        for word, agency_class in _CLASS_WORDS.items()
        if (found := re.search(rf"\b{word}\b", lowered))
    }
    return tuple(dict.fromkeys(places[place] for place in sorted(places)))


def is_bare_class(text: str) -> bool:
    """Whether the text names classes and nothing else: `RSUD / UPTD / BUMD`, `DINAS DAERAH`."""
    words = re.findall(r"[\w-]+", re.sub(r"^\s*(?:[A-Za-z]|[IVX]+)[.)]\s+", "", text).casefold())
    return bool(words) and all(word in _CLASS_WORDS or word in _FILLING for word in words)


def decide_class(name: str, told: str, section: tuple[AgencyClass, ...]) -> AgencyClass:
    """The class by what the sheet tells, then by the name, then by the section above.

    The Sekretariat DPRD goes with the Sekretariat Daerah where the section names both: the sheet
    itself compares them as one group.
    """
    explicit = classes_named(told) or tuple(filter(None, (class_of_name(told),)))
    if len(explicit) == 1:
        return explicit[0]
    by_name = class_of_name(name)
    if by_name is AgencyClass.SETWAN and AgencyClass.SETDA in section:
        return AgencyClass.SETDA
    if by_name is not None:
        return by_name
    return section[0] if len(section) == 1 else AgencyClass.OTHER


def short_name(name: str) -> str:
    """A short name made from the full one: `Kec. Cahaya Kota`, `DPMD`; one in brackets wins."""
    bracketed = re.search(r"\(([\w&/. -]{2,20})\)\s*$", name)
    if bracketed:
        return bracketed[1].strip()
    first, _, rest = name.partition(" ")
    if rest and first in _SHORT_PREFIXES:
        return f"{_SHORT_PREFIXES[first]} {rest}"
    if len(name) <= MAX_SHORT:
        return name
    words = [word for word in re.findall(r"\w+", name) if word.lower() not in _SMALL_WORDS]
    return "".join(word if word.isupper() else word[0].upper() for word in words)[:MAX_SHORT]


def carried_by(name: str, address: str) -> bool:
    """Whether an account's handle or a website's address carries the agency's own name."""
    first, _, rest = name.partition(" ")
    own = _squeezed(rest or first)
    return len(own) > 3 and own in _squeezed(address)


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _recased(text: str) -> str:
    return " ".join(_recased_word(word) for word in text.split())


def _recased_word(word: str) -> str:
    letters = re.sub(r"\W", "", word).lower()
    if letters in _SMALL_WORDS:
        return word.lower()
    spelled_out = any(vowel in letters for vowel in "aiueo") and not re.search(r"\d", letters)
    if letters in _ACRONYMS or not spelled_out:
        return word.upper()
    return "".join(part.capitalize() for part in re.split(r"([^\w’'`])", word))
