from __future__ import annotations

import pytest

from tests.bot.commands.conftest import Segar


def test_a_region_is_added_and_listed(segar: Segar, database_url: str) -> None:
    added = segar("region", "add", "lebak", "--name", "Kabupaten Lebak", "--zone", "wita")
    assert (added.code, added.err) == (0, "")
    assert segar("region", "list").out == "lebak  Kabupaten Lebak  Asia/Makassar\n"


def test_the_same_slug_twice_is_a_mistake_and_changes_nothing(
    segar: Segar, database_url: str
) -> None:
    segar("region", "add", "lebak", "--name", "Kabupaten Lebak")
    again = segar("region", "add", "lebak", "--name", "Lebak lain")
    assert (again.code, again.out) == (2, "")
    assert again.err == "There is already a region called 'lebak'.\n"
    assert segar("region", "list").out == "lebak  Kabupaten Lebak  Asia/Jakarta\n"


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("Lebak!", "--name", "Lebak"), "lower-case letters"),
        (("", "--name", "Lebak"), "lower-case letters"),
        (("lebak", "--name", "Lebak", "--zone", "Mars/Olympus"), "WIB, WITA, WIT"),
        (("lebak", "--name", "Lebak", "--zone", "../etc/passwd"), "WIB, WITA, WIT"),
        (("lebak", "--name", "Lebak", "--zone", ""), "WIB, WITA, WIT"),
        (("lebak", "--name", "  "), "needs a name"),
        (("lebak",), "Missing option '--name'"),
    ],
)
def test_what_can_not_name_a_region_is_one_sentence_and_adds_nothing(
    segar: Segar, database_url: str, arguments: tuple[str, ...], hint: str
) -> None:
    outcome = segar("region", "add", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert hint in outcome.err
    assert segar("region", "list").out == ""
