from __future__ import annotations

import pytest

from bot.commands.check_words import LONGEST_LINE
from bot.commands.link_card import REFUSALS, refusal_card
from checks.links import LinkRejected, Reason, good_example
from checks.model import Platform
from tests.bot.commands.check_readings import shown, words_of
from tests.bot.commands.conftest import Segar


def test_a_post_tells_its_account_id_and_time(segar: Segar) -> None:
    outcome = segar(
        "link", "Sudah ya https://x.com/dinkes_lebak/status/1860893400000000000", "--json"
    )
    assert outcome.code == 0
    found = outcome.object
    assert (found["kind"], found["platform"], found["handle"]) == ("post", "x", "dinkes_lebak")
    assert found["post_id"] == "1860893400000000000"
    assert found["published_at"].startswith("2024-11-25T")
    assert found["published_at"].endswith("+00:00")
    assert found["canonical"] == "https://x.com/dinkes_lebak/status/1860893400000000000"


def test_a_profile_tells_its_canonical_address(segar: Segar) -> None:
    outcome = segar("link", "instagram.com/Dinkes_Lebak?igsh=x", "--json")
    found = outcome.object
    assert outcome.code == 0
    assert (found["kind"], found["platform"], found["handle"], found["platform_id"]) == (
        "profile",
        "instagram",
        "dinkes_lebak",
        None,
    )
    assert found["canonical"] == "https://www.instagram.com/dinkes_lebak/"


@pytest.mark.parametrize(
    ("address", "reason"),
    [("", "empty"), ("x", "malformed"), ("https://bit.ly/abc", "short_link")],
)
def test_what_is_no_address_is_rejected_with_the_reason(
    segar: Segar, address: str, reason: str
) -> None:
    outcome = segar("link", address, "--json")
    assert outcome.code == 2
    assert outcome.object == {"address": address, "kind": "rejected", "reason": reason}


def told(segar: Segar, address: str) -> list[str]:
    """The lines of the card that a person sees, without its frame."""
    return [words for line in segar("link", address).out.splitlines() if (words := words_of(line))]


def test_a_post_is_shown_in_plain_words(segar: Segar) -> None:
    assert told(segar, "https://x.com/dinkes_lebak/status/1860893400000000000?s=20") == [
        "A post on X",
        "Account dinkes_lebak",
        "Id 1860893400000000000",
        "Address https://x.com/dinkes_lebak/status/1860893400000000000",
        "Made 25 Nov 2024, 03:48 UTC",
        "as its id says; the post may have appeared up to 3 hours later",
    ]


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("https://youtu.be/dQw4w9WgXcQ", "Made unknown: ids of YouTube hold no time"),
        ("https://youtu.be/dQw4w9WgXcQ", "Account not in the address"),
        ("instagram.com/p/abc", "Made unknown: its id holds no time that can be believed"),
        ("https://dinkes.lebakkab.go.id/berita/1", "A page of a website"),
        ("https://dinkes.lebakkab.go.id", "A website"),
        ("https://www.tiktok.com/@dinkes_lebak", "An account on TikTok"),
        (
            "https://www.facebook.com/profile.php?id=100064000000001",
            "Account number 100064000000001, without a name in the address",
        ),
    ],
)
def test_what_the_address_does_not_say_is_said_too(segar: Segar, address: str, line: str) -> None:
    assert line in told(segar, address)


@pytest.mark.parametrize(
    ("address", "advice"),
    [
        ("https://vt.tiktok.com/ZSabc/", "when the post is there, copy the full address."),
        ("https://vt.tiktok.com/ZSabc/", "Platform TikTok"),
        ("https://t.me/c/1234567890/12", "a post or an account that everybody can see"),
        ("https://x.com/a/status/1 https://x.com/a/status/2", "Give one link at a time."),
        ("https://instagram.com/stories/dinkes/1", "press Share, and copy its link."),
        ("https://instagram.com/stories/dinkes/1", f"Example {good_example(Platform.INSTAGRAM)}"),
    ],
)
def test_a_refused_link_comes_with_what_to_do_next(segar: Segar, address: str, advice: str) -> None:
    outcome = segar("link", address)
    assert outcome.code == 2
    assert advice in words_of(outcome.out)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_sentence_and_its_advice(reason: Reason) -> None:
    shown_card = words_of(shown(refusal_card("halo", LinkRejected(reason, "halo"))))
    why, what_to_do = REFUSALS[reason]
    assert f"Given halo Why {why} To do {what_to_do}" in shown_card
    assert len(why) + len(what_to_do) < LONGEST_LINE


def test_what_a_terminal_acts_on_is_not_shown(segar: Segar) -> None:
    outcome = segar("link", "halo \x1b[2J[bold]")
    assert "\x1b" not in outcome.out
    assert "[bold]" in outcome.out


def test_it_works_with_settings_that_can_not_be_read(
    segar: Segar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEGAR_LOG_LEVEL", "LOUD")
    assert segar("link", "https://t.me/lebakkab/12", "--json").object["kind"] == "post"
