"""Is it a site at all: answers that are no agency's page, told by their marks.

An agency's page says much, or leads somewhere; a placeholder does neither. So a mark counts only
where little is said, and hardly anything linked: a home page that mentions a suspended account, a
login or its own maintenance is a home page all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from checks.errors import HEALTHS
from checks.model import Health, Trouble
from checks.website.site_marks import (
    DOORS,
    HEADLINES,
    LOGIN_WORDS,
    PHP_MESSAGE,
    SIGNATURES,
    SOURCES,
    Mark,
)


@dataclass(frozen=True, slots=True)
class Face:
    """What an answer looks like: the marks that tell a page from a placeholder.

    `title` is the page's title, `headings` are its first ones, `text` is what can be read on it,
    `source` its HTML. `own_links` counts where it leads, up to one more than `FEW_LINKS`: pages of
    the site, doors to a login aside, its own sections, and other sites of authorities.
    """

    status: int
    url: str
    headers: Mapping[str, str]
    title: str
    headings: tuple[str, ...]
    text: str
    source: str
    own_links: int
    has_password_field: bool = False
    is_blank: bool = False
    """Whether there is nothing to see: no text, no picture, no frame, nothing drawn by scripts."""
    sends_on: bool = False
    """Whether the page itself sends its visitor to another."""


@dataclass(frozen=True, slots=True)
class SiteState:
    """What stands in a site's place, and for operators the sentence that explains it."""

    trouble: Trouble
    detail: str

    @property
    def health(self) -> Health:
        """The health that goes with the trouble."""
        return HEALTHS[self.trouble]


SHORT_PAGE: Final = 1500
"""Characters of text; a page with more is somebody's, whatever word it holds."""

VERY_SHORT_PAGE: Final = 400
"""Characters of text up to which a phrase anywhere on the page speaks for all of it."""

HEAD: Final = 150
"""Characters of text that stand for a heading where a page is made without headings."""

FEW_LINKS: Final = 2
"""So many pages of its own a placeholder may lead to; a site's menu has more."""

LISTED: Final = 10_000
"""Characters of text up to which a page is looked at: servers' own pages explain themselves at
length."""

SCANNED: Final = 100_000
"""Characters of source that are searched."""

LISTING: Final = "directory listing"

FATAL: Final = re.compile(r"(?:php )?(?:fatal|parse) error", re.IGNORECASE)

FAILURE: Final = 2_000
"""Characters of an error's page that are searched; the rest is its trace."""

CHALLENGED: Final = SiteState(Trouble.CHALLENGE, "asks for proof of a browser")

NOT_OF_THE_SITE: Final = frozenset(
    {Trouble.SUSPENDED, Trouble.DOMAIN_FOR_SALE, Trouble.DEFAULT_PAGE, Trouble.CHALLENGE}
)
"""Troubles that explain an error's status better than the status itself."""

FAILURES: Final = frozenset(
    {Trouble.DATABASE_ERROR, Trouble.APPLICATION_ERROR, Trouble.MAINTENANCE, Trouble.REFUSES_US}
)
"""Troubles that a 5xx answer may explain in words."""

STATUSES: Final = {
    401: SiteState(Trouble.LOGIN, "asks for a login with 401"),
    407: SiteState(Trouble.LOGIN, "asks for a login with 407"),
    402: SiteState(Trouble.SUSPENDED, "answers 402, payment required"),
    404: SiteState(Trouble.NOT_FOUND, "answers 404"),
    410: SiteState(Trouble.NOT_FOUND, "answers 410"),
    429: SiteState(Trouble.TOO_MANY_REQUESTS, "refuses us with 429"),
    509: SiteState(Trouble.SUSPENDED, "answers 509, bandwidth limit exceeded"),
}
"""Statuses with a trouble of their own (RFC 9110, section 15; 429: RFC 6585; 509: cPanel)."""


def state_of(face: Face) -> SiteState | None:
    """What stands there instead of a site, or None where it may be one."""
    if face.status >= 400:
        return _of_error(face)
    if face.status >= 300:
        return SiteState(Trouble.REDIRECT_LOOP, f"redirects with {face.status} to nowhere")
    if not face.source.strip():
        return SiteState(Trouble.EMPTY_PAGE, "answers with an empty page")
    return _by_marks(face)


def _of_error(face: Face) -> SiteState:
    if "cf-mitigated" in face.headers:
        # Cloudflare's documentation: "detect a challenge page response".
        return CHALLENGED
    named = _by_marks(face)
    if named and named.trouble in NOT_OF_THE_SITE:
        return named
    if face.status in STATUSES:
        return STATUSES[face.status]
    if face.status < 500:
        if named and named.trouble is Trouble.LOGIN:
            return named
        return SiteState(Trouble.REFUSES_US, f"refuses us with {face.status}")
    if named and named.trouble is Trouble.NOT_BUILT:
        # Whoever answers 503 says "for now": a site that is not built yet has no reason to.
        return SiteState(Trouble.MAINTENANCE, named.detail)
    if named and named.trouble in FAILURES:
        return named
    return _failure(face) or SiteState(Trouble.SERVER_ERROR, f"answers {face.status}")


def _failure(face: Face) -> SiteState | None:
    """What the page of a failed application says, however long the trace that it shows."""
    told = [face.title, *face.headings, face.text[:FAILURE]]
    marks = [mark for mark in HEADLINES if mark.trouble in FAILURES - {Trouble.REFUSES_US}]
    return _first(marks, told)


def _by_marks(face: Face) -> SiteState | None:
    length = len(face.text)
    if length > LISTED:
        return None
    found = _by_source(face) if length <= SHORT_PAGE else None
    found = found or _by_signature(face)
    if found or face.own_links > FEW_LINKS:
        return found
    return (
        (_by_headline(face) if length <= SHORT_PAGE else None)
        or _by_php_messages(face)
        or _by_login(face)
        or (SiteState(Trouble.EMPTY_PAGE, "page has no content") if face.is_blank else None)
    )


def _by_source(face: Face) -> SiteState | None:
    source = f"{urlsplit(face.url).path} {face.source[:SCANNED]}".lower()
    for trace in SOURCES:
        # Parking is a page of links: they are advertising, and stay on the domain.
        fits = face.own_links <= FEW_LINKS or trace.trouble is Trouble.DOMAIN_FOR_SALE
        if fits and any(piece in source for piece in trace.pieces):
            return SiteState(trace.trouble, trace.detail)
    return None


def _by_signature(face: Face) -> SiteState | None:
    told = [*_parts(face.title), *face.headings, *([face.text] if len(face.text) <= HEAD else [])]
    for mark in SIGNATURES:
        if _may_sign(mark, face) and any(mark.wording.fullmatch(one) for one in told):
            return SiteState(mark.trouble, mark.detail)
    return None


def _may_sign(mark: Mark, face: Face) -> bool:
    """Whether a page like this may be what the mark says.

    Software explains itself at length, a listing is all links, and others say one thing.
    """
    if mark.detail == LISTING:
        return True
    brief = len(face.text) <= SHORT_PAGE or mark.trouble is Trouble.DEFAULT_PAGE
    return brief and face.own_links <= FEW_LINKS and _may_ask(mark, face)


def _may_ask(mark: Mark, face: Face) -> bool:
    """Whether a page like this may ask what the mark says.

    For a login there is a field, or nothing else; for proof of a browser no way on.
    """
    if mark.trouble is Trouble.LOGIN:
        return len(face.text) <= (SHORT_PAGE if face.has_password_field else VERY_SHORT_PAGE)
    return not (mark.trouble is Trouble.CHALLENGE and face.sends_on)


def _by_headline(face: Face) -> SiteState | None:
    few_words = len(face.text) <= VERY_SHORT_PAGE
    told = [*_parts(face.title), *face.headings, face.text if few_words else face.text[:HEAD]]
    return _first([mark for mark in HEADLINES if _may_ask(mark, face)], told)


def _by_php_messages(face: Face) -> SiteState | None:
    messages = list(PHP_MESSAGE.finditer(face.text))
    if not messages:
        return None
    # After a fatal error comes nothing of the page: its trace at most.
    fatal = next((one.start() for one in messages if FATAL.match(one[0])), len(face.text))
    left = PHP_MESSAGE.sub("", face.text[:fatal])
    few_words = len(left) <= VERY_SHORT_PAGE
    return SiteState(Trouble.APPLICATION_ERROR, "shows messages of PHP") if few_words else None


def _by_login(face: Face) -> SiteState | None:
    at_a_door = DOORS.search(urlsplit(face.url).path)
    told = any(LOGIN_WORDS.search(one) for one in (face.title, *face.headings))
    few_words = len(face.text) <= VERY_SHORT_PAGE
    if face.has_password_field:
        asked = few_words or (len(face.text) <= SHORT_PAGE and (at_a_door or told))
    else:
        asked = few_words and bool(at_a_door)
    return SiteState(Trouble.LOGIN, "asks for a login") if asked else None


def _parts(title: str) -> Iterator[str]:
    """The title, and what stands in it between bars and dashes."""
    yield title
    yield from (part for part in re.split(r"\s+[|\-–—:·•»]\s+|\s*\|\s*", title) if part != title)


def _first(marks: Sequence[Mark], told: Sequence[str]) -> SiteState | None:
    for mark in marks:
        if any(mark.wording.search(one) for one in told):
            return SiteState(mark.trouble, mark.detail)
    return None
