from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from bot.calendars import calendar_of
from bot.policy.workdays import Calendar
from bot.rounds.sweep import sweep
from bot.sandbox.demo import DAWN, open_stage
from bot.sandbox.platforms import PlatformWorld
from bot.sandbox.screen import Screen
from bot.sandbox.stage import Stage
from bot.sandbox.town.accounts import accounts, post_on_instagram
from bot.sandbox.town.agencies import TOWN_ZONE
from bot.sandbox.town.server import ROSTER
from bot.standings import ChannelStanding, standings
from checks.links import read_post
from checks.links.snowflakes import made_at
from checks.model import ChannelRef, Platform
from storage import roster
from storage.imports import import_roster
from storage.spreadsheet import read_roster

TODAY = date(2026, 11, 25)
MORNING = datetime.combine(TODAY, DAWN, TOWN_ZONE)
AS_INTENDED = {
    "instagram peraga_prokopim_tk": ("🟢 fresh", 1),
    "instagram peraga_dinkes_tk": ("🟢 fresh", 1),
    "instagram peraga_promkes_tk": ("🟡 slowing", 16),
    "tiktok peraga.dinkes": ("🟢 fresh", 5),
    "instagram peraga_kominfo_tk": ("🟢 fresh", 1),
    "tiktok peragakominfo.tk": ("🟢 fresh", 2),
    "x peraga_kominfo": ("🟢 fresh", 1),
    "instagram peraga_disdik_tk": ("🟡 slowing", 9),
    "instagram peraga_dishub_tk": ("🟢 fresh", 3),
    "x peraga_dishub": ("🟡 slowing", 26),
    "instagram peraga_bpbd_tk": ("🟢 fresh", 2),
    "x peraga_bpbd": ("🟢 fresh", 0),
    "instagram peraga_rsud_tk": ("🟢 fresh", 2),
    "youtube peragarsud": ("🟡 slowing", 20),
    "instagram peraga_kec_awanbiru": ("🟢 fresh", 6),
    "instagram peraga_kec_bukitangin": ("🔴 silent", 143),
    "instagram peraga_kel_embunpagi": ("⚪ unmeasured", None),
}
"""How each account of the roster stands, and the age of its newest post in days."""


def is_account(ref: ChannelRef) -> bool:
    return ref.platform is not Platform.WEBSITE


def test_the_accounts_are_those_of_the_roster() -> None:
    listed = {
        (ref.platform, ref.handle)
        for agency in read_roster(ROSTER).agencies
        for ref in agency.channels
        if is_account(ref)
    }
    assert {(one.platform, one.handle) for one in accounts(TODAY)} == listed
    assert len(listed) == 17


@pytest.mark.parametrize("today", [TODAY, date(2027, 3, 1), date(2031, 1, 2)])
def test_the_posts_keep_their_age_and_their_ids_hold_their_times(today: date) -> None:
    dawn = datetime.combine(today, DAWN, TOWN_ZONE)
    earlier = {(one.platform, one.handle): one for one in accounts(today - timedelta(days=5))}
    for account in accounts(today):
        same = earlier[account.platform, account.handle]
        for post, before in zip(account.posts, same.posts, strict=True):
            assert post.at <= dawn
            assert post.at - before.at == timedelta(days=5)
            if account.platform is not Platform.YOUTUBE:
                assert made_at(account.platform, post.id, dawn.astimezone(UTC)) == post.at


def test_no_two_accounts_or_posts_of_a_platform_have_the_same_id() -> None:
    everyone = accounts(TODAY)
    ids = [(one.platform, one.id) for one in everyone]
    posts = [(one.platform, post.id) for one in everyone for post in one.posts]
    assert len(set(ids)) == len(ids)
    assert len(set(posts)) == len(posts)


def test_what_is_posted_during_the_day_is_the_newest_of_the_account_and_has_a_link() -> None:
    world = PlatformWorld(lambda: MORNING, accounts(TODAY))
    at = datetime.combine(TODAY, time(10, 40), TOWN_ZONE)
    link = post_on_instagram(world, "peraga_disdik_tk", "Pendaftaran dibuka", at)
    account = world.named(Platform.INSTAGRAM, "peraga_disdik_tk")
    assert account is not None
    newest = account.shown[0]
    assert (newest.at, newest.text) == (at, "Pendaftaran dibuka")
    found = read_post(link, now=at)
    assert (found.post_id, found.published_at) == (newest.id, at)


def test_nobody_posts_for_an_account_that_is_not_there() -> None:
    world = PlatformWorld(lambda: MORNING, accounts(TODAY))
    with pytest.raises(KeyError):
        post_on_instagram(world, "peraga_kominfo", "Pendaftaran dibuka", MORNING)


async def swept(stage: Stage) -> tuple[Sequence[ChannelStanding], Calendar]:
    """How the roster's accounts stand after the first sweep, and the calendar they stand by."""
    agencies = [
        replace(agency, channels=tuple(filter(is_account, agency.channels)))
        for agency in read_roster(ROSTER).agencies
    ]
    services, six = stage.app.services, stage.local(6)
    async with services.database.writing() as session:
        region = await roster.add_region(
            session, slug="tirta", name="Tirta", zone=str(TOWN_ZONE), now=six
        )
        await import_roster(session, region.id, agencies, now=six, language="id")
    await sweep(services, region, at=six)
    async with services.database.reading() as session:
        calendar = await calendar_of(session, region, six)
        return await standings(session, region, calendar, six), calendar


async def test_a_sweep_finds_every_account_as_it_is_meant_to_be_and_100_columns_show_it(
    tmp_path: Path,
) -> None:
    screen = Screen(Console(file=(shown := io.StringIO()), width=100))
    async with open_stage(TODAY, tmp_path, screen) as stage:
        rows, calendar = await swept(stage)
    assert {
        f"{row.channel.ref.platform} {row.channel.ref.name}": row.verdict.days for row in rows
    } == {name: days for name, (_, days) in AS_INTENDED.items()}
    screen.accounts(rows, calendar)
    lines = shown.getvalue().splitlines()
    assert {cell_len(line) for line in lines} == {100}
    for name, (standing, days) in AS_INTENDED.items():
        [line] = [line for line in lines if f" {name} " in line]
        day = "–" if days is None else (TODAY - timedelta(days=days)).isoformat()
        cells = [cell.strip() for cell in line.split("│")]
        assert cells[2:5] == [name, standing, day]
        assert cells[5] in {"api", "post-id", "not shown to us"}
