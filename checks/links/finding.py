"""Every link in a chat message, as people type and paste them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

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

_BODY = r"""[^\s<>"“”„‟«»‹›`^{}|…–—•\u2190-\u2bff\U0001f000-\U0001faff]"""
_CANDIDATE = re.compile(
    rf"""
      (?P<scheme>(?:https?|(?<![^\W_]){SCHEME_SPELLINGS})(?:[:;]/+|/{{2,}}))(?P<rest>{_BODY}+)
    | (?<![\w.+-])(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    | (?<![^\W_])(?<![@./\\-])(?P<bare>
        (?P<host>[^\W_][\w-]*+(?:\.[^\W_][\w-]*+)++)(?!@)
        (?::\d{{2,5}})?(?P<tail>[/?\#\\]{_BODY}*)?
      )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SCHEME_AS_IT_SHOULD_BE = re.compile(r"^https?://", re.IGNORECASE | re.ASCII)
_SEAM = re.compile(r"(?<![=&])(?=https?://)|[,;]", re.IGNORECASE)
"""Where another link may begin without a space before it."""

_ENOUGH = 300
"""Characters that hold any scheme and host (253 at most) and show whether a link begins."""
_ESCAPED_AMPERSAND = re.compile(r"&(?:amp;)+", re.IGNORECASE)
_CLOSING = {")": "(", "]": "["}
_INVISIBLE = frozenset("\ufe0e\ufe0f")


def find_links(text: str) -> list[str]:
    """Every link in a chat message, in the order of writing; the same link twice is two.

    A link is an http(s) address, `www.` with a name, a host we know by name, a bare domain with an
    ending from `BARE_TLDS`, or any bare domain with a path. It comes back as written, with three
    mends: a misspelt scheme (`https//`, `http:/`, `htp://`), invisible characters, and the
    punctuation, brackets and quotes around it. E-mail addresses, @handles, file names, numbers
    and abbreviations are no links.
    """
    text = _ESCAPED_AMPERSAND.sub("&", clean(text)).replace("](", " ")
    return [link for found in _candidates(text) for link in _links_of(found, text)]


def clean(text: str) -> str:
    """The text without invisible characters; every kind of space but the line feed is a space."""
    return "".join(_visible(letter) for letter in text).strip()


def strip_trailing(link: str) -> str:
    """The link without the punctuation that a sentence put behind it."""
    while link:
        last = link[-1]
        opening = _CLOSING.get(last)
        unpaired = opening is not None and link.count(last) > link.count(opening)
        if not unpaired and last not in ".,;:!?'’‘*~\\":
            break
        link = link[:-1]
    return link


def is_written_out(link: str) -> bool:
    """Is this beyond doubt an address: a scheme, `www.`, a path, or a host we know by name?"""
    found = _CANDIDATE.fullmatch(link)
    if found is None or found["scheme"]:
        return True
    host = found["host"].lower()
    return host.startswith("www.") or bool(found["tail"]) or is_known(host)


def _visible(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isprintable() or letter == "\n" else " "
    category = unicodedata.category(letter)
    if category in {"Cf", "Cs"} or letter in _INVISIBLE:
        return ""
    return " " if category[0] == "Z" or category == "Cc" else letter


def _candidates(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while found := _CANDIDATE.search(text, position):
        if found["mail"] or _is_link(found):
            position = found.end()
            if not found["mail"]:
                yield found
        else:
            # a link may still begin inside what only looked like a domain: "selesai.https://..."
            position = found.start() + 1


def _is_link(found: re.Match[str]) -> bool:
    if found["scheme"] or not found["bare"]:
        return bool(found["scheme"])
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


def _links_of(found: re.Match[str], text: str) -> Iterator[str]:
    scheme_typed = found["scheme"] or ""
    body = found[0].removeprefix(scheme_typed)
    if text[found.start() - 1 : found.start()] == "_":  # emphasis in Markdown
        body = body.removesuffix("_")
    first, *others = _split_at_seams(body)
    for part in (scheme_typed + first, *others):
        link = strip_trailing(part)
        scheme, rest = mend_scheme(link)
        alone = _CANDIDATE.fullmatch(link)
        if alone is not None and _is_link(alone) and re.search(r"\w", rest):
            as_written = _SCHEME_AS_IT_SHOULD_BE.sub("", link, 1) == rest
            yield link if scheme is None or as_written else f"{scheme}://{rest}"


def _split_at_seams(body: str) -> Iterator[str]:
    start = 0
    for seam in _SEAM.finditer(body):
        following = _CANDIDATE.match(body, seam.end(), seam.end() + _ENOUGH)
        if following is not None and _is_link(following):
            yield body[start : seam.start()]
            start = seam.end()
    yield body[start:]
