"""A YouTube channel's three kinds of names, and how each is asked for."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit

from checks.links import LinkRejected, read_post
from checks.model import ChannelRef


class Name(StrEnum):
    """By what an account's address names it."""

    ID = "channel"
    HANDLE = "@"
    USER = "user"
    """A name from before 2012, unchangeable, under /user/."""
    CUSTOM = "c"
    """A name given until 2022, under /c/, which no door of YouTube's can be asked by. Channels
    that had one mostly got it for a handle as well."""


def name_kind(ref: ChannelRef) -> Name:
    """By what the account's address names it."""
    if ref.handle is None:
        return Name.ID
    first = urlsplit(ref.canonical).path.split("/")[1]
    return Name(first) if first in {Name.USER, Name.CUSTOM} else Name.HANDLE


def watch_address(video_id: str) -> str:
    """A video's permalink as a report of the same video has it."""
    link = f"https://www.youtube.com/watch?v={video_id}"
    try:
        return read_post(link).canonical
    except LinkRejected:
        return link
