"""The tables. Rows grow with what changes, not with days; times are UTC.

Nothing outside `storage` sees these classes: the modules beside this one take and return plain
values. What the bot needs for its own work stands in `storage.work_tables`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.columns import OutsideText, UtcDateTime

IN_CARE = text("until IS NULL")
STILL_OPEN = text("closed_at IS NULL")
"""The conditions of the two partial unique indexes: only current rows have to be unique."""

LINK_LENGTH = 700
"""The width of a publication's link; PostgreSQL's index rows hold 2,700 bytes."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 (declared so by SQLAlchemy)
        datetime: UtcDateTime,
        dict[str, Any]: JSON(none_as_null=True),
        list[str]: JSON,
    }


class RegionRow(Base):
    __tablename__ = "regions"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    zone: Mapped[str] = mapped_column(String(64))
    group_chat_id: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]


class CalendarDayRow(Base):
    """An operator's correction of the calendar: a day added as free, or made a working day."""

    __tablename__ = "calendar_days"

    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    is_workday: Mapped[bool]


class AgencyRow(Base):
    __tablename__ = "agencies"
    __table_args__ = (UniqueConstraint("region_id", "name"), UniqueConstraint("region_id", "short"))

    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"))
    name: Mapped[str] = mapped_column(String(300))
    short: Mapped[str] = mapped_column(String(100))
    agency_class: Mapped[str] = mapped_column(String(32))


class ChannelRow(Base):
    __tablename__ = "channels"
    __table_args__ = (UniqueConstraint("region_id", "platform", "canonical"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    platform: Mapped[str] = mapped_column(String(16))
    canonical: Mapped[str] = mapped_column(String(500))
    handle: Mapped[str | None] = mapped_column(String(200))
    platform_id: Mapped[str | None] = mapped_column(String(200))
    paused_until: Mapped[date | None]
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class PersonRow(Base):
    """Someone who talks to the bot, or a name in the roster that has not arrived yet."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    telegram_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(8))
    joined_at: Mapped[datetime | None]
    leave_until: Mapped[date | None]
    unreachable_since: Mapped[datetime | None]
    strikes: Mapped[int] = mapped_column(default=0)
    first_strike_at: Mapped[datetime | None]


class StewardshipRow(Base):
    """Who looked after which channel, from when to when."""

    __tablename__ = "stewardships"
    __table_args__ = (
        Index(
            "uq_stewardships_current",
            "channel_id",
            "person_id",
            unique=True,
            sqlite_where=IN_CARE,
            postgresql_where=IN_CARE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    position: Mapped[str] = mapped_column(String(8))
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class InvitationRow(Base):
    """An invitation; only a hash of its code is kept."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class ReadingRow(Base):
    """A run of equal readings: extended while health and newest publication stay the same.

    `newest_*` and `evidence` are of the newest publication known, also where this run saw none.
    """

    __tablename__ = "readings"

    id: Mapped[int] = mapped_column(primary_key=True)
    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"), index=True)
    health: Mapped[str] = mapped_column(String(16))
    newest_at: Mapped[datetime | None]
    newest_url: Mapped[str | None] = mapped_column(OutsideText)
    newest_day_only: Mapped[bool]
    evidence: Mapped[dict[str, Any] | None]
    detail: Mapped[str] = mapped_column(OutsideText)
    signs: Mapped[list[str]]
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    times_seen: Mapped[int]
    passing_failures: Mapped[int]


class ChannelStateRow(Base):
    """The one current row of a channel: what the last sweep found, and when it will be behind."""

    __tablename__ = "channel_states"

    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"), primary_key=True)
    reading_id: Mapped[int] = mapped_column(ForeignKey("readings.id"))
    health: Mapped[str] = mapped_column(String(16))
    detail: Mapped[str] = mapped_column(OutsideText)
    trouble: Mapped[str | None] = mapped_column(String(32))
    checked_at: Mapped[datetime]
    failures: Mapped[int]
    failing_since: Mapped[datetime | None]
    due_at: Mapped[datetime | None] = mapped_column(index=True)


class LastReadingRow(Base):
    """The last reading of a channel that told something, whole: the next check begins with it."""

    __tablename__ = "last_readings"

    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"), primary_key=True)
    reading: Mapped[str] = mapped_column(OutsideText)


class PublicationRow(Base):
    __tablename__ = "publications"
    __table_args__ = (
        UniqueConstraint("channel_id", "link"),
        Index("ix_publications_channel_id_at", "channel_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"))
    link: Mapped[str] = mapped_column(OutsideText(LINK_LENGTH))
    at: Mapped[datetime]
    day_only: Mapped[bool]
    title: Mapped[str] = mapped_column(OutsideText)
    source: Mapped[str] = mapped_column(String(32))
    seen_in: Mapped[str] = mapped_column(OutsideText)
    raw: Mapped[str] = mapped_column(OutsideText)
    reported: Mapped[bool]
    verified: Mapped[bool]
    first_seen_at: Mapped[datetime]
    likes: Mapped[int | None] = mapped_column(BigInteger)
    comments: Mapped[int | None] = mapped_column(BigInteger)
    views: Mapped[int | None] = mapped_column(BigInteger)
    information_class: Mapped[str | None] = mapped_column(String(16))
    class_asked_at: Mapped[datetime | None]
    untitled: Mapped[bool] = mapped_column(server_default=false())


class ReportRow(Base):
    """What a steward sent with /posted: a link, or a photo as evidence."""

    __tablename__ = "reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    channel_id: Mapped[int | None] = mapped_column(ForeignKey("channels.id"))
    origin: Mapped[str] = mapped_column(String(64), unique=True)
    link: Mapped[str | None] = mapped_column(Text)
    photo: Mapped[str | None] = mapped_column(String(300))
    photo_digest: Mapped[str | None] = mapped_column(String(64), index=True)
    photo_type: Mapped[str | None] = mapped_column(String(16))
    outcome: Mapped[str] = mapped_column(String(32))
    sent_at: Mapped[datetime]


class PictureToEraseRow(Base):
    """A picture that nobody's report refers to any more, until its file is gone."""

    __tablename__ = "pictures_to_erase"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)


class PeriodicDutyRow(Base):
    """What agencies must publish by a date, every year or once: a yearly report, for instance.

    It is every agency's where no class is named.
    """

    __tablename__ = "periodic_duties"
    __table_args__ = (UniqueConstraint("region_id", "title", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("regions.id"))
    title: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date]
    every_year: Mapped[bool]
    agency_class: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class PeriodicTickRow(Base):
    """An agency has done a periodic duty for one of its due dates, with this publication."""

    __tablename__ = "periodic_ticks"

    duty_id: Mapped[int] = mapped_column(ForeignKey("periodic_duties.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publications.id"))
    ticked_at: Mapped[datetime]


class EpisodeRow(Base):
    """One stretch of a channel being behind; at most one open per channel."""

    __tablename__ = "episodes"
    __table_args__ = (
        Index(
            "uq_episodes_open",
            "channel_id",
            unique=True,
            sqlite_where=STILL_OPEN,
            postgresql_where=STILL_OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"))
    opened_on: Mapped[date]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(OutsideText)


class NudgeRow(Base):
    """One step of an episode: who was told what on which day."""

    __tablename__ = "nudges"
    __table_args__ = (UniqueConstraint("episode_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    episode_id: Mapped[int] = mapped_column(ForeignKey("episodes.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    day: Mapped[date]
    step: Mapped[str] = mapped_column(String(16))
