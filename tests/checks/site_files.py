"""Whole websites written down in one TOML file each: what they serve, and what is true of them."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from checks.model import Health
from tests.checks.website_farm import Site

FOLDER = Path(__file__).parent / "sites"

AS_OF = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
"""The moment at which every site is read: a Tuesday, ten in the morning in western Indonesia."""

SITE = "{{site}}"
"""Stands for the site's own origin, without a closing slash; the elsewhere mark for another's."""
ELSEWHERE = "{{elsewhere}}"

KINDS = {
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".gz": "application/gzip",
}


@dataclass(frozen=True)
class SiteFile:
    """One site: its name, its trap in a sentence, what is true of it, and its pages.

    `family` is the folder it stands in. `newest` is the day of the newest publication in western
    Indonesia, or None where an honest reader tells none. `source` is the rung that should tell it,
    where only one can.
    """

    name: str
    family: str
    trap: str
    cms: str
    health: Health
    newest: date | None
    source: str
    pages: Mapping[str, Mapping[str, Any]]
    elsewhere: Mapping[str, Mapping[str, Any]]

    def serve(self, site: Site, elsewhere: Site | None = None) -> None:
        """Put the pages on a site, and those of another host on another."""
        origins = {
            SITE: site.url("").rstrip("/"),
            ELSEWHERE: elsewhere.url("").rstrip("/") if elsewhere else "",
        }
        _serve(site, self.pages, origins)
        if elsewhere:
            _serve(elsewhere, self.elsewhere, origins)


def site_files() -> list[SiteFile]:
    """All sites of the folder, by name."""
    return [read_site_file(path) for path in sorted(FOLDER.glob("**/*.toml"))]


def read_site_file(path: Path) -> SiteFile:
    """The site in a file: `[site]` holds what is true, each other table is a page under its path.

    A page has `body`, and where they differ from the usual `type`, `status`, `headers`, `charset`
    (how the body is encoded) and `gzip` (as a file, not as a transfer). Pages of another host stand
    in tables named `elsewhere` and their path. Raises KeyError or ValueError for what is missing.
    """
    content = tomllib.loads(path.read_text("utf-8"))
    truth = content.pop("site")
    return SiteFile(
        name=path.stem,
        family=path.parent.name,
        trap=truth["trap"],
        cms=truth.get("cms", ""),
        health=Health(truth["health"]),
        newest=truth.get("newest"),
        source=truth.get("source", ""),
        elsewhere=content.pop("elsewhere", {}),
        pages=content,
    )


@asynccontextmanager
async def served(file: SiteFile) -> AsyncIterator[tuple[Site, Site]]:
    """The site of a file while it is served on loopback, and the other host that it leads to."""
    site, elsewhere = Site(), Site()
    await site.start()
    await elsewhere.start()
    # Another name for the same machine makes it another site, which another port does not.
    elsewhere.host = "localhost"
    file.serve(site, elsewhere)
    try:
        yield site, elsewhere
    finally:
        await site.stop()
        await elsewhere.stop()


def _serve(site: Site, pages: Mapping[str, Mapping[str, Any]], origins: Mapping[str, str]) -> None:
    for path, page in pages.items():
        headers = {"Date": format_datetime(AS_OF, usegmt=True), **page.get("headers", {})}
        body = page.get("body", "")
        for mark, origin in origins.items():
            body = body.replace(mark, origin)
            headers = {name: value.replace(mark, origin) for name, value in headers.items()}
        data = body.encode(page.get("charset", "utf-8"))
        kind = page.get("type") or KINDS.get(Path(path).suffix, "text/html; charset=utf-8")
        site.serve(
            path,
            gzip.compress(data, mtime=0) if page.get("gzip") else data,
            kind,
            page.get("status", 200),
            headers,
        )
