"""Taking a cell apart: one piece for each address, with its platform's label and its remark."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.model import Platform
from storage.spreadsheet.words import is_nothing

LABELS = {
    "instagram": Platform.INSTAGRAM,
    "insta": Platform.INSTAGRAM,
    "ig": Platform.INSTAGRAM,
    "facebook": Platform.FACEBOOK,
    "fans page": Platform.FACEBOOK,
    "fanspage": Platform.FACEBOOK,
    "fanpage": Platform.FACEBOOK,
    "fb": Platform.FACEBOOK,
    "fp": Platform.FACEBOOK,
    "tiktok": Platform.TIKTOK,
    "tik tok": Platform.TIKTOK,
    "tt": Platform.TIKTOK,
    "youtube": Platform.YOUTUBE,
    "you tube": Platform.YOUTUBE,
    "yt": Platform.YOUTUBE,
    "twitter": Platform.X,
    "x": Platform.X,
    "threads": Platform.THREADS,
    "telegram": Platform.TELEGRAM,
    "tg": Platform.TELEGRAM,
    "website": Platform.WEBSITE,
    "situs web": Platform.WEBSITE,
    "situs": Platform.WEBSITE,
    "laman": Platform.WEBSITE,
    "web": Platform.WEBSITE,
}
_ANY_LABEL = "|".join(re.escape(label) for label in sorted(LABELS, key=len, reverse=True))
_ONE_LABEL = re.compile(rf"(?<![\w.])(?:{_ANY_LABEL})(?![\w.])", re.IGNORECASE)
_LABEL_LIST = rf"(?:{_ANY_LABEL})(?:\s*(?:/|&|,|\+|dan|\()\s*(?:{_ANY_LABEL})\)?)*"
_LEADING = re.compile(
    rf"^\(?(?:akun\s+)?({_LABEL_LIST})\)?(?:\s*[:=]\s*(?=\S)|(?:\s+[-–—]\s*|\s*(?=@)|\s+)(?=[\w@]))",
    re.IGNORECASE,
)
_BARE_LETTERS = re.compile(r"^(?:x|tt|fp|tg)\s+(?!@)", re.IGNORECASE)
"""One or two letters before a space are a label only with a colon or before an @."""
_TRAILING = re.compile(
    rf"\s*(?:\(\s*({_LABEL_LIST})\s*\)|\s[-–—]\s*({_LABEL_LIST}))$", re.IGNORECASE
)
_GENERIC = re.compile(
    r"^(?:nama akun|username|user|akun|alamat|link|url|page|halaman)\s*[:=]\s*", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*\(([^)]*)\)?")
_IDLE_WORDS = frozenset(
    [
        "aktif",
        "resmi",
        "official",
        "baru",
        "utama",
        "verified",
        "centang",
        "biru",
        "terverifikasi",
        "rutin",
        "update",
    ]
)

_HARD_BREAK = re.compile(r"\s*[\n;|•]\s*|(?:^|\s+)\d[.)]\s+(?=\S)")
_SOFT_BREAKS = (
    re.compile(r"\s+/\s*|\s*/\s+"),
    re.compile(r"\s*,\s+|,(?=@|https?:|www\.)|\s+(?:dan|atau|&|\+)\s+", re.IGNORECASE),
    re.compile(r"\s+(?=@|https?:|www\.)"),
)
_INNER_BREAK = re.compile(r"(?<=\w)[/,](?=[\w@])")
"""A break only where the whole isn't one address already."""
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_SIMPLE_ADDRESS = re.compile(r"@[\w.\-·]+|h+t+p+s?\s*[:;/\\]+\s*\S*|www[.,]\S+", re.IGNORECASE)
_HANDLE_WITH_MARKS = re.compile(r"[\w.\-]*[\d._][\w.\-]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry of a cell.

    `text` is the entry as written, `address` what is left without label and remark, `platforms`
    what its own label tells, `note` the remark that stood in brackets.
    """

    text: str
    address: str
    platforms: tuple[Platform, ...] = ()
    note: str = ""


def read_pieces(cell: str) -> list[Piece]:
    """The entries of a cell, without those that say there is nothing."""
    entries = [entry for part in _HARD_BREAK.split(cell) for entry in _split_softly(part.strip())]
    pieces = (_read(entry) for entry in entries if not is_nothing(entry))
    return [piece for piece in pieces if not is_nothing(piece.address) or piece.note]


def platforms_named(text: str) -> tuple[Platform, ...]:
    """The platforms a heading or a label names, in order: `TIKTOK/YOUTUBE`, `X (Twitter)`."""
    found = (LABELS[label[0].lower()] for label in _ONE_LABEL.finditer(text))
    return tuple(dict.fromkeys(found))


def looks_like_address(text: str, *, social: bool = True) -> bool:
    """Whether the text is an address by its marks alone: a scheme, a host or, if social, an @."""
    if text.startswith("@") and not social:
        return False
    return bool(_SIMPLE_ADDRESS.fullmatch(text) or _HOST.fullmatch(text))


def _split_softly(text: str) -> list[str]:
    """Split at marks that also occur inside titles, only where every part is clearly an address."""
    marks = _SOFT_BREAKS if looks_like_address(text) else (*_SOFT_BREAKS, _INNER_BREAK)
    for mark in marks:
        parts = [part for part in mark.split(text) if part.strip()]
        if len(parts) > 1 and all(_stands_alone(part) for part in parts):
            return [entry for part in parts for entry in _split_softly(part.strip())]
    return [text] if text else []


def _stands_alone(part: str) -> bool:
    piece = _read(part)
    if is_nothing(part):
        return True
    if piece.platforms:
        return bool(piece.address)
    return _is_marked(piece.address)


def _read(entry: str) -> Piece:
    text = _GENERIC.sub("", re.sub(r"@\s+", "@", entry.strip()))
    platforms: tuple[Platform, ...] = ()
    if (leading := _LEADING.match(text)) and not _BARE_LETTERS.match(text):
        platforms = platforms_named(leading[1])
        text = text[leading.end() :]
    elif trailing := _TRAILING.search(text):
        platforms = platforms_named(trailing[0])
        text = text[: trailing.start()]
    note = " ".join(found[1] for found in _BRACKETS.finditer(text))
    address = _GENERIC.sub("", _BRACKETS.sub("", text).strip())
    address = _without_idle_words(address)
    return Piece(entry.strip(), address, platforms, note.strip())


def _without_idle_words(text: str) -> str:
    first, _, rest = text.partition(" ")
    words = re.findall(r"\w+", rest.lower())
    idle = bool(words) and _IDLE_WORDS.issuperset(words)
    return first if idle and _is_marked(first) else text


def _is_marked(text: str) -> bool:
    """Whether the text is an address or a handle by its marks: an @, a dot, a digit ..."""
    return looks_like_address(text) or _HANDLE_WITH_MARKS.fullmatch(text) is not None
