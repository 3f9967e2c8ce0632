from __future__ import annotations

import asyncio
import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.commands.check_json import as_object
from checks.links import read_profile
from checks.model import (
    Attempt,
    ChannelRef,
    Engagement,
    Evidence,
    Health,
    Platform,
    Publication,
    Reading,
    Trouble,
)
from tests.bot.commands.cli_site import Site, allow, served
from tests.bot.commands.conftest import SEGAR, Segar

KEYS = {"address", "platform", "health", "newest", "evidence", "recent", "signs", "ms"}
FURTHER_KEYS = {"trouble", "detail", "attempts", "set_aside"}


async def test_a_reading_is_one_object_with_the_fixed_names(
    segar: Segar, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(Site()) as base:
        allow(monkeypatch, base)
        outcome = await segar.beside("check", base, "--json")
    found = outcome.object
    assert outcome.code == 0, outcome.err
    assert found.keys() == KEYS | FURTHER_KEYS
    assert (found["address"], found["platform"], found["health"]) == (base, "website", "ok")
    assert found["newest"] == "2026-11-23T03:15:00+00:00"
    assert found["evidence"] == {
        "source": "feed",
        "url": f"{base}/feed/",
        "raw": "Mon, 23 Nov 2026 10:15:00 +0700",
        "title": "Posyandu",
    }
    assert found["recent"] == [
        {"at": found["newest"], "title": "Posyandu", "url": f"{base}/berita/1"}
    ]
    assert (found["signs"], found["trouble"], found["set_aside"]) == ([], None, [])
    assert isinstance(found["ms"], int)
    assert [one["source"] for one in found["attempts"]][:1] == ["home"]
    assert f"{base}/feed/" in [one["url"] for one in found["attempts"]]


async def test_each_object_is_there_as_soon_as_its_channel_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow, fast = Site(), Site()
    slow.open.clear()
    async with served(slow) as slow_base, served(fast) as fast_base:
        allow(monkeypatch, slow_base, fast_base)
        process = await asyncio.create_subprocess_exec(
            SEGAR, "check", slow_base, fast_base, "--json", stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        first = json.loads(await process.stdout.readline())
        slow.open.set()
        second = json.loads(await process.stdout.readline())
        assert await process.wait() == 0
    assert (first["address"], second["address"]) == (fast_base, slow_base)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]", "0"],
)
async def test_a_private_address_is_refused_however_it_is_spelled(segar: Segar, host: str) -> None:
    site = Site()
    async with served(site) as base:
        address = f"http://{host}:{urlsplit(base).port}/"
        outcome = await segar.beside("check", address, "--json")
    assert (outcome.code, site.visits) == (1, 0)
    assert outcome.object.keys() >= KEYS
    assert outcome.object["address"] == address
    assert (outcome.object["health"], outcome.object["newest"]) == ("failed", None)
    assert "refused" in outcome.object["detail"]


def test_the_address_of_a_clouds_metadata_is_refused(segar: Segar) -> None:
    outcome = segar("check", "http://169.254.169.254/latest/meta-data/", "--json")
    assert (outcome.code, outcome.object["health"]) == (1, "failed")


async def test_a_redirect_to_a_private_address_is_refused(
    segar: Segar, monkeypatch: pytest.MonkeyPatch
) -> None:
    entrance, inside = Site(), Site()
    async with served(entrance) as base, served(inside) as private:
        entrance.leads_to = private
        allow(monkeypatch, base)
        outcome = await segar.beside("check", base, "--json")
    assert (outcome.code, outcome.object["health"]) == (1, "failed")
    assert (entrance.visits > 0, inside.visits) == (True, 0)


async def test_a_name_let_through_is_read(segar: Segar, monkeypatch: pytest.MonkeyPatch) -> None:
    async with served(Site()) as base:
        address = f"http://localhost:{urlsplit(base).port}/"
        allow(monkeypatch, address)
        outcome = await segar.beside("check", address, "--json")
    assert (outcome.code, outcome.object["health"]) == (0, "ok")


def test_what_is_honestly_unmeasured_is_no_failure(
    segar: Segar, monkeypatch: pytest.MonkeyPatch, unused_address: str
) -> None:
    allow(monkeypatch, unused_address)
    outcome = segar("check", unused_address, "https://www.instagram.com/dinkes/", "--json")
    healths = {one["platform"]: one["health"] for one in outcome.objects}
    assert (outcome.code, healths) == (0, {"website": "unreachable", "instagram": "failed"})


def test_a_mistyped_address_is_named_and_the_others_are_read(segar: Segar) -> None:
    outcome = segar("check", "ini bukan alamat", "https://x.com/lebakkab", "--json")
    assert outcome.code == 2
    assert "'ini bukan alamat' is not the address of a channel: malformed." in outcome.err
    healths = [(one["address"], one["health"]) for one in outcome.objects]
    assert healths == [("ini bukan alamat", "failed"), ("https://x.com/lebakkab", "failed")]
    assert all(one.keys() == KEYS | FURTHER_KEYS for one in outcome.objects)


def test_two_spellings_of_one_channel_are_both_answered(segar: Segar) -> None:
    outcome = segar("check", "instagram.com/Dinkes", "https://www.instagram.com/dinkes/", "--json")
    assert [one["address"] for one in outcome.objects] == [
        "instagram.com/Dinkes",
        "https://www.instagram.com/dinkes/",
    ]


def test_a_list_may_hold_comments_and_blank_lines(segar: Segar, home: Path) -> None:
    (home / "list.txt").write_text(
        "\ufeff# our channels\n\nhttps://x.com/lebakkab  # the regent's\n  # none\n", "utf-8"
    )
    outcome = segar("check", "--file", "list.txt", "--json")
    assert (outcome.code, outcome.object["address"]) == (0, "https://x.com/lebakkab")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00\x80", b"# nothing\n"])
def test_a_list_that_is_none_is_a_mistake(segar: Segar, home: Path, content: bytes | None) -> None:
    if content is not None:
        (home / "list.txt").write_bytes(content)
    outcome = segar("check", "--file", "list.txt")
    assert (outcome.code, outcome.out) == (2, "")
    assert len(outcome.err.splitlines()) == 1


def test_a_folder_is_no_list(segar: Segar, home: Path) -> None:
    outcome = segar("check", "--file", str(home))
    assert (outcome.code, outcome.out) == (2, "")
    assert "can't be read as a list of addresses: Is a directory." in outcome.err


def test_nothing_to_check_is_a_mistake(segar: Segar) -> None:
    assert (segar("check").code, segar("check").out) == (2, "")


def test_an_object_tells_what_is_wrong_and_what_was_tried() -> None:
    ref = ChannelRef(Platform.WEBSITE, "https://dinkes.lebakkab.go.id")
    reading = Reading(
        Health.UNREACHABLE,
        datetime(2026, 11, 25, tzinfo=UTC),
        trouble=Trouble.REFUSED,
        attempts=(Attempt("home", ref.canonical, "connection refused"),),
    )
    found = as_object("dinkes.lebakkab.go.id", ref, reading)
    assert found["trouble"] == "refused"
    assert found["attempts"] == [
        {"source": "home", "url": ref.canonical, "outcome": "connection refused"}
    ]


@pytest.mark.parametrize(
    ("engagement", "counts"),
    [
        (Engagement(41, 2, 340), {"likes": 41, "comments": 2, "views": 340}),
        (Engagement(likes=0), {"likes": 0}),
        (Engagement(), {}),
        (None, {}),
    ],
)
def test_a_publication_has_the_counts_that_its_platform_tells_and_no_others(
    engagement: Engagement | None, counts: dict[str, int]
) -> None:
    at, link = datetime(2026, 11, 23, tzinfo=UTC), "https://x.com/lebakkab/status/1"
    one = Publication(at, link, "Apel", Evidence("api", link, "raw"), engagement=engagement)
    ref = read_profile("https://x.com/lebakkab")
    found = as_object("@lebakkab", ref, Reading(Health.OK, at, (one,)))
    told = {"at": "2026-11-23T00:00:00+00:00", "title": "Apel", "url": link}
    assert found["recent"] == [told | counts]


def test_a_reader_who_has_had_enough_is_no_crash(home: Path) -> None:
    accounts = "\n".join(f"https://x.com/kanal_{number}" for number in range(3000))
    (home / "list.txt").write_text(accounts, "utf-8")
    with subprocess.Popen(
        [SEGAR, "check", "--file", "list.txt", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["platform"] == "x"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1
