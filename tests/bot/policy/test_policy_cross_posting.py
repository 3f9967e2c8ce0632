"""What is on one channel of an agency and not yet on another: offered, kept back, put in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.policy.cross_posting import (
    PublishingChannel,
    Sight,
    TitledPublication,
    is_worth_saying,
    known_since,
    shareables,
    sight_of,
)
from bot.policy.standing import PublicationMoment
from bot.policy.title_reading import names_in
from bot.policy.workdays import Calendar
from checks.model import Platform, Publication

WIT = Calendar("Asia/Jayapura")
NOW = datetime(2026, 11, 27, 1, tzinfo=UTC)
"""Friday, 10.00 in Jayapura."""
TUESDAY = NOW - timedelta(days=3)
CHECKED_NOW = Sight(until=NOW)
VACCINES = "Vaksinasi polio tahap 2 dimulai di semua puskesmas"


def post(
    title: str = VACCINES, at: datetime = TUESDAY, link: str = "https://a.go.id/1"
) -> TitledPublication:
    return TitledPublication(PublicationMoment(at), title, link)


def channel(
    platform: Platform,
    *posts: TitledPublication,
    channel_id: int = 0,
    sight: Sight | None = CHECKED_NOW,
) -> PublishingChannel:
    number = channel_id or list(Platform).index(platform) + 1
    return PublishingChannel(number, platform, sight, posts)


def offered(target: PublishingChannel, *others: PublishingChannel) -> list[str]:
    """The titles offered, best first."""
    found = shareables(target, [*others, target], NOW, WIT)
    return [one.publication.title for one in found]


WEBSITE = channel(Platform.WEBSITE, post())
INSTAGRAM = channel(Platform.INSTAGRAM)


def test_what_is_on_the_website_since_tuesday_and_not_on_instagram_is_offered() -> None:
    [one] = shareables(INSTAGRAM, [WEBSITE, INSTAGRAM], NOW, WIT)
    assert one.platform is Platform.WEBSITE
    assert one.publication == post()
    assert (one.day.isoformat(), one.days) == ("2026-11-24", 3)


@pytest.mark.parametrize(
    "caption",
    [
        "💉 Vaksinasi polio tahap II dimulai! Serentak di semua puskesmas #dinkes",
        "[INFO] Di semua puskesmas: vaksinasi polio tahap kedua dimulai @dinkes_contoh",
    ],
)
@pytest.mark.parametrize("days", [-2, -1, 0, 2, 9, 14], ids=lambda days: f"{days} days before")
def test_what_instagram_has_in_other_words_is_not_offered(caption: str, days: int) -> None:
    posted = post(caption, TUESDAY - timedelta(days=days))
    assert offered(channel(Platform.INSTAGRAM, posted), WEBSITE) == []


@pytest.mark.parametrize(
    "other",
    [
        "Vaksinasi polio tahap 1 dimulai di semua puskesmas",
        "Senam lansia di balai kelurahan",
        "Selamat Hari Guru Nasional 2026 untuk semua guru",
    ],
)
def test_another_story_on_instagram_keeps_nothing_back(other: str) -> None:
    assert offered(channel(Platform.INSTAGRAM, post(other)), WEBSITE) == [VACCINES]


@pytest.mark.parametrize("days", [15, 28])
def test_what_was_told_more_than_two_weeks_before_comes_up_anew(days: int) -> None:
    monthly = "Apel Hari Kesadaran Nasional di halaman kantor"
    website = channel(Platform.WEBSITE, post(monthly))
    last_time = post(monthly, TUESDAY - timedelta(days=days))
    assert offered(channel(Platform.INSTAGRAM, last_time), website) == [monthly]


@pytest.mark.parametrize("title", ["", "✨✨", "Halo Sobat Sehat!"])
def test_a_post_that_says_not_what_it_is_may_be_the_same(title: str) -> None:
    for days, kept_back in ((-1, True), (0, True), (2, True), (3, False)):
        untitled = post(title, TUESDAY - timedelta(days=days))
        found = offered(channel(Platform.INSTAGRAM, untitled), WEBSITE)
        assert found == ([] if kept_back else [VACCINES])


@pytest.mark.parametrize("title", ["", "✨✨", "Halo Sobat Sehat!", "Berita"])
def test_what_says_not_what_it_is_is_never_offered(title: str) -> None:
    assert offered(INSTAGRAM, channel(Platform.WEBSITE, post(title))) == []


def test_nothing_is_offered_to_a_channel_that_cannot_be_read() -> None:
    assert offered(replace(INSTAGRAM, sight=None), WEBSITE) == []


def test_what_came_after_the_channels_last_check_is_not_called_missing() -> None:
    for hours, found in ((-1, []), (0, []), (1, [VACCINES])):
        checked = Sight(until=TUESDAY + timedelta(hours=hours))
        assert offered(replace(INSTAGRAM, sight=checked), WEBSITE) == found


def test_of_the_day_of_the_check_itself_a_date_without_an_hour_says_too_little() -> None:
    day = PublicationMoment(Publication.moment_of(TUESDAY.date()), day_only=True)
    website = channel(Platform.WEBSITE, replace(post(), moment=day))
    # Tuesday 23.59 and Wednesday 00.01 in Jayapura: the same day in UTC.
    for minute, found in ((59, []), (61, [VACCINES])):
        checked = Sight(until=datetime(2026, 11, 24, 14, tzinfo=UTC) + timedelta(minutes=minute))
        assert offered(replace(INSTAGRAM, sight=checked), website) == found


@pytest.mark.parametrize(("days", "is_known"), [(0, False), (1, False), (2, True), (20, True)])
def test_what_may_be_older_than_all_that_was_seen_is_not_called_missing(
    days: int, is_known: bool
) -> None:
    seen = Sight(NOW, since=TUESDAY.date() - timedelta(days=days))
    found = offered(replace(INSTAGRAM, sight=seen), WEBSITE)
    assert found == ([VACCINES] if is_known else [])


def listed(*days: int) -> list[PublicationMoment]:
    return [PublicationMoment(NOW - timedelta(days=one)) for one in days]


def test_a_list_too_short_to_leave_any_out_shows_all_there_is() -> None:
    assert sight_of(listed(), NOW, WIT) == Sight(NOW)
    assert sight_of(listed(0, 1, 2, 3), NOW, WIT) == Sight(NOW)


def test_a_full_list_shows_no_more_than_it_reaches_back_to() -> None:
    seen = sight_of(listed(1, 1, 2, 2, 3, 3, 4, 5, 6, 6), NOW, WIT)
    assert seen == Sight(NOW, since=NOW.date() - timedelta(days=4))


def test_three_posts_kept_on_top_do_not_make_a_list_reach_back_further() -> None:
    fresh = [1, 1, 1, 2, 2, 2, 3]
    yesterday_to_three_days = sight_of(listed(*fresh, 3, 3, 3), NOW, WIT)
    assert sight_of(listed(400, *fresh, 90, 700), NOW, WIT) == yesterday_to_three_days


def test_a_caption_that_is_but_a_banner_of_its_agency_may_be_the_same() -> None:
    banner = channel(Platform.INSTAGRAM, post("INFO LAYANAN DINAS KESEHATAN KABUPATEN SUKARAJA"))
    own_names = names_in("Kabupaten Sukaraja", "Dinas Kesehatan", "Dinkes")
    assert list(shareables(banner, [banner, WEBSITE], NOW, WIT, own_names)) == []
    assert offered(banner, WEBSITE) == [VACCINES]


def test_what_a_channel_that_cannot_be_read_was_reported_to_have_is_offered_to_others() -> None:
    website = channel(Platform.WEBSITE)
    instagram = channel(Platform.INSTAGRAM, post(), sight=None)
    assert offered(website, instagram) == [VACCINES]


def test_what_something_speaks_against_is_not_offered() -> None:
    website = channel(Platform.WEBSITE, replace(post(), offerable=False))
    assert offered(INSTAGRAM, website) == []


def test_what_a_channel_has_itself_is_not_offered_to_it() -> None:
    assert offered(WEBSITE) == []


def test_a_second_account_of_the_same_platform_is_another_channel() -> None:
    second = channel(Platform.INSTAGRAM, channel_id=99)
    assert offered(second, channel(Platform.INSTAGRAM, post())) == [VACCINES]


def test_news_is_seven_local_days_old_at_most() -> None:
    # 23.30 in Jayapura on Friday the 20th and 00.30 on Saturday the 21st: the same day in UTC.
    before, after = (datetime(2026, 11, 20, *hour, tzinfo=UTC) for hour in ((14, 30), (15, 30)))
    assert offered(INSTAGRAM, channel(Platform.WEBSITE, post(at=before))) == []
    [one] = shareables(INSTAGRAM, [channel(Platform.WEBSITE, post(at=after))], NOW, WIT)
    assert (one.day.isoformat(), one.days) == ("2026-11-21", 6)


def test_a_day_without_an_hour_is_that_day_in_every_zone() -> None:
    day = PublicationMoment(Publication.moment_of(TUESDAY.date()), day_only=True)
    website = channel(Platform.WEBSITE, replace(post(), moment=day))
    for zone in ("WIB", "WITA", "WIT"):
        [one] = shareables(INSTAGRAM, [website], NOW, Calendar(zone))
        assert one.day == TUESDAY.date()


def test_what_is_dated_tomorrow_is_not_offered_yet() -> None:
    tomorrow = post(at=NOW + timedelta(days=1))
    assert offered(INSTAGRAM, channel(Platform.WEBSITE, tomorrow)) == []


def test_the_websites_newest_comes_first_and_accounts_after_it() -> None:
    older, newer = "Lomba mural pelajar se-kabupaten", "Pasar murah di alun-alun dibuka"
    website = channel(
        Platform.WEBSITE,
        post(older, TUESDAY - timedelta(days=2)),
        post(newer, TUESDAY, "https://a.go.id/2"),
    )
    facebook = channel(Platform.FACEBOOK, post(at=NOW - timedelta(minutes=1)))
    assert offered(INSTAGRAM, facebook, website) == [newer, older, VACCINES]
    assert offered(INSTAGRAM, website, facebook) == [newer, older, VACCINES]


@pytest.mark.parametrize("target", [Platform.YOUTUBE, Platform.TIKTOK])
def test_a_video_platform_is_offered_videos_alone(target: Platform) -> None:
    other = Platform.TIKTOK if target is Platform.YOUTUBE else Platform.YOUTUBE
    assert offered(channel(target), WEBSITE, channel(Platform.INSTAGRAM, post())) == []
    assert offered(channel(target), channel(other, post())) == [VACCINES]


def test_a_channel_that_keeps_up_is_told_of_articles_alone() -> None:
    [article] = shareables(INSTAGRAM, [WEBSITE], NOW, WIT)
    assert is_worth_saying(article, behind=False)
    assert is_worth_saying(article, behind=True)
    caption = replace(article, platform=Platform.FACEBOOK)
    assert not is_worth_saying(caption, behind=False)
    assert is_worth_saying(caption, behind=True)


def test_what_is_known_reaches_back_as_far_as_it_matters() -> None:
    today = WIT.today(NOW)
    oldest_source = today - timedelta(days=6)
    assert known_since(today) == oldest_source - timedelta(days=14)
