"""One article: when it was published, by its own page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from checks.client import Client, FetchError, Page
from checks.model import Evidence, Health, Publication
from checks.website._calendar import WESTERN_TIME
from checks.website.hijack import is_spam
from checks.website.items import FUTURE, NOW, SPAM, Asking, Findings, day_of, is_spam_title
from checks.website.list_page import is_list
from checks.website.listing import PAGE_CHANGED
from checks.website.own_address import own_address
from checks.website.pages import publication_of
from checks.website.source import source_of
from checks.website.study import study
from checks.website.visit import off_loop

CHANGE = "change"
"""The source of a date that a page gives as that of its last change alone; it is no news."""

NO_DATE = "no date of publication on the page"
A_LIST = "a list of posts, not one"

TELLING_DAYS = 3
"""So many days in a row tell whether a list is in order."""


@dataclass(frozen=True, slots=True)
class ArticleLook:
    """What a look at one article's address found.

    `url` is where the address led in the end: the address that the article's page gives itself, as
    far as that is to be believed (`own_address`), else the one at which the page was reached; a
    publication has the same. `publication` is None where there is no date to believe, and where the
    page lists posts and is none; `detail` then says why, in one short English sentence. `health` is
    that of the page: ok, undated, or why it could not be read.
    """

    url: str
    health: Health
    title: str = ""
    publication: Publication | None = None
    detail: str = ""


async def read_article(client: Client, url: str, now: datetime) -> ArticleLook:
    """Look at one article's address with the guarded client; `now` is aware.

    Never raises for what the address or the site does.
    """
    try:
        page = await client.get(url)
    except FetchError as error:
        return ArticleLook(url, error.health, detail=error.detail)
    asking = Asking(now, now.astimezone(WESTERN_TIME).date())
    return await off_loop(len(page.body), _look, page, asking)


def in_order(days: Sequence[date], today: date) -> bool:
    """Whether the newest of these days is the newest of the list whose first articles they are.

    It is where three or more go down, the first aside where that is an old one pinned to the top,
    and where one is so new that none can be newer.
    """
    if days and max(days) >= today - timedelta(days=1):
        return True
    if len(days) < TELLING_DAYS:
        return False
    rest = days[1:] if days[0] < min(days[1:]) else days
    return all(newer >= older for newer, older in pairwise(rest))


def judged(
    publication: Publication, asking: Asking, elsewhere: Collection[str] = frozenset()
) -> Findings:
    """What an article's own page says, believed or set aside with the reason.

    `elsewhere` are dates, as they stood, that belong to no item on other pages of the site.
    """
    evidence, title = publication.evidence, publication.title
    note = ""
    if is_spam_title(title):
        note = SPAM
    elif day_of(publication) > asking.today + timedelta(days=1):
        note = FUTURE
    elif not publication.day_only and asking.is_now(publication.at):
        note = NOW
    elif day_of(publication) == asking.today and evidence.raw in elsewhere:
        note = "today's date, as it stands on every page"
    elif evidence.source == CHANGE:
        note = PAGE_CHANGED
    if note:
        aside = Evidence(evidence.source, evidence.url, evidence.raw, title, note)
        return Findings(set_aside=(aside,), titles=(title,), spam=int(note == SPAM))
    return Findings(publications=(publication,), titles=(title,))


def _look(page: Page, asking: Asking) -> ArticleLook:
    shown = study(page)
    if shown.state:
        return ArticleLook(page.url, shown.state.health, detail=shown.state.detail)
    source = source_of(page)
    own = own_address(source, page.url)
    publication = publication_of(source, page.url, asking.today)
    title = (publication and publication.title) or shown.title
    doubt = _doubt(publication, title, source, asking)
    if publication is None or doubt:
        return ArticleLook(own, Health.UNDATED, title, detail=doubt)
    return ArticleLook(own, Health.OK, title, replace(publication, url=own))


def _doubt(publication: Publication | None, title: str, source: str, asking: Asking) -> str:
    """Why what a page tells is no publication of it, or ""."""
    if publication is None or publication.evidence.source == CHANGE:
        return NO_DATE
    if is_spam(title):
        return SPAM
    if day_of(publication) > asking.today + timedelta(days=1):
        return "dated in the future"
    return A_LIST if is_list(source, publication, asking) else ""
