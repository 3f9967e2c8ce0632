"""Is it a site at all: answers that are no agency's page, told by their marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from checks.model import Health


@dataclass(frozen=True, slots=True)
class Face:
    """What an answer looks like: the marks that tell a page from a placeholder.

    `title` and `heading` are the page's title and first heading, `text` what can be read on it,
    `source` its HTML.
    """

    status: int
    url: str
    headers: Mapping[str, str]
    title: str
    heading: str
    text: str
    source: str
    has_password_field: bool = False


@dataclass(frozen=True, slots=True)
class SiteState:
    """A health and, for operators, the sentence that explains it."""

    health: Health
    detail: str


SHORT_PAGE = 1500
"""Characters of text; a page with more is somebody's, whatever word it holds."""

VERY_SHORT_PAGE = 400
"""Characters of text below which a phrase anywhere on the page speaks for all of it."""

CHALLENGES = re.compile(
    r"^(?:just a moment|attention required|one moment, please|checking your browser|please wait"
    r"|ddos-guard|access denied|are you a human|human verification|security check|captcha"
    r"|bot verification)",
    re.IGNORECASE,
)
"""Titles of pages that stand between a site and programs (Cloudflare, Imunify, DDoS-Guard ...)."""

CHALLENGE_SOURCE = re.compile(r"cf-chl-|_incapsula_resource|sgcaptcha")

TITLES: tuple[tuple[re.Pattern[str], Health, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), health, detail)
    for pattern, health, detail in (
        (r"account (?:has been )?suspended|akun (?:ini )?ditangguhkan", Health.PARKED, "suspended"),
        (r"^default web ?site page|^default page\b", Health.PARKED, "hosting's default page"),
        (r"^welcome to (?:nginx|openresty|caddy)", Health.PARKED, "web server's default page"),
        (r"^apache2? .{0,40}default page|^it works!?$", Health.PARKED, "web server's default page"),
        (
            r"^test page for the .{0,40}(?:apache|http|nginx)",
            Health.PARKED,
            "web server's test page",
        ),
        (r"^iis windows server|^iis\d", Health.PARKED, "web server's default page"),
        (r"^index of /", Health.PARKED, "directory listing"),
        (
            r"plesk .{0,20}default|default plesk|^hestia|^vesta",
            Health.PARKED,
            "panel's default page",
        ),
        (
            r"domain .{0,40}(?:for sale|dijual|parked|expired)",
            Health.PARKED,
            "domain parked or for sale",
        ),
        (r"^error establishing a database connection", Health.UNREACHABLE, "database error"),
        (r"^a? ?database error", Health.UNREACHABLE, "database error"),
        (r"^whoops!?(?:,|$)", Health.UNREACHABLE, "application error"),
        (r"^laravel$|^welcome to codeigniter", Health.PARKED, "framework's default page"),
    )
)
"""Titles and first headings of what stands where no site stands, by the software that shows it."""

PHRASES: tuple[tuple[re.Pattern[str], Health, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), health, detail)
    for pattern, health, detail in (
        (r"\bcoming soon\b|segera hadir|\bunder construction\b", Health.PARKED, "not yet built"),
        (
            r"(?:situs|web(?:site)?|halaman|laman|portal)\b.{0,60}(?:pembangunan|pengembangan)",
            Health.PARKED,
            "not yet built",
        ),
        (
            r"(?:sedang|masih) dalam (?:pemeliharaan|perbaikan)",
            Health.UNREACHABLE,
            "in maintenance",
        ),
        (r"under maintenance|maintenance mode", Health.UNREACHABLE, "in maintenance"),
        (r"buy this domain|domain (?:is|may be) for sale", Health.PARKED, "domain for sale"),
        (r"domain (?:ini )?(?:is parked|telah kedaluwarsa|has expired)", Health.PARKED, "parked"),
        (
            r"account (?:has been )?suspended|contact your hosting provider",
            Health.PARKED,
            "suspended",
        ),
        (r"error establishing a database connection", Health.UNREACHABLE, "database error"),
        (r"a database error occurred", Health.UNREACHABLE, "database error"),
        (r"whoops, looks like something went wrong", Health.UNREACHABLE, "application error"),
    )
)
"""Phrases that say the same at the head of a short page, or anywhere on a very short one."""

PARKING_SOURCE = re.compile(
    r"sedoparking\.com|parkingcrew\.net|bodis\.com|parklogic|afternic\.com|dan\.com/buy-domain"
    r"|hugedomains\.com|above\.com/marketplace|/_parking|window\.park\b",
    re.IGNORECASE,
)

PARKING_PATH = re.compile(r"/cgi-sys/(?:suspendedpage|defaultwebpage)\.cgi")


def state_of(face: Face) -> SiteState | None:
    """What stands there instead of a site, or None where it may be one."""
    return _by_status(face) or _by_marks(face)


def _by_status(face: Face) -> SiteState | None:
    status = face.status
    if status == 200 and not face.source.strip():
        return SiteState(Health.UNREACHABLE, "answers with an empty page")
    challenged = "cf-mitigated" in face.headers or CHALLENGES.search(face.title)
    if status in {404, 410}:
        return SiteState(Health.GONE, f"answers {status}")
    if status in {401, 403, 407, 429, 451} or (status >= 400 and challenged):
        return SiteState(Health.BLOCKED, f"refuses us with {status}")
    if status >= 500:
        named = _by_marks(face)
        return SiteState(Health.UNREACHABLE, named.detail if named else f"answers {status}")
    if status >= 400:
        return SiteState(Health.BLOCKED, f"refuses us with {status}")
    if status >= 300:
        return SiteState(Health.UNREACHABLE, f"redirects with {status} to nowhere")
    return None


def _by_marks(face: Face) -> SiteState | None:
    if PARKING_PATH.search(urlsplit(face.url).path) or PARKING_PATH.search(face.source[:5000]):
        return SiteState(Health.PARKED, "hosting's default page")
    short = len(face.text) <= SHORT_PAGE
    if short and (CHALLENGES.search(face.title) or CHALLENGE_SOURCE.search(face.source)):
        return SiteState(Health.BLOCKED, "asks for proof of a browser")
    for pattern, health, detail in TITLES:
        if pattern.search(face.title) or (short and pattern.search(face.heading)):
            return SiteState(health, detail)
    if not short:
        return None
    if PARKING_SOURCE.search(face.source):
        return SiteState(Health.PARKED, "domain parked or for sale")
    few_words = face.text if len(face.text) <= VERY_SHORT_PAGE else ""
    for pattern, health, detail in PHRASES:
        if pattern.search(f"{face.title} {face.heading} {few_words}"):
            return SiteState(health, detail)
    if face.has_password_field and re.search(r"login|masuk|sign in", face.title, re.IGNORECASE):
        return SiteState(Health.BLOCKED, "asks for a login")
    return None
