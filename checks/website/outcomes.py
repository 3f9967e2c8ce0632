"""What came of a document, in a few words for people who doubt a verdict."""

from __future__ import annotations

from checks.client import Page
from checks.website.items import Findings, day_of


def outcome_of(findings: Findings) -> str:
    """How many items were found, and the newest date believed among them."""
    dates = [day_of(one) for one in findings.publications]
    if dates:
        dated = f"{_counted(len(dates), 'dated item')}, newest {max(dates).isoformat()}"
    elif findings.found_items:
        count = max(len(findings.titles), len(findings.undated))
        dated = f"{_counted(count, 'item')}, no date believed"
    else:
        dated = "no dated items"
    spam = f"; {_counted(findings.spam, 'title')} spam" if findings.spam else ""
    return dated + spam


def refusal(page: Page, otherwise: str = "") -> str:
    """Why an answer could not be read as what it was asked for."""
    return otherwise if page.status == 200 else f"answers {page.status}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
