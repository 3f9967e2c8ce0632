"""Why a link was not taken."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a link was not taken; each compares equal to its plain word."""

    UNSUPPORTED_HOST = "unsupported_host"
    """Another service, a look-alike of a platform, or an address that pretends another host."""
    NOT_A_POST = "not_a_post"
    """A profile, a home page, a story, a playlist: nothing that was published once."""
    NOT_A_PROFILE = "not_a_profile"
    """A post, a search, a word the platform keeps for itself: nobody's account."""
    PRIVATE = "private"
    """Only members can open it, or it is said to be someone's personal account."""
    SHORT_LINK = "short_link"
    """Where it leads can only be learned by a request."""
    MULTIPLE = "multiple"
    """More than one link or account where one was asked for."""
    MALFORMED = "malformed"
    """No link or name by anyone's rules."""
    EMPTY = "empty"
    """Nothing written, or a word that says there is none."""


class LinkRejected(Exception):
    """A text that is no link to a post, or no channel's address.

    `reason` says why; `text` is what was refused: the link, or the whole text where none stood out.
    """

    def __init__(self, reason: Reason, text: str) -> None:
        super().__init__(f"{reason}: {text!r}")
        self.reason = reason
        self.text = text
