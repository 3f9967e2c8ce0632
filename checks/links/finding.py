"""Every link in a chat message, as people type and paste them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from checks.links.addresses import SCHEME_SPELLINGS, mend_scheme
from checks.links.hosts import is_known

BARE_TLDS = frozenset(
    {"id", "com", "net", "org", "info", "biz", "gov", "edu", "mil", "int", "co", "io", "tv"}
    | {"app", "dev", "xyz", "site", "online", "website", "asia", "sg", "my"}
    | {"example", "test"}  # reserved for examples and tests (RFC 2606)
)
"""Endings that make a link of a bare domain without a path. Endings that are also words, or what
follows a full stop in a hurry (`link`, `me`, `in`, `media`), are left out on purpose."""

FILE_ENDINGS = frozenset(
    {"pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "csv", "txt", "rtf", "md"}
    | {"jpg", "jpeg", "png", "gif", "webp", "svg", "heic", "bmp", "psd", "cdr", "ai"}
    | {"mov", "avi", "mkv", "wav", "zip", "rar", "apk", "exe"}
    | {"php", "html", "htm", "asp", "aspx", "jsp", "js", "py", "sh", "css", "json", "xml", "sql"}
)

ABBREVIATIONS = frozenset(
    {"dll", "dsb", "dst", "dkk", "jl", "jln", "no", "kec", "kab", "kel", "ds", "prov", "rt", "rw"}
    | {"bpk", "sdr", "hal", "tgl", "telp", "tlp", "hp", "yth", "ttd", "gg", "gd", "lt", "ps"}
)
"""Short forms that Indonesian writes with a full stop and often without the space after it."""

_BODY = r"""[^\s<>"“”„‟«»‹›「」『』【】〈〉《》、。`^{}|…–—•\u2190-\u2bff\U0001f000-\U0001faff]"""
_CANDIDATE = re.compile(
    rf"""
      (?P<scheme>(?:https?|(?<![^\W_]){SCHEME_SPELLINGS})(?:[:;]/+|/{{2,}}))(?P<rest>{_BODY}+)
    | (?<![\w.+-])(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    | (?<![^\W_])(?P<program>(?:javascript|vbscript):\S*|data:\w+/[\w.+-]+[;,]\S*)
    | (?<![^\W_])(?<![@./\\-])(?P<bare>
        (?P<host>[^\W_][\w-]*+(?:\.[^\W_][\w-]*+)++)(?!@)
        (?::\d{{2,5}})?(?P<tail>[/?\#\\]{_BODY}*)?
      )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ALONE = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/(?:[a-z0-9/?=&@%.~+_-]*[a-z0-9/=_-])?",
    re.IGNORECASE | re.ASCII,
)
"""A word that is a link, holding nothing to mend and no place where another begins."""
_SCHEME_AS_IT_SHOULD_BE = re.compile(r"^https?://", re.IGNORECASE | re.ASCII)
_SEAM = re.compile(r"(?<![=&])(?=https?://)|[,;]", re.IGNORECASE)
"""Where another link may begin without a space before it."""

_ENOUGH = 300
"""Characters that hold any scheme and host (253 at most) and show whether a link begins."""
_ESCAPED_AMPERSAND = re.compile(r"&(?:amp;)+", re.IGNORECASE)
_PAIRS = {")": "(", "]": "["}
_TRAILING = tuple(".,;:!?'’‘*~\\)]")
_NAMES_A_HOST = re.compile(r"(?!www$)\W*\w", re.IGNORECASE)

_TO_LOOK_AT = re.compile(r"[^\n -~]+")
_INVISIBLE = frozenset("\ufe0e\ufe0f")
_WIDE = {ord("！") + place: ord("!") + place for place in range(94)}
"""The full-width twin of every printable ASCII character, in the same order (Unicode, Halfwidth and
Fullwidth Forms)."""
_WIDE_MARKS = {wide: plain for wide, plain in _WIDE.items() if not chr(plain).isalnum()}
_ANY_WIDE = re.compile("[！-～]")
_WORD = re.compile(r"\S+")
_PLAIN_LETTER = re.compile(r"[A-Za-z0-9]")

_ADVERTISEMENT = re.compile(r"(?:https?://)?(?:www\.)?tiktok\.com/tiktoklite/?", re.IGNORECASE)
"""TikTok Lite ends every text it shares with where to get TikTok Lite."""


def find_links(text: str) -> list[str]:
    """Every link in a chat message, in the order of writing; the same link twice is two.

    A link is an http(s) address, `www.` with a name, a host we know by name, a bare domain with an
    ending from `BARE_TLDS`, or any bare domain with a path. It comes back as written, with four
    mends: a misspelt scheme (`https//`, `http:/`, `htp://`), invisible characters, full-width ones,
    and the punctuation, brackets and quotes around it. E-mail addresses, @handles, file names,
    numbers, abbreviations and what stands in a `javascript:` or `data:` address are no links; nor
    is, beside another link, the advertisement that TikTok Lite adds to what it shares.
    """
    text = clean(text)
    if "&" in text:
        text = _ESCAPED_AMPERSAND.sub("&", text)
    text = text.replace("](", " ")
    words = (word for word in text.split() if "." in word or "/" in word)
    links = [link for word in words for link in _links_in(word)]
    if len(links) > 1:
        return [link for link in links if not _ADVERTISEMENT.fullmatch(link)] or links
    return links


def clean(text: str) -> str:
    """The text without invisible characters and with plain ones for their full-width twins.

    Every kind of space but the line feed becomes a space. Amid plain letters a full-width one is
    left as it is: no keyboard writes such a word, only who wants to pass for another.
    """
    text = _TO_LOOK_AT.sub(_visible_run, text)
    if not text.isascii() and _ANY_WIDE.search(text):
        text = _WORD.sub(_narrowed, text)
    return text.strip()


def strip_trailing(link: str) -> str:
    """The link without the punctuation that a sentence put behind it."""
    if not link.endswith(_TRAILING):
        return link
    too_many = {
        closing: link.count(closing) - link.count(opening) for closing, opening in _PAIRS.items()
    }
    end = len(link)
    while end and (last := link[end - 1]) in _TRAILING:
        if last in too_many:
            if too_many[last] <= 0:
                break
            too_many[last] -= 1
        end -= 1
    return link[:end]


def is_written_out(link: str) -> bool:
    """Is this beyond doubt an address: a scheme, `www.`, a path, or a host we know by name?"""
    found = _CANDIDATE.fullmatch(link)
    if found is None or found["scheme"]:
        return True
    host = found["host"].lower()
    return host.startswith("www.") or bool(found["tail"]) or is_known(host)


def _visible_run(found: re.Match[str]) -> str:
    return "".join(map(_visible, found[0]))


@lru_cache(maxsize=1024)
def _visible(letter: str) -> str:
    if letter.isascii():
        return " "
    category = unicodedata.category(letter)
    if category in {"Cf", "Cs"} or letter in _INVISIBLE:
        return ""
    return " " if category[0] == "Z" or category == "Cc" else letter


def _narrowed(word: re.Match[str]) -> str:
    return word[0].translate(_WIDE_MARKS if _PLAIN_LETTER.search(word[0]) else _WIDE)


def _links_in(word: str) -> Iterator[str]:
    if _ALONE.fullmatch(word):
        yield word
        return
    for found in _candidates(word):
        yield from _links_of(found, word)


def _candidates(word: str) -> Iterator[re.Match[str]]:
    position = 0
    while found := _CANDIDATE.search(word, position):
        is_link = _is_link(found)
        if is_link:
            yield found
        if is_link or found["mail"] or found["program"]:
            position = found.end()
        else:
            # a link may still begin inside what only looked like a domain: "selesai.https://..."
            position = found.start() + 1


def _is_link(found: re.Match[str]) -> bool:
    if not found["bare"]:
        return found["scheme"] is not None
    host, tail = found["host"], strip_trailing(found["tail"] or "")
    if is_known(host):
        return True
    *_, ending = labels = host.lower().split(".")
    if not ending.isalpha() and not ending.startswith("xn--"):
        return False
    if labels[0] == "www":
        return True
    if ending in BARE_TLDS:
        return bool(tail) or host.isupper() or host.endswith(ending)
    is_prose = ending in FILE_ENDINGS or not ABBREVIATIONS.isdisjoint(labels)
    return tail.startswith("/") and len(tail) > 1 and host.islower() and not is_prose


def _links_of(found: re.Match[str], word: str) -> Iterator[str]:
    whole = found[0]
    marks = _emphasis_before(found.start(), word)
    body_start = len(found["scheme"] or "")
    parts = [whole] if _SEAM.search(whole, body_start) is None else _split(whole, body_start)
    for part in parts:
        link = strip_trailing(part)
        for _ in range(marks):
            link = strip_trailing(link.removesuffix("_"))
        alone = found if link == whole else _CANDIDATE.fullmatch(link)
        if alone is None or not (alone is found or _is_link(alone)):
            continue
        scheme, rest = mend_scheme(link)
        if _NAMES_A_HOST.match(rest):
            as_written = scheme is None or _SCHEME_AS_IT_SHOULD_BE.sub("", link, 1) == rest
            yield link if as_written else f"{scheme}://{rest}"


def _emphasis_before(start: int, word: str) -> int:
    """How many underscores, Markdown's emphasis, stand right before this place."""
    marks = 0
    while marks < start and word[start - marks - 1] == "_":
        marks += 1
    return marks


def _split(whole: str, position: int) -> Iterator[str]:
    """The links that run together without a space, looked for from `position` on."""
    start = 0
    for seam in _SEAM.finditer(whole, position):
        following = _CANDIDATE.match(whole, seam.end(), seam.end() + _ENOUGH)
        if following is not None and _is_link(following):
            yield whole[start : seam.start()]
            start = seam.end()
    yield whole[start:]
