"""How a reader's answers stand to what is labelled, counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.site_farm import OpenSite
from benchmarks.site_readers import Told
from benchmarks.tables import share
from checks.model import Health

DAYS = ("right", "right day", "rightly none", "wrong day", "invented", "unmeasured")
"""The columns of `Tally.days`."""


@dataclass(slots=True)
class Tally:
    """Answers of one reader, counted by how they stand to the labels.

    Days are counted of the sites that are not hijacked. `deceived` counts the hijacked sites of
    which a day was told as if nothing were wrong.
    """

    sites: int = 0
    right_day: int = 0
    right_none: int = 0
    wrong: int = 0
    invented: int = 0
    unmeasured: int = 0
    hijacked: int = 0
    deceived: int = 0
    right_health: int = 0
    seconds: float = 0.0

    def count(self, site: OpenSite, told: Told) -> None:
        label = site.file
        self.right_health += told.health is label.health
        if label.health is Health.HIJACKED:
            self.hijacked += 1
            self.deceived += told.day is not None
            return
        self.sites += 1
        self.right_day += label.newest is not None and told.day == label.newest
        self.right_none += label.newest is None and told.day is None
        self.wrong += None not in {label.newest, told.day} and told.day != label.newest
        self.invented += label.newest is None and told.day is not None
        self.unmeasured += label.newest is not None and told.day is None

    @property
    def right(self) -> int:
        return self.right_day + self.right_none

    @property
    def untrue(self) -> int:
        """Days told that are not the site's."""
        return self.wrong + self.invented

    @property
    def days(self) -> tuple[object, ...]:
        """The row of a table; `DAYS` names its columns."""
        return (
            share(self.right, self.sites),
            self.right_day,
            self.right_none,
            self.wrong,
            self.invented,
            self.unmeasured,
        )


def tallied(sites: Iterable[OpenSite], told: Iterable[Told], seconds: float = 0.0) -> Tally:
    """The answers of one reader to the sites, in the same order, and its seconds in all."""
    tally = Tally(seconds=seconds)
    for site, answer in zip(sites, told, strict=True):
        tally.count(site, answer)
    return tally
