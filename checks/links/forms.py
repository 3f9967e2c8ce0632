"""The shapes of permalinks, as platforms write them in addresses and share buttons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from checks.links.hosts import Place
from checks.model import Platform


@dataclass(frozen=True, slots=True)
class Form:
    """One shape of permalink.

    `path` has the groups `owner`, `kind` and `id`; where the path doesn't hold id or owner, one of
    these query parameters does. `canonical` is the preferred spelling, with the same three names.
    """

    path: re.Pattern[str]
    canonical: str
    id_parameters: tuple[str, ...] = ()
    owner_parameter: str | None = None


@dataclass(frozen=True, slots=True)
class Permalink:
    """The parts of a permalink as written; `id` is None where the place for it is empty."""

    form: Form
    id: str | None
    owner: str | None
    kind: str


def _form(
    path: str,
    canonical: str,
    id_parameters: tuple[str, ...] = (),
    owner_parameter: str | None = None,
) -> Form:
    pattern = re.compile(path, re.IGNORECASE | re.ASCII)
    return Form(pattern, canonical, id_parameters, owner_parameter)


_ID = r"(?:/(?P<id>[^/]+)(?:/.*)?)?"
_NUMBER = r"[1-9][0-9]{0,24}"
_PAGE_NUMBER = re.compile(r"[1-9][0-9]{4,19}")
_GROUP = r"(?P<kind>groups/[a-z0-9._-]+)"
_GROUP_POST = "https://www.facebook.com/{kind}/permalink/{id}"
_ANONYMOUS_TIKTOK = "https://www.tiktok.com/embed/v2/{id}"

FORMS: Mapping[Platform, tuple[Form, ...]] = {
    Platform.INSTAGRAM: (
        _form(
            rf"(?:(?P<owner>[^/]+)/)?(?:p|tv|reel|reels(?:/videos)?(?=/(?!(?:audio|videos)(?:/|$)))){_ID}",
            "https://www.instagram.com/p/{id}/",
        ),
    ),
    Platform.THREADS: (
        _form(rf"@(?P<owner>[^/]+)/post{_ID}", "https://www.threads.com/@{owner}/post/{id}"),
        _form(rf"t{_ID}", "https://www.threads.com/t/{id}"),
    ),
    Platform.X: (
        _form(rf"(?:i/(?:web/)?status|statuses){_ID}", "https://x.com/i/status/{id}"),
        _form(rf"(?P<owner>[^/]+)/status(?:es)?{_ID}", "https://x.com/{owner}/status/{id}"),
    ),
    Platform.TIKTOK: (
        _form(
            rf"@(?P<owner>[^/]+)/(?P<kind>video|photo){_ID}",
            "https://www.tiktok.com/@{owner}/{kind}/{id}",
        ),
        # from players and old share buttons that don't name the account
        _form(rf"@/(?:video|photo){_ID}", _ANONYMOUS_TIKTOK),
        _form(r"v/(?P<id>[^/]+?)(?:\.html)?", _ANONYMOUS_TIKTOK),
        _form(rf"(?:embed(?:/v2)?(?!/@)|player/v1|(?:share/)?video){_ID}", _ANONYMOUS_TIKTOK),
    ),
    Platform.YOUTUBE: (
        _form("watch", "https://www.youtube.com/watch?v={id}", ("v",)),
        _form(
            rf"(?:shorts|live|v|e|embed(?!/(?:videoseries|live_stream)(?:/|$))){_ID}",
            "https://www.youtube.com/watch?v={id}",
        ),
    ),
    Platform.FACEBOOK: (
        _form(
            r"(?:pg/)?(?P<owner>[^/]+)/(?P<kind>posts|videos|photos)/(?:[^/]+/)*?"
            r"(?P<id>(?!(?:a|t|pb|pcb|vb|ms)\.)[^/]+)",  # those are albums
            "https://www.facebook.com/{owner}/{kind}/{id}",
        ),
        _form(rf"reel{_ID}", "https://www.facebook.com/reel/{id}"),
        _form(
            r"(?:permalink|story)\.php",
            "https://www.facebook.com/permalink.php?story_fbid={id}&id={owner}",
            ("story_fbid",),
            "id",
        ),
        _form(
            r"watch(?:/live)?|(?:video/)?video\.php",
            "https://www.facebook.com/watch/?v={id}",
            ("v",),
        ),
        _form(r"photo(?:\.php)?", "https://www.facebook.com/photo/?fbid={id}", ("fbid",), "id"),
        _form(rf"{_GROUP}/(?:permalink|posts){_ID}", _GROUP_POST),
        # from a notification, and from the mobile edition
        _form(_GROUP, _GROUP_POST, ("multi_permalinks", "id")),
    ),
    Platform.TELEGRAM: (
        # a group with topics puts the topic's number before the message's
        _form(r"(?:s/)?(?P<owner>[^/]+)/(?:[0-9]+/)?(?P<id>[0-9]+)", "https://t.me/{owner}/{id}"),
    ),
}

_YOUTU_BE = (_form(r"(?P<id>[^/@]+)(?:/.*)?", "https://www.youtube.com/watch?v={id}"),)

POST_IDS: Mapping[Platform, re.Pattern[str]] = {
    platform: re.compile(pattern)
    for platform, pattern in {
        Platform.INSTAGRAM: r"[A-Za-z0-9_-]{1,64}",
        Platform.THREADS: r"[A-Za-z0-9_-]{1,64}",
        Platform.X: _NUMBER,
        Platform.TIKTOK: _NUMBER,
        Platform.YOUTUBE: r"[A-Za-z0-9_-]{11}",
        Platform.FACEBOOK: rf"{_NUMBER}|pfbid[A-Za-z0-9]{{1,120}}",
        Platform.TELEGRAM: _NUMBER,
    }.items()
}
"""What the id of a post looks like on each platform."""


def permalink_at(place: Place) -> Permalink | None:
    """The permalink that a platform's address is; None where it has the shape of none."""
    forms = FORMS[place.platform]
    if place.platform is Platform.YOUTUBE and place.address.host.endswith("youtu.be"):
        forms += _YOUTU_BE
    for form in forms:
        if found := form.path.fullmatch(place.path):
            return _parts(form, found, place)
    return None


def _parts(form: Form, found: re.Match[str], place: Place) -> Permalink:
    parts = found.groupdict()
    post_id, owner = parts.get("id"), parts.get("owner")
    for name in form.id_parameters:
        post_id = post_id or place.address.parameter(name)
    if form.owner_parameter is not None:
        number = place.address.parameter(form.owner_parameter)
        owner = number if number and _PAGE_NUMBER.fullmatch(number) else None
    return Permalink(form, post_id, owner, (parts.get("kind") or "").lower())
