"""What each rung of the ladder contributes: which dates it sees, and what is lost without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Self
from unittest.mock import patch

from checks.client import Client
from checks.model import Reading
from checks.website.items import Findings
from checks.website.reader import read_website
from checks.website.rungs import Rungs
from checks.website.settle import STRENGTHS
from tests.checks.site_files import AS_OF

SOURCES = tuple(STRENGTHS)
"""The rungs, by the name of the evidence that they give."""


class Kept(list[Findings]):
    """The findings of one climb, all dates of one source left out as if nobody had seen them."""

    def __init__(self, without: str = "") -> None:
        super().__init__()
        self._without = without

    @property
    def sources(self) -> frozenset[str]:
        """The sources of all dates that were believed of one item or another."""
        return frozenset(one.evidence.source for found in self for one in found.publications)

    def append(self, findings: Findings) -> None:
        super().append(self._less(findings))

    def __iadd__(self, more: Iterable[Findings], /) -> Self:  # type: ignore[override, misc]
        self.extend(map(self._less, more))
        return self

    def _less(self, findings: Findings) -> Findings:
        kept = [one for one in findings.publications if one.evidence.source != self._without]
        return replace(findings, publications=tuple(kept))


async def read_without(source: str, client: Client, address: str) -> tuple[Reading, frozenset[str]]:
    """The reading of a site whose ladder lacks a rung, and the rungs on which a date was seen.

    What the rung says besides its dates (links, titles) is kept, and its requests are made.
    """
    kept = Kept(source)
    with patch("checks.website.reader.Rungs", partial(Rungs, found=kept)):
        reading = await read_website(client, address, AS_OF)
    return reading, kept.sources
