"""The second visit to a site: what did not change is not read again, and a new stamp is no news."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime

from checks.client import Client
from checks.model import Health, Reading
from checks.website import memory
from checks.website.reader import read_website
from tests.checks.website_farm import NOW, Site

DAY = timedelta(days=1)
HOME = (
    '<html><head><title>Dinas Contoh</title><link rel="alternate" type="application/rss+xml"'
    ' href="/feed/"></head><body><p>Selamat datang di laman resmi dinas.</p>{more}</body></html>'
)


def feed(*items: tuple[str, datetime]) -> str:
    entries = "".join(
        f"<item><title>{title}</title><link>/berita/{title.replace(' ', '-')}</link>"
        f"<pubDate>{format_datetime(at)}</pubDate></item>"
        for title, at in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{entries}</channel></rss>'


def serve(
    site: Site,
    *items: tuple[str, datetime],
    more: str = "",
    validators: dict[str, str] | None = None,
) -> None:
    site.serve("/", HOME.format(more=more))
    site.serve("/feed/", feed(*items), "application/rss+xml", headers=validators)


async def read(client: Client, site: Site, days: int, before: Reading | None = None) -> Reading:
    return await read_website(client, site.url(), NOW + days * DAY, before)


def asked_with(site: Site, header: str) -> list[str]:
    """The paths that were asked with a header, each with its value."""
    found = []
    for head in site.request_heads:
        lines = [line for line in head.splitlines() if line.lower().startswith(f"{header}:")]
        found += [f"{head.split()[1]} {line.partition(': ')[2]}" for line in lines]
    return found


async def test_a_site_that_did_not_change_keeps_its_reading(site: Site, client: Client) -> None:
    serve(site, ("Rapat camat", NOW - DAY))
    first = await read(client, site, 0)
    second = await read(client, site, 1, first)
    assert second == replace(
        first,
        checked_at=NOW + DAY,
        attempts=second.attempts,
        elapsed_ms=second.elapsed_ms,
    )
    assert {one.outcome for one in second.attempts} == {"unchanged since the last check"}
    assert site.asked == ["/", "/feed/", "/robots.txt", "/", "/feed/"]


async def test_a_server_is_asked_whether_what_it_gave_has_changed(
    site: Site, client: Client
) -> None:
    when = format_datetime(NOW - DAY, usegmt=True)
    serve(site, ("Rapat camat", NOW - DAY), validators={"ETag": '"a1"', "Last-Modified": when})
    first = await read(client, site, 0)
    assert asked_with(site, "if-none-match") == []
    site.serve("/feed/", b"", status=304)
    second = await read(client, site, 1, first)
    assert second.newest == first.newest
    assert asked_with(site, "if-none-match") == ['/feed/ "a1"']
    assert asked_with(site, "if-modified-since") == [f"/feed/ {when}"]


async def test_a_home_page_that_always_differs_does_not_make_the_feed_read_again(
    site: Site, client: Client
) -> None:
    serve(site, ("Rapat camat", NOW - DAY), more="token 1", validators={"ETag": '"a1"'})
    first = await read(client, site, 0)
    site.serve("/", HOME.format(more="token 2"))
    site.serve("/feed/", b"", status=304)
    second = await read(client, site, 1, first)
    assert second.health is Health.OK
    assert second.newest == first.newest
    assert [one.outcome for one in second.attempts if one.source == "feed"] == [
        "unchanged, 1 dated item, newest 2026-03-17"
    ]


async def test_new_items_are_read_although_the_home_page_is_the_same(
    site: Site, client: Client
) -> None:
    serve(site, ("Rapat camat", NOW - DAY))
    first = await read(client, site, 0)
    serve(site, ("Panen raya", NOW + DAY), ("Rapat camat", NOW - DAY))
    second = await read(client, site, 2, first)
    assert second.newest is not None
    assert second.newest.title == "Panen raya"
    assert site.asked == ["/", "/feed/", "/robots.txt", "/", "/feed/"]


async def test_an_article_that_is_stamped_anew_is_not_new(site: Site, client: Client) -> None:
    serve(site, ("Rapat camat", NOW - 9 * DAY))
    first = await read(client, site, 0)
    serve(site, ("Rapat camat", NOW + DAY))
    second = await read(client, site, 2, first)
    assert second.newest is not None
    assert second.newest.at == NOW - 9 * DAY
    assert [one.note for one in second.set_aside] == ["seen before, dated 2026-03-09"]


async def test_another_title_under_the_same_address_is_new(site: Site, client: Client) -> None:
    serve(site, ("Rapat camat", NOW - 9 * DAY))
    first = await read(client, site, 0)
    body = feed(("Rapat camat", NOW + DAY)).replace("<title>Rapat camat", "<title>Panen raya")
    site.serve("/feed/", body, "application/rss+xml")
    second = await read(client, site, 2, first)
    assert second.newest is not None
    assert second.newest.at == NOW + DAY


async def test_a_date_that_was_still_to_come_counts_once_it_has_come(
    site: Site, client: Client
) -> None:
    serve(site, ("Lomba desa", NOW + 3 * DAY), ("Rapat camat", NOW - DAY))
    first = await read(client, site, 0)
    assert first.newest is not None
    assert first.newest.title == "Rapat camat"
    second = await read(client, site, 4, first)
    assert second.newest is not None
    assert second.newest.title == "Lomba desa"


async def test_what_was_enough_while_it_was_new_is_looked_at_again_when_it_is_old(
    site: Site, client: Client
) -> None:
    link = '<nav><a href="/berita">Berita</a></nav>'
    serve(site, ("Rapat camat", NOW - 5 * DAY), more=link)
    first = await read(client, site, 0)
    assert "/berita" not in site.asked
    await read(client, site, 4, first)
    assert "/berita" in site.asked


async def test_other_rules_read_an_unchanged_site_again(site: Site, client: Client) -> None:
    serve(site, ("Rapat camat", NOW - DAY))
    first = await read(client, site, 0)
    assert first.rules == memory.rules()
    second = await read(client, site, 1, replace(first, rules="older"))
    assert "unchanged since the last check" not in {one.outcome for one in second.attempts}
    assert second.newest == first.newest


async def test_a_site_that_is_down_is_asked_no_more_often_for_being_known(
    site: Site, client: Client
) -> None:
    serve(site, ("Rapat camat", NOW - DAY))
    first = await read(client, site, 0)
    site.serve("/", "busy", status=503)
    second = await read(client, site, 1, first)
    assert second.health is Health.UNREACHABLE
    assert site.asked[3:] == ["/", "/"]


async def test_once_a_week_nothing_is_taken_as_unchanged_on_the_servers_word(
    site: Site, client: Client
) -> None:
    serve(site, ("Rapat camat", NOW - DAY), validators={"ETag": '"a1"'})
    reading = await read(client, site, 0)
    for day in range(1, 15):
        reading = await read(client, site, day, reading)
    conditions = asked_with(site, "if-none-match")
    assert len(conditions) == 12
    assert site.asked.count("/feed/") == 15
    assert reading.thorough_at == NOW + 14 * DAY
