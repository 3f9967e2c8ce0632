"""Documents that put one day of their own on every item, whatever day the pages name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from checks.model import Publication
from checks.website.addresses import article_key
from checks.website.items import day_of

TELLING_ARTICLES = 3
"""So many articles that two documents date differently tell which of the two stamps them."""


def restamped(publications: Iterable[Publication]) -> frozenset[str]:
    """The addresses of the documents whose dates are their own doing: a feed made anew each day.

    Such a document has one day for all the articles that others have as well, and these name an
    older day for each, not the same for all.
    """
    days: defaultdict[str, dict[str, date]] = defaultdict(dict)
    for one in publications:
        days[one.evidence.url].setdefault(article_key(one.url), day_of(one))
    return frozenset(
        document
        for document, own in days.items()
        if any(_is_stamped(own, others) for other, others in days.items() if other != document)
    )


def _is_stamped(own: dict[str, date], others: dict[str, date]) -> bool:
    shared = own.keys() & others.keys()
    if len(shared) < TELLING_ARTICLES or len({own[key] for key in shared}) != 1:
        return False
    is_older = all(others[key] < own[key] for key in shared)
    return is_older and len({others[key] for key in shared}) > 1
