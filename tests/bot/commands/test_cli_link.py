from __future__ import annotations

import pytest

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


def test_without_json_it_is_a_line_for_each_fact(segar: Segar) -> None:
    outcome = segar("link", "https://t.me/lebakkab/\x1b[2J")
    assert "platform" in outcome.out or "reason: " in outcome.out
    assert "\x1b" not in outcome.out


def test_it_works_with_settings_that_can_not_be_read(
    segar: Segar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEGAR_LOG_LEVEL", "LOUD")
    assert segar("link", "https://t.me/lebakkab/12", "--json").object["kind"] == "post"
