"""A look at one article's address: what the bot needs to check a report."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checks.client import Client
from checks.model import Health
from checks.website.articles import read_article
from tests.checks.website_farm import NOW, Site


def article(title: str, published: str) -> str:
    return (
        f'<html><head><title>{title}</title><meta property="article:published_time" '
        f'content="{published}"></head><body><article><h1>{title}</h1><p>Isi berita yang cukup '
        "panjang tentang kegiatan dinas di kecamatan.</p></article></body></html>"
    )


async def test_an_article_tells_title_moment_and_evidence(site: Site, client: Client) -> None:
    site.redirect("/?p=9", "/berita/panen")
    site.serve("/berita/panen", article("Panen Raya", "2026-03-18T09:59:30+07:00"))
    look = await read_article(client, site.url("/?p=9"), NOW)
    assert (look.url, look.health, look.detail) == (site.url("/berita/panen"), Health.OK, "")
    assert look.publication is not None
    assert look.publication.at == datetime(2026, 3, 18, 2, 59, 30, tzinfo=UTC)
    assert look.publication.evidence.source == "meta"
    assert look.publication.evidence.raw == "2026-03-18T09:59:30+07:00"
    assert look.title == "Panen Raya"


@pytest.mark.parametrize(
    ("body", "status", "health", "detail"),
    [
        ("<title>Profil</title><p>Tanpa tanggal</p>", 200, Health.UNDATED, "no date"),
        (article("Nanti", "2027-01-01T00:00:00+07:00"), 200, Health.UNDATED, ""),
        (article("Slot Gacor Maxwin Daftar", "2026-03-18T08:00:00Z"), 200, Health.UNDATED, "spam"),
        ("<h1>Not Found</h1>", 404, Health.GONE, "404"),
        ("<h1>Forbidden</h1>", 403, Health.BLOCKED, "403"),
        ("<title>Account Suspended</title>", 200, Health.PARKED, "suspended"),
    ],
)
async def test_without_a_date_to_believe_it_says_why(
    site: Site, client: Client, body: str, status: int, health: Health, detail: str
) -> None:
    site.serve("/x", body, status=status)
    look = await read_article(client, site.url("/x"), NOW)
    assert look.publication is None
    assert look.health is health
    assert look.detail
    assert detail in look.detail


@pytest.mark.parametrize(
    ("url", "health"),
    [
        ("http://169.254.169.254/latest", Health.FAILED),
        ("ftp://dinas.example/x", Health.UNREACHABLE),
        ("bukan alamat", Health.UNREACHABLE),
    ],
)
async def test_an_address_that_can_not_be_asked_is_no_error(
    client: Client, url: str, health: Health
) -> None:
    look = await read_article(client, url, NOW)
    assert (look.url, look.health, look.publication) == (url, health, None)
