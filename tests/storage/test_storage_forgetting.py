"""/lupakan: afterwards neither the name nor the Telegram id is anywhere."""

from __future__ import annotations

from typing import Any

import pytest

from storage import episodes, inbox, outbox, people, publications, reports
from storage.engine import Database, Session
from storage.inbox import StoredUpdate
from storage.outbox import Message, State
from storage.people import Person, Role
from storage.reports import Report
from storage.tables import Base
from tests.storage.storage_examples import DAY, NOW, Town, arrive, article, reports_of

TELEGRAM_ID = 5_551_234_567
NAME = "Ma'ruf <Amin> & Co"
ESCAPED = "Ma&#39;ruf &lt;Amin&gt; &amp; Co"
"""As Jinja2's autoescape writes it."""

BOT = 99


async def everything(database: Database) -> str:
    """Every value of every row of every table, as one text."""
    async with database.reading() as session:
        rows: list[Any] = []
        for table in Base.metadata.sorted_tables:
            rows += [(table.name, *row) for row in await session.execute(table.select())]
    return "\n".join(map(str, rows))


async def live(session: Session, town: Town) -> Person:
    """Leave traces in every table that has a place for them."""
    person = await arrive(session, town, TELEGRAM_ID, NAME)
    head = await arrive(session, town, 8, "Kepala", role=Role.HEAD)
    for number, handled in ((1, True), (2, False)):
        payload = {"update_id": number, "message": {"from": {"id": TELEGRAM_ID, "name": NAME}}}
        await inbox.store(session, BOT, [StoredUpdate(number, TELEGRAM_ID, payload)], now=NOW)
        if handled:
            await inbox.mark_handled(session, BOT, number, now=NOW)
    for key, chat_id, person_id in (
        ("answer", TELEGRAM_ID, None),
        (f"nudge:{person.id}:2026-07-01", TELEGRAM_ID, person.id),
        ("notice", 8, head.id),
    ):
        message = Message(
            key, chat_id, "notice", f"Tentang {ESCAPED}: ...", town.region.id, person_id
        )
        await outbox.enqueue(session, message, now=NOW)
    report = Report(person.id, f"{BOT}:{TELEGRAM_ID}:12", "accepted", NOW, photo="file-id")
    await reports.add_report(session, report)
    await publications.remember(
        session, town.website.id, [article(1, NOW)], seen_at=NOW, reported=True, verified=False
    )
    episode = await episodes.open_episode(session, town.website.id, NOW.date())
    await episodes.add_nudges(session, {episode: "gentle"}, person_id=person.id, day=NOW.date())
    return person


async def test_name_and_telegram_id_are_nowhere_afterwards(database: Database, town: Town) -> None:
    async with database.writing() as session:
        person = await live(session, town)
    before = await everything(database)
    assert str(TELEGRAM_ID) in before
    assert "ruf" in before
    async with database.writing() as session:
        await people.forget(session, person, NOW + DAY)
    after = await everything(database)
    for trace in (str(TELEGRAM_ID), NAME, ESCAPED, "ruf", "Amin", "file-id"):
        assert trace not in after
    async with database.reading() as session:
        assert await people.person_with(session, TELEGRAM_ID) is None


async def test_what_belongs_to_the_agency_stays(database: Database, town: Town) -> None:
    async with database.writing() as session:
        person = await live(session, town)
        await people.forget(session, person, NOW + DAY)
        (report,) = await reports_of(session, person.id)
        known = await publications.publication_at(session, town.website.id, article(1, NOW).url)
        (episode,) = (await episodes.open_episodes(session, town.region.id)).values()
        assert await outbox.known_keys(session, ["answer", "notice"]) == {"notice"}
    assert (report.outcome, report.photo) == ("accepted", None)
    assert known is not None
    assert [nudge.step for nudge in episode.nudges] == ["gentle"]


async def test_an_update_that_waited_is_not_handled_any_more(
    database: Database, town: Town, me: str
) -> None:
    async with database.writing() as session:
        person = await live(session, town)
        await people.forget(session, person, NOW)
        assert await inbox.waiting(session) == 1
        assert await inbox.claim(session, BOT, me=me, now=NOW, limit=10) == []
        assert await inbox.waiting(session) == 0


async def test_the_update_that_asks_for_it_can_be_noted_as_handled(
    database: Database, town: Town
) -> None:
    async with database.writing() as session:
        person = await live(session, town)
        await people.forget(session, person, NOW)
        assert await inbox.mark_handled(session, BOT, 2, now=NOW)


@pytest.mark.parametrize("end", [State.SENT, State.FAILED])
async def test_the_last_goodbye_is_emptied_when_it_is_gone(
    database: Database, town: Town, me: str, end: State
) -> None:
    async with database.writing() as session:
        person = await live(session, town)
        await people.forget(session, person, NOW)
        goodbye = Message("goodbye", TELEGRAM_ID, "answer", f"Selamat jalan, {NAME}")
        await outbox.enqueue(session, goodbye, now=NOW)
        claimed = await outbox.claim_due(session, holder=me, now=NOW, limit=10)
        (mine,) = [message for message in claimed if message.key == "goodbye"]
        if end is State.SENT:
            await outbox.mark_sent(session, mine.id, message_id=3, now=NOW)
        else:
            await outbox.give_up(session, mine.id, state=end, error="bot was blocked by the user")
        assert (await outbox.counts(session))[end] == 1
    after = await everything(database)
    assert str(TELEGRAM_ID) not in after
    assert NAME not in after


async def test_who_was_forgotten_can_come_back_as_somebody_new(
    database: Database, town: Town
) -> None:
    async with database.writing() as session:
        person = await live(session, town)
        await people.forget(session, person, NOW)
        again = await arrive(session, town, TELEGRAM_ID, NAME)
    assert again.id != person.id


async def test_a_name_that_is_part_of_another_word_leaves_that_word_alone(
    database: Database, town: Town
) -> None:
    async with database.writing() as session:
        adi = await arrive(session, town, 7, "Adi")
        notice = Message("notice", 8, "notice", "Adi dari Jl. Adisucipto, Pak Adi.", town.region.id)
        await outbox.enqueue(session, notice, now=NOW)
        await people.forget(session, adi, NOW)
        (claimed,) = await outbox.claim_due(session, holder="me", now=NOW, limit=1)
    assert claimed.text == "… dari Jl. Adisucipto, Pak …."
