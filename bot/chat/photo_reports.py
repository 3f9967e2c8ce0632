"""A photo or a screenshot that a steward sends: evidence of what was published."""

from __future__ import annotations

import asyncio
from typing import Final

import structlog
from telegram import Document, PhotoSize
from telegram.error import TelegramError

from bot.buttons import PHOTO, button, column
from bot.channel_names import channel_name
from bot.chat.reporters import reporter_of
from bot.chat.turn import Turn
from bot.evidence_folder import KeptPicture
from bot.photo_reporting import PROBLEMS, RecordedPhoto, SentPhoto, record_choice, record_photo
from bot.pictures import MOST_BYTES, MOST_PIXELS, PictureRefused
from bot.policy.photo_reports import PhotoOutcome
from bot.report_memory import Screenshot
from bot.reporting import Reporter
from storage import people, reports
from storage.engine import Session
from storage.reports import Report
from storage.roster import Channel

log = structlog.get_logger(__name__)

PATIENCE: Final = 45.0
"""Seconds for fetching a picture: well within the time an update is held for its handler."""


def photo_id(turn: Turn) -> str | None:
    """Telegram's file id of the picture or file in the message, or None."""
    sent = _sent(turn)
    return None if sent is None else sent.file_id


async def screenshot_in(turn: Turn) -> Screenshot | None:
    """The picture beside a link, kept where it could be fetched; None where there is none."""
    sent = _sent(turn)
    if sent is None:
        return None
    looked = await _kept_picture(turn, sent)
    if isinstance(looked, KeptPicture):
        return Screenshot(sent.file_id, looked)
    return Screenshot(sent.file_id, None) if looked is PhotoOutcome.NOT_KEPT else None


async def posted_photo(turn: Turn) -> None:
    """Keep the picture and count it on the steward's word, or say what to do instead."""
    sent = _sent(turn)
    if sent is None:
        raise ValueError("this conversation is for messages with a picture")
    person, _ = turn.known()
    async with turn.services.database.reading() as session:
        mine = await people.channels_of(session, person)
    looked = await _kept_picture(turn, sent) if mine else PhotoOutcome.NO_CHANNEL
    photo = SentPhoto(
        file_id=sent.file_id,
        origin=turn.origin,
        album_origin=turn.album_origin,
        kept=looked if isinstance(looked, KeptPicture) else None,
        problem=looked if isinstance(looked, PhotoOutcome) else None,
    )
    async with turn.deciding() as session:
        recorded = await record_photo(session, await reporter_of(turn, session), photo)
        _answer(turn, recorded)


async def photo_channel_chosen(turn: Turn) -> None:
    """The press that says for which channel a picture is; only whoever was asked may say it."""
    async with turn.deciding() as session:
        reporter = await reporter_of(turn, session)
        asked = await _asked(turn, session, reporter)
        if asked is None:
            turn.answer("button_stale")
        else:
            _answer(turn, await record_choice(session, reporter, *asked))


def _sent(turn: Turn) -> PhotoSize | Document | None:
    message = turn.update.effective_message
    if message is None:
        return None
    return message.photo[-1] if message.photo else message.document


async def _kept_picture(turn: Turn, sent: PhotoSize | Document) -> KeptPicture | PhotoOutcome:
    """The picture in our folder, or why it is not there.

    Only kinds of errors are logged: their words may hold the file's address, and that the token.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            content = await _fetch(sent)
    except (TelegramError, TimeoutError) as error:
        log.warning("picture_not_fetched", reason=type(error).__name__)
        return PhotoOutcome.NOT_KEPT
    if content is None:
        return PhotoOutcome.TOO_LARGE
    try:
        return await turn.services.evidence.keep(content, turn.now)
    except PictureRefused as refused:
        return PROBLEMS[refused.reason]
    except OSError:
        log.exception("picture_not_kept")
        return PhotoOutcome.NOT_KEPT


async def _fetch(sent: PhotoSize | Document) -> bytes | None:
    """The content; None where Telegram says that it is more than we keep. Raises TelegramError."""
    if (sent.file_size or 0) > MOST_BYTES:
        return None
    file = await sent.get_file()
    if (file.file_size or 0) > MOST_BYTES:
        return None
    return bytes(await file.download_as_bytearray())


async def _asked(turn: Turn, session: Session, reporter: Reporter) -> tuple[Report, Channel] | None:
    """The open question that was pressed on, and the channel chosen.

    None where the press is none of ours, somebody else's, answered, or names no channel of theirs.
    """
    pressed = turn.pressed(PHOTO, 2)
    if pressed is None:
        return None
    report_id, channel_id = pressed
    report = await reports.find(session, report_id)
    if report is None or report.person_id != reporter.person.id:
        return None
    if report.outcome != PhotoOutcome.WHICH_CHANNEL:
        return None
    chosen = [channel for channel in reporter.channels if channel.id == channel_id]
    return (report, chosen[0]) if chosen else None


def _answer(turn: Turn, recorded: RecordedPhoto) -> None:
    """Answer with the outcome's template, unless the picture's album had its answer."""
    decision, channel = recorded.decision, recorded.channel
    if decision.silent:
        return
    choices = [
        button(channel_name(turn.label, one), PHOTO, recorded.report_id, one.id)
        for one in recorded.candidates
    ]
    turn.answer(
        decision.outcome.value,
        channel="" if channel is None else channel_name(turn.label, channel),
        quiet_until=decision.quiet_until,
        megabytes=MOST_BYTES // 2**20,
        megapixels=MOST_PIXELS // 10**6,
        buttons=column(choices),
    )
