"""Indonesia's public holidays and joint leave (cuti bersama), from the `holidays` package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

import holidays

PUBLIC = "public"
JOINT_LEAVE = "government"
"""The package's categories for Indonesia (holidays 0.109): joint leave is `government`, and
`public` alone would leave 24 December 2026 a working day."""


def days_off(years: Iterable[int]) -> dict[date, str]:
    """The national days off of the years with their Indonesian names; a new dict each time.

    Years for which the government has decreed nothing yet have the package's estimates of the
    religious holidays and no joint leave: see `missing_joint_leave`.
    """
    return {day: name for year in years for day, name in _days(year, PUBLIC, JOINT_LEAVE).items()}


def missing_joint_leave(year: int) -> bool:
    """Whether no joint leave is known for the year, so that an operator has to add it by hand."""
    return not _days(year, JOINT_LEAVE)


@cache
def _days(year: int, *categories: str) -> Mapping[date, str]:
    # Without a language the package answers in that of the process's locale.
    found = holidays.country_holidays("ID", years=year, categories=categories, language="id")
    return MappingProxyType(dict(sorted(found.items())))
