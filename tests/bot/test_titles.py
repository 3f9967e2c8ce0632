"""A title in a message: whole where it is short, and else its first words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.titles import LONGEST_TITLE, shown_title


def test_a_short_title_is_shown_whole_and_on_one_line() -> None:
    assert shown_title("  Posyandu\n serentak ") == "Posyandu serentak"
    assert shown_title("a" * LONGEST_TITLE) == "a" * LONGEST_TITLE
    assert shown_title("") == ""


def test_a_long_title_is_cut_between_two_words() -> None:
    assert shown_title("Posyandu " * 20) == " ".join(["Posyandu"] * 8) + "…"
    exact = "a" * (LONGEST_TITLE - 1)
    assert shown_title(f"{exact} b") == f"{exact}…"


def test_a_word_that_fills_the_line_is_cut_in_the_word() -> None:
    assert shown_title("a" * 200) == "a" * (LONGEST_TITLE - 1) + "…"
    assert shown_title("RT " + "a" * 200) == "RT " + "a" * (LONGEST_TITLE - 4) + "…"


@given(st.text(max_size=200))
def test_no_title_is_longer_than_two_lines_on_a_phone(title: str) -> None:
    shown = shown_title(title)
    assert len(shown) <= LONGEST_TITLE
    assert "\n" not in shown
    assert shown.removesuffix("…") in " ".join(title.split())
