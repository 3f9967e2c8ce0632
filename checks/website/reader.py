"""Reads a website: what its home page is, and how fresh what it publishes."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from checks.client import Client, FetchError
from checks.model import ChannelRef, Health, Reading
from checks.website._calendar import WESTERN_TIME
from checks.website.climb import Climb
from checks.website.hijack import signs_of
from checks.website.home import Home, cloaking, look_at_home
from checks.website.items import Asking
from checks.website.memory import Memory, rules
from checks.website.rungs import Rungs
from checks.website.verdict import NOT_ITS_OWN, Seen, verdict
from checks.website.visit import Visit

TOO_MANY_REQUESTS = 429

NEWEST_TITLES = 20
"""Titles of one rung that are searched for signs of a hijack."""


@dataclass(frozen=True, slots=True)
class WebsiteReader:
    """The reader of websites, one at a time.

    With `look_for_cloaking` each home page is asked for once more under a search engine's name.
    """

    look_for_cloaking: bool = False
    batch_size: int = 1

    async def read(
        self,
        refs: Sequence[ChannelRef],
        *,
        client: Client,
        now: datetime,
        before: Mapping[ChannelRef, Reading],
    ) -> list[tuple[ChannelRef, Reading]]:
        """A reading of each channel, in the order given."""
        return [
            (
                ref,
                await read_website(
                    client,
                    ref.canonical,
                    now,
                    before.get(ref),
                    look_for_cloaking=self.look_for_cloaking,
                ),
            )
            for ref in refs
        ]


async def read_website(
    client: Client,
    address: str,
    now: datetime,
    before: Reading | None = None,
    *,
    look_for_cloaking: bool = False,
) -> Reading:
    """What one check of the website at an address finds; at most eight requests.

    An address without a scheme is asked by https first. `now` is aware; days are those of western
    Indonesia. `before` is the site's last reading: what has not changed since is not read again,
    and an article that was known then is not taken for new. With `look_for_cloaking` the home page
    is asked for once more under a search engine's name. Never raises for what the site does.
    """
    began = time.perf_counter()
    asking = Asking(now, now.astimezone(WESTERN_TIME).date())
    memory = Memory(before, now)
    visit = Visit(client, asking, memory.documents)
    try:
        reading = await _read_anew_or_recall(
            visit, address, asking, memory, look_for_cloaking=look_for_cloaking
        )
    except FetchError as error:
        visit.note("home", error.url, error.detail)
        reading = Reading(error.health, now, detail=error.detail, trouble=error.trouble)
    return replace(
        reading,
        elapsed_ms=round((time.perf_counter() - began) * 1000),
        attempts=tuple(visit.attempts),
    )


async def _read_anew_or_recall(
    visit: Visit, address: str, asking: Asking, memory: Memory, *, look_for_cloaking: bool
) -> Reading:
    if memory.before and memory.still_holds(asking.now) and await _nothing_changed(visit, memory):
        return replace(memory.before, checked_at=asking.now)
    home = await look_at_home(visit, address)
    if look_for_cloaking and home.state is None and not home.signs:
        home = replace(home, signs=await cloaking(visit, home.page))
    return await _read(visit, home, asking, memory)


async def _nothing_changed(visit: Visit, memory: Memory) -> bool:
    """Whether every document that the last reading rests on is as it was."""
    for url in memory.documents:
        if not await visit.is_as_known(url):
            return False
    for url in memory.documents:
        visit.note("again", url, "unchanged since the last check")
    return True


async def _read(visit: Visit, home: Home, asking: Asking, memory: Memory) -> Reading:
    rungs = Rungs(visit, home.shown, home.page, home.root, asking, memory)
    climb = Climb(rungs)
    if home.state is None:
        await climb.all_rungs()
    elif home.state.health is Health.BLOCKED and home.page.status != TOO_MANY_REQUESTS:
        # Refused at the door: a feed is often let through, and is a second way before a verdict.
        await climb.feeds_and_posts()
    return _conclude(visit, climb, home, asking, memory)


def _conclude(visit: Visit, climb: Climb, home: Home, asking: Asking, memory: Memory) -> Reading:
    signs = home.signs + _signs_in_titles(climb, home.shown.url)
    settled = climb.settled
    found = verdict(
        Seen(
            state=home.state,
            signs=signs,
            recent=settled.recent,
            items=any(finding.found_items for finding in climb.found),
            set_aside=settled.set_aside,
            links=climb.links,
            profile_links=home.shown.signposts.profile_links,
            text_length=home.shown.text_length,
            says_no_news=home.shown.says_no_news,
            drawn_by_scripts=home.shown.drawn_by_scripts,
            complete=visit.complete,
        )
    )
    return Reading(
        health=found.health,
        checked_at=asking.now,
        recent=() if found.trouble in NOT_ITS_OWN else settled.recent,
        set_aside=settled.set_aside,
        signs=signs,
        detail=f"{found.detail}{_cut(home)}",
        trouble=found.trouble,
        documents=tuple(visit.documents.values()) if visit.complete else (),
        rules=rules(),
        thorough_at=memory.thorough_at,
    )


def _cut(home: Home) -> str:
    """What is to be said of a home page that was longer than is read."""
    return f"; read only the page's first {len(home.page.body):,} bytes" if home.page.cut else ""


def _signs_in_titles(climb: Climb, url: str) -> tuple[str, ...]:
    """Signs in the titles of what was found, one rung at a time: each is a list of its own."""
    signs: dict[str, None] = {}
    for finding in climb.found:
        if finding.spam:
            signs |= dict.fromkeys(signs_of("", url, finding.titles[:NEWEST_TITLES]))
    return tuple(signs)
