"""The home page of a website: how it is reached, what stands there, where its paths start."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from checks.client import FetchError, Page
from checks.errors import Interrupted, NotHttp, Refused, TimedOut, TlsFailed
from checks.model import MOVED_TO, Trouble
from checks.website.addresses import site_name
from checks.website.cloaking import cloaking_signs
from checks.website.hijack import signs_of
from checks.website.site_state import SiteState
from checks.website.source import source_of
from checks.website.study import Study, study
from checks.website.visit import Visit, off_loop
from checks.website.whereabouts import moved_to

SECOND_TRY = (Interrupted, NotHttp, Refused, TimedOut, TlsFailed)
"""Troubles of an https address that was only guessed, after which http is tried."""


@dataclass(frozen=True, slots=True)
class Home:
    """A home page that was reached: the page, what it is at a first look, the signs of a hijack.

    `state` is what stands there instead of a site, if anything, `root` the address that the site's
    own paths start from.
    """

    page: Page
    shown: Study
    signs: tuple[str, ...]
    state: SiteState | None
    root: str


async def look_at_home(visit: Visit, address: str) -> Home:
    """Reach the home page at an address, by the steps that lead there. Raises a FetchError."""
    asked, page = await _arrive(visit, address)
    shown = await off_loop(len(page.body), study, page)
    if shown.sends_on_to and not shown.state:
        further = await visit.get(shown.sends_on_to, "home")
        if further:
            page = further
            shown = await off_loop(len(page.body), study, page)
    signs = await off_loop(len(page.body), signs_of, source_of(page), page.url, ())
    state = shown.state
    if state is None and moved_to(asked, page.url):
        state = SiteState(Trouble.MOVED, f"{MOVED_TO}{page.url}")
    visit.note("home", asked, state.detail if state else _arrival(asked, page))
    return Home(page, shown, signs, state, _root(asked, page))


def _arrival(asked: str, page: Page) -> str:
    """What came of asking for the home page, where a site answered."""
    led = f", at {page.url}" if page.url.rstrip("/") != asked.rstrip("/") else ""
    cut = f", the first {len(page.body):,} bytes read" if page.cut else ""
    return f"a site{led}{cut}"


async def cloaking(visit: Visit, ours: Page) -> tuple[str, ...]:
    """What the home page shows a search engine and not its visitors."""
    theirs = await visit.as_search_engine(ours.url)
    if theirs is None:
        return ()
    signs = await off_loop(
        len(theirs.body), cloaking_signs, source_of(ours), source_of(theirs), ours.url
    )
    visit.note("cloaking", ours.url, "shows search engines spam" if signs else "no difference")
    return signs


async def _arrive(visit: Visit, address: str) -> tuple[str, Page]:
    """The address as asked for, with its scheme, and the page there.

    Where nobody answers by https, http is tried: whoever wrote the address down may have left the
    scheme out. A certificate that can't be trusted is not passed over in this way, unless the
    scheme was only guessed here.
    """
    scheme, _, bare = address.rpartition("://")
    if scheme not in {"", "https"}:
        return address, await visit.open(address)
    guessed = f"https://{bare}"
    try:
        return guessed, await visit.open(guessed)
    except FetchError as error:
        if not isinstance(error, Refused if scheme else SECOND_TRY):
            raise
        plain = f"http://{bare}"
        try:
            return plain, await visit.open(plain)
        except FetchError:
            raise error from None


def _root(asked: str, page: Page) -> str:
    """Where the site's own paths start: the folder asked for, on the host that answered.

    A site that sends its visitors on to /id/home still keeps its feed beside the address known. An
    address known without its closing slash is a folder all the same.
    """
    if site_name(asked) != site_name(page.url):
        return urljoin(page.url, "./")
    path = urlsplit(asked).path
    folder = path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"
    return urljoin(urljoin(page.url, folder), "./")
