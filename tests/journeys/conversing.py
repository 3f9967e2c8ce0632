"""Talking with the bot of an office: who is there besides, what is sent, what stays behind."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from itertools import count
from urllib.parse import urlsplit

from sqlalchemy import make_url, text
from starlette.responses import HTMLResponse

from bot.app import client_settings
from bot.chat.turn import SERVICES
from bot.sandbox.platforms.ids import timed_id
from bot.sandbox.telegram import Account, Message
from checks.client import Client
from checks.model import ChannelRef, Platform
from storage import invitations, people, roster
from storage.imports import import_roster
from storage.people import Person, Role
from storage.reports import Report
from storage.roster import Channel, Region
from storage.spreadsheet import AgencyClass, RosterAgency
from tests.journeys.office import Office, is_answer
from tests.storage import storage_examples

_numbers = count(1)


def instagram(handle: str) -> ChannelRef:
    return ChannelRef(Platform.INSTAGRAM, f"https://www.instagram.com/{handle}/", handle)


def facebook(handle: str) -> ChannelRef:
    return ChannelRef(Platform.FACEBOOK, f"https://www.facebook.com/{handle}", handle)


def x_account(handle: str) -> ChannelRef:
    return ChannelRef(Platform.X, f"https://x.com/{handle}", handle)


def website(address: str) -> ChannelRef:
    return ChannelRef(Platform.WEBSITE, address)


async def add_agency(
    office: Office, short: str, *channels: ChannelRef, region: Region | None = None
) -> list[Channel]:
    """An agency with these channels; what is in use of it now."""
    region = region or office.region
    entry = RosterAgency(
        name=f"Badan {short}", short=short, agency_class=AgencyClass.BADAN, channels=channels
    )
    async with office.app.services.database.writing() as session:
        await import_roster(session, region.id, [entry], now=office.clock(), language="id")
        everything = await roster.channels(session, region.id)
    return [channel for channel in everything if channel.agency.short == short]


async def add_region(office: Office, slug: str, name: str) -> Region:
    async with office.app.services.database.writing() as session:
        return await roster.add_region(
            session, slug=slug, name=name, zone="Asia/Jayapura", now=office.clock()
        )


async def invitation_to(office: Office, region: Region, agency: str) -> str:
    """A steward's code for an agency of any region."""
    async with office.app.services.database.writing() as session:
        found = await roster.agency_called(session, region, agency)
        return await invitations.invite(
            session, region, role=Role.STEWARD, agency=found, now=office.clock()
        )


async def steward_of(office: Office, agency: str, number: int, name: str) -> Account:
    """A steward of this agency who has read the welcome."""
    account = office.api.person(number, name)
    account.start(await office.invitation(agency=agency))
    await account.receives("Pendaftaran berhasil")
    return account


async def channels_of(office: Office, account: Account) -> list[Channel]:
    person = await person_of(office, account)
    async with office.app.services.database.reading() as session:
        return await people.channels_of(session, person)


async def is_known(office: Office, account: Account) -> bool:
    async with office.app.services.database.reading() as session:
        return await people.person_with(session, account.id) is not None


async def person_of(office: Office, account: Account) -> Person:
    async with office.app.services.database.reading() as session:
        person = await people.person_with(session, account.id)
    assert person is not None
    return person


async def reports_of(office: Office, account: Account) -> list[Report]:
    """What the account reported, newest first."""
    person = await person_of(office, account)
    async with office.app.services.database.reading() as session:
        return await storage_examples.reports_of(session, person.id)


@asynccontextmanager
async def reaching(office: Office, names: Iterable[str] = (), *bases: str) -> AsyncIterator[None]:
    """The bot's client finds these names on this machine, and lets these addresses through."""
    port = office.site.base.rpartition(":")[2]
    here = frozenset(names)

    async def resolver(host: str, _: int) -> list[str]:
        return ["127.0.0.1"] if host in here else []

    settings = client_settings(office.settings)
    allowed = {f"{name}:{port}" for name in here} | {urlsplit(base).netloc for base in bases}
    settings = replace(settings, allow_private=settings.allow_private | allowed)
    services = office.app.services
    async with Client(settings, resolver=resolver) as client:
        office.app.telegram.bot_data[SERVICES] = replace(services, client=client)
        yield
    office.app.telegram.bot_data[SERVICES] = services


async def presses(account: Account, message: Message, button: str) -> str:
    """Press a button of the message; the text of what the bot says to it."""
    press = account.press(message, button)
    await account.answered(press)
    return (await account.receives(is_answer)).text


async def forges(account: Account, message: Message, data: str) -> str:
    """Press a button that was never there; the text of what the bot says to it."""
    press = account.forge_press(message, data)
    await account.answered(press)
    return (await account.receives(is_answer)).text


def told_to(account: Account, words: str) -> list[str]:
    """The texts with these words that the account got, oldest first."""
    return [message.text for message in account.messages if words in message.text]


def buttons_of(message: Message) -> list[str]:
    """The texts on the buttons under the message."""
    return [button.text for row in message.inline_keyboard for button in row]


def data_of(message: Message) -> list[str]:
    """What the buttons under the message carry."""
    return [button.data or "" for row in message.inline_keyboard for button in row]


def database_file(office: Office) -> str:
    name = make_url(office.settings.database_url).database
    assert name is not None
    return name


def dump(office: Office) -> str:
    """Everything in the database, as text."""
    with sqlite3.connect(database_file(office)) as connection:
        lines = list(connection.iterdump())
    connection.close()
    return "\n".join(lines)


@asynccontextmanager
async def refusing(office: Office, words: str) -> AsyncIterator[None]:
    """Meanwhile the database keeps no answer with these words, and says so in words of its own."""
    # A name of its own: another connection may still remember a trigger that is gone.
    name = f"refused_{next(_numbers)}"
    await _execute(
        office,
        f"CREATE TRIGGER {name} BEFORE INSERT ON outbox WHEN NEW.text LIKE '%{words}%' "
        "BEGIN SELECT RAISE(ABORT, 'disk I/O error: secret detail'); END",
    )
    yield
    await _execute(office, f"DROP TRIGGER {name}")


async def _execute(office: Office, statement: str) -> None:
    async with office.app.services.database.writing() as session:
        await session.execute(text(statement))


def instagram_post(at: datetime, handle: str = "", number: int = 1) -> str:
    """The link of an Instagram post made at this moment."""
    owner = f"{handle}/" if handle else ""
    code = timed_id(Platform.INSTAGRAM, at, number)
    return f"https://www.instagram.com/{owner}p/{code}/"


def x_post(at: datetime, handle: str) -> str:
    """The link of an X post made at this moment."""
    return f"https://x.com/{handle}/status/{timed_id(Platform.X, at)}"


def dated_page(at: datetime, title: str = "Berita") -> HTMLResponse:
    """An article's page that says when it was published."""
    return HTMLResponse(
        f"<html><head><title>{title}</title>"
        f'<meta property="article:published_time" content="{at.isoformat()}">'
        f"</head><body><h1>{title}</h1><p>Isi berita.</p></body></html>"
    )


def code_in(told: str) -> str:
    """The code that a person is told when something went wrong."""
    found = re.search(r"\b[0-9A-F]{6}\b", told)
    assert found is not None, told
    return found[0]
