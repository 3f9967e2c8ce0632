"""What the last reading of a website still says, where nothing has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from hashlib import blake2b
from importlib.resources import files

from checks.model import Document, Evidence, Publication, Reading
from checks.website._calendar import WESTERN_TIME
from checks.website.addresses import article_key
from checks.website.items import SPAM, TIME_BOUND, Findings, day_of
from checks.website.settle import RECENT_ENOUGH

THOROUGH_EVERY = timedelta(days=6, hours=12)
"""Once a week nothing is taken as unchanged on a server's word: some say so of everything."""


@cache
def rules() -> str:
    """Names the rules that websites are read by: a hash of this package's files.

    A reading made by other rules is no reason to leave a document unread.
    """
    digest = blake2b(digest_size=8)
    package = files("checks.website")
    for file in sorted(package.iterdir(), key=lambda one: one.name):
        if file.name.endswith((".py", ".json", ".toml")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


class Memory:
    """The last reading of one site, or nothing."""

    def __init__(self, before: Reading | None, now: datetime) -> None:
        """`before` is what the last check found, or None where there was none; `now` is aware."""
        self.before = before
        last = before.thorough_at if before and before.rules == rules() else None
        is_due = last is None or now - last >= THOROUGH_EVERY
        self.thorough_at = now if last is None or is_due else last
        """When everything was last read, which is now where this reading is to be such a one."""
        self.is_thorough = is_due
        documents = before.documents if before and not is_due else ()
        self.documents: Mapping[str, Document] = {one.url: one for one in documents}
        self.publications: Mapping[str, Publication] = {
            article_key(one.url): one for one in (before.recent if before else ())
        }
        """What was known then, by the key of each address."""

    def still_holds(self, now: datetime) -> bool:
        """Whether the reading is to be kept if none of its documents changed.

        Not where time alone may change it: a date that was still to come, a stamp that looked like
        a clock, a newest publication that has since become too old to stop looking.
        """
        if self.before is None or not self.documents or _is_time_bound(self.before.set_aside):
            return False
        newest = self.before.newest
        return newest is None or _is_recent(newest, now) == _is_recent(
            newest, self.before.checked_at
        )

    def findings(self, url: str) -> Findings | None:
        """What was found in the document asked for at an address, if it can stand in for it.

        None where it held no publication, or where time alone may have changed what it says.
        """
        document = self.documents.get(url)
        if self.before is None or document is None:
            return None
        publications = [one for one in self.before.recent if one.evidence.url == document.landed]
        set_aside = [one for one in self.before.set_aside if one.url == document.landed]
        if not publications or _is_time_bound(set_aside):
            return None
        titles = [one.title for one in publications] + [one.title for one in set_aside]
        spam = sum(one.note == SPAM for one in set_aside)
        return Findings(
            tuple(publications), tuple(set_aside), titles=tuple(filter(None, titles)), spam=spam
        )


def _is_time_bound(set_aside: Iterable[Evidence]) -> bool:
    return any(one.note in TIME_BOUND for one in set_aside)


def _is_recent(publication: Publication, moment: datetime) -> bool:
    today = moment.astimezone(WESTERN_TIME).date()
    return today - day_of(publication) <= RECENT_ENOUGH
