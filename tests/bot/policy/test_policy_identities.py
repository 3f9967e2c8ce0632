from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.policy.identities import Drift, IdentityChange, identity_change
from checks.errors import HEALTHS
from checks.links import read_profile
from checks.model import ChannelRef, Health, Identity, Platform, Reading, Trouble

NOW = datetime(2026, 11, 24, 23, tzinfo=UTC)
NEW = read_profile("https://x.com/dinkes_contoh")
KNOWN = replace(NEW, platform_id="1500")


def read(platform_id: str, handle: str | None) -> Reading:
    return Reading(Health.OK, NOW, identity=Identity(platform_id, handle))


def troubled(trouble: Trouble, identity: Identity | None = None) -> Reading:
    return Reading(HEALTHS[trouble], NOW, trouble=trouble, identity=identity)


def change(
    ref: ChannelRef,
    reading: Reading,
    *,
    lived_before: bool = False,
    before: Trouble | None = None,
) -> IdentityChange | None:
    return identity_change(ref, reading, lived_before=lived_before, before=before)


def test_the_first_reading_tells_the_id_to_remember() -> None:
    assert change(NEW, read("1500", "dinkes_contoh")) == IdentityChange(
        Drift.FIRST_SEEN, "1500", "dinkes_contoh"
    )


def test_the_same_account_under_the_same_name_is_no_change() -> None:
    assert change(KNOWN, read("1500", "Dinkes_Contoh")) is None
    assert change(KNOWN, read("1500", None)) is None
    assert change(KNOWN, Reading(Health.OK, NOW)) is None


def test_another_name_with_the_same_id_is_a_rename() -> None:
    assert change(KNOWN, read("1500", "dinkes_baru")) == IdentityChange(
        Drift.RENAMED, "1500", "dinkes_baru"
    )


def test_the_same_name_with_another_id_is_somebody_else() -> None:
    taken = troubled(Trouble.NAME_TAKEN, Identity("1600", "dinkes_contoh"))
    assert change(KNOWN, taken) == IdentityChange(Drift.TAKEN, "1600", "dinkes_contoh")


@pytest.mark.parametrize(
    "trouble", [Trouble.ACCOUNT_HIDDEN, Trouble.ACCOUNT_UNKNOWN, Trouble.ACCOUNT_SUSPENDED]
)
def test_an_account_that_was_read_and_is_shown_no_more_has_vanished_once(trouble: Trouble) -> None:
    vanished = IdentityChange(Drift.VANISHED)
    assert change(KNOWN, troubled(trouble)) == vanished
    assert change(NEW, troubled(trouble), lived_before=True) == vanished
    assert change(NEW, troubled(trouble)) is None
    assert change(KNOWN, troubled(trouble), before=trouble) is None


@pytest.mark.parametrize("trouble", [Trouble.TOKEN_REFUSED, Trouble.TIMED_OUT, Trouble.NO_READER])
def test_trouble_of_ours_says_nothing_of_an_account(trouble: Trouble) -> None:
    assert change(KNOWN, troubled(trouble), lived_before=True) is None


def test_dots_and_case_are_no_new_name_on_facebook() -> None:
    page = replace(read_profile("https://www.facebook.com/dinkes.contoh"), platform_id="1000")
    assert change(page, read("1000", "DinkesContoh")) is None
    renamed = change(page, read("1000", "dinkes.baru"))
    assert renamed is not None
    assert renamed.drift is Drift.RENAMED


@pytest.mark.parametrize("address", ["https://www.youtube.com/c/Dinkes", "youtube.com/user/dinkes"])
def test_an_old_youtube_name_beside_the_handle_is_no_rename(address: str) -> None:
    ref = replace(read_profile(address), platform_id="UCAbCdEfGhIjKlMnOpQrStUv")
    assert change(ref, read("UCAbCdEfGhIjKlMnOpQrStUv", "dinkeskab")) is None


def test_an_account_known_by_its_id_alone_has_no_name_to_lose() -> None:
    ref = read_profile("https://www.facebook.com/profile.php?id=100064000000001")
    assert ref.handle is None
    assert ref.platform is Platform.FACEBOOK
    assert change(ref, read("100064000000001", "dinkes.contoh")) is None


PAGE = replace(read_profile("https://www.facebook.com/dinkes.contoh"), platform_id="1000")


def moved(handle: str | None, to: str = "2000", moved_from: str = "1000") -> Reading:
    return Reading(Health.OK, NOW, identity=Identity(to, handle, moved_from))


def test_an_id_that_the_platform_says_was_moved_is_the_same_account() -> None:
    assert change(PAGE, moved("DinkesContoh")) == IdentityChange(Drift.MOVED, "2000")
    assert change(PAGE, moved(None)) == IdentityChange(Drift.MOVED, "2000")


def test_a_moved_account_may_have_another_name_as_well() -> None:
    told = IdentityChange(Drift.MOVED, "2000", "dinkes.baru")
    assert change(PAGE, moved("dinkes.baru")) == told


def test_a_move_is_news_until_the_new_id_is_remembered() -> None:
    after = replace(PAGE, platform_id="2000")
    assert change(after, read("2000", "dinkes.contoh")) is None
    first = replace(PAGE, platform_id=None)
    assert change(first, moved("dinkes.contoh")) == IdentityChange(
        Drift.FIRST_SEEN, "2000", "dinkes.contoh"
    )


def test_an_account_known_by_its_id_alone_may_be_moved() -> None:
    ref = read_profile("https://www.facebook.com/profile.php?id=100064000000001")
    reading = moved("dinkes.contoh", "100064000000002", "100064000000001")
    assert change(ref, reading) == IdentityChange(Drift.MOVED, "100064000000002")


def test_a_move_from_an_id_that_was_never_ours_excuses_nobody() -> None:
    identity = Identity("2000", "dinkes.contoh", "3000")
    taken = troubled(Trouble.NAME_TAKEN, identity)
    assert change(PAGE, taken) == IdentityChange(Drift.TAKEN, "2000", "dinkes.contoh")
