"""How often, and how fast, each reader of dates is right on Indonesian texts and pages.

Run `make bench-accuracy`, or `python -m benchmarks.bench_dates --markdown` from the project's
folder for the tables of docs/accuracy.md. The texts and pages are those of tests/checks/data, read
as of one fixed day.
"""

from __future__ import annotations

import argparse
import json
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import dateparser
import htmldate
from dateparser.search import search_dates

from benchmarks.tables import Printer, share
from checks.website.dates import find_date
from checks.website.pages import published_on

TODAY = date(2026, 11, 24)
DATA = Path(__file__).parent.parent / "tests" / "checks" / "data"
SETTINGS = {
    "DATE_ORDER": "DMY",
    "REQUIRE_PARTS": ["day", "month", "year"],
    "RELATIVE_BASE": datetime(2026, 11, 24, 12),  # noqa: DTZ001 - dateparser wants it naive
}
RELATIVE_SETTINGS = {key: value for key, value in SETTINGS.items() if key != "REQUIRE_PARTS"}
LANGUAGES = ["id", "en"]
REPEATS = 3


@dataclass(slots=True)
class Score:
    """Answers of one reader: right, none though there is a date, another date, one from nothing."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    invented: int = 0
    seconds: float = 0.0

    def count(self, expected: date | None, answer: date | None) -> None:
        if answer == expected:
            self.right += 1
        elif answer is None:
            self.missed += 1
        elif expected is None:
            self.invented += 1
        else:
            self.wrong += 1

    def row(self, name: str, cases: int) -> tuple[object, ...]:
        each = self.seconds / cases / REPEATS * 1000
        counts = (self.missed, self.wrong, self.invented)
        return name, share(self.right, cases), *counts, f"{each:.2f}"


Case = tuple[tuple[Any, ...], date | None]


def score(reader: Callable[..., date | None], cases: list[Case]) -> Score:
    result = Score()
    for arguments, expected in cases:
        started = time.perf_counter()
        for _ in range(REPEATS):
            try:
                answer = reader(*arguments)
            except Exception as error:
                warnings.warn(f"{reader.__name__}: {error!r}", stacklevel=1)
                answer = None
        result.seconds += time.perf_counter() - started
        result.count(expected, answer)
    return result


def within(day: date | None) -> date | None:
    """Held to the span that counts as a publication, as ours is by contract."""
    return day if day and date(2000, 1, 1) <= day <= TODAY + timedelta(days=1) else None


def with_dateparser(text: str) -> date | None:
    found = dateparser.parse(text, languages=LANGUAGES, settings=SETTINGS)
    return within(found.date()) if found else None


def with_dateparser_relative(text: str) -> date | None:
    found = dateparser.parse(text, languages=LANGUAGES, settings=RELATIVE_SETTINGS)
    return within(found.date()) if found else None


def with_search_dates(text: str) -> date | None:
    found = search_dates(text, languages=LANGUAGES, settings=RELATIVE_SETTINGS)
    return within(found[0][1].date()) if found else None


def with_htmldate_on_text(text: str) -> date | None:
    return with_htmldate(f"<html><body><p>{text}</p></body></html>", "")


def ours_on_text(text: str) -> date | None:
    return find_date(text, TODAY)


def with_htmldate(html: str, url: str) -> date | None:
    return _htmldate(html, url, extensive=True)


def with_htmldate_fast(html: str, url: str) -> date | None:
    return _htmldate(html, url, extensive=False)


def _htmldate(html: str, url: str, *, extensive: bool) -> date | None:
    found = htmldate.find_date(
        html,
        extensive_search=extensive,
        original_date=True,
        url=url or None,
        min_date="2000-01-01",
        max_date=(TODAY + timedelta(days=1)).isoformat(),
    )
    return date.fromisoformat(found) if found else None


def ours_on_page(html: str, url: str) -> date | None:
    return published_on(html, url, TODAY)


def ours_then_htmldate(html: str, url: str) -> date | None:
    return ours_on_page(html, url) or with_htmldate_fast(html, url)


def rows_of(name: str) -> list[dict[str, Any]]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def expected_in(row: dict[str, Any]) -> date | None:
    return date.fromisoformat(row["day"]) if row["day"] else None


def report(
    printer: Printer, title: str, readers: dict[str, Callable[..., date | None]], cases: list[Case]
) -> None:
    dated = sum(expected is not None for _, expected in cases)
    printer.heading(title)
    printer.say(f"{len(cases)}, of which {dated} hold a date of publication and the others none.")
    printer.table(
        ["reader", "right", "missed", "wrong", "invented", "ms each"],
        [score(reader, cases).row(name, len(cases)) for name, reader in readers.items()],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how right readings of dates are.")
    parser.add_argument("--markdown", action="store_true", help="print as for docs/accuracy.md")
    printer = Printer(markdown=parser.parse_args().markdown)
    warnings.simplefilter("ignore")
    dateparser_name = f"dateparser {version('dateparser')}"
    htmldate_name = f"htmldate {version('htmldate')}"
    texts: list[Case] = [((row["text"],), expected_in(row)) for row in rows_of("short_texts.jsonl")]
    report(
        printer,
        "Short texts",
        {
            "Segar (`find_date`)": ours_on_text,
            f"{dateparser_name}, all parts required": with_dateparser,
            dateparser_name: with_dateparser_relative,
            f"{dateparser_name}, `search_dates`": with_search_dates,
            f"{htmldate_name} on the text as a page": with_htmldate_on_text,
        },
        texts,
    )
    pages: list[Case] = [
        ((row["html"], row["url"]), expected_in(row)) for row in rows_of("article_pages.jsonl")
    ]
    report(
        printer,
        "Article pages",
        {
            "Segar (`published_on`)": ours_on_page,
            f"{htmldate_name}, original date": with_htmldate_fast,
            f"{htmldate_name}, original date, extensive": with_htmldate,
            f"Segar, then {htmldate_name} where it has none": ours_then_htmldate,
        },
        pages,
    )


if __name__ == "__main__":
    main()
