from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.cross_posting import (
    OFFERED_DAYS,
    PublishingChannel,
    Shareable,
    Sight,
    TitledPublication,
    shareables,
)
from bot.policy.likeness import tell_the_same
from bot.policy.standing import PublicationMoment
from bot.policy.title_reading import is_telling
from bot.policy.workdays import Calendar
from checks.model import Platform

CALENDAR = Calendar("WITA")
NOW = datetime(2026, 11, 27, 1, tzinfo=UTC)
TITLES = st.sampled_from(
    [
        "",
        "Halo Sobat!",
        "Vaksinasi polio tahap 1 di puskesmas",
        "💉 Vaksinasi polio tahap II di puskesmas #dinkes",
        "Vaksinasi polio tahap 2 di semua puskesmas",
        "Bupati resmikan jembatan gantung di Desa Pucang",
        "Jembatan gantung Desa Pucang diresmikan Bupati 🌉",
        "Lomba mural pelajar se-kabupaten",
        "Pasar murah di alun-alun dibuka",
    ]
)
POSTS = st.builds(
    TitledPublication,
    moment=st.builds(
        PublicationMoment,
        at=st.integers(-24, 24 * 25).map(lambda hours: NOW - timedelta(hours=hours)),
        day_only=st.booleans(),
    ),
    title=TITLES,
    link=st.integers(1, 50).map(lambda number: f"https://a.go.id/{number}"),
    offerable=st.booleans(),
)
SIGHTS = st.none() | st.builds(
    Sight,
    until=st.integers(0, 72).map(lambda hours: NOW - timedelta(hours=hours)),
    since=st.none() | st.integers(0, 9).map(lambda days: NOW.date() - timedelta(days=days)),
)


@st.composite
def agencies(draw: st.DrawFn) -> tuple[PublishingChannel, ...]:
    return tuple(
        PublishingChannel(
            number,
            draw(st.sampled_from(Platform)),
            draw(SIGHTS),
            tuple(draw(st.lists(POSTS, max_size=5))),
        )
        for number in range(draw(st.integers(1, 4)))
    )


def offers(target: PublishingChannel, of_agency: tuple[PublishingChannel, ...]) -> list[Shareable]:
    return list(shareables(target, of_agency, NOW, CALENDAR))


@settings(max_examples=100, deadline=None)
@given(agencies())
def test_only_fresh_telling_and_offerable_posts_of_other_channels_are_offered(
    agency: tuple[PublishingChannel, ...],
) -> None:
    for target in agency:
        others = [post for one in agency if one is not target for post in one.publications]
        for one in offers(target, agency):
            assert one.publication in others
            assert one.publication.offerable
            assert is_telling(one.publication.title)
            assert 0 <= one.days < OFFERED_DAYS
            assert target.sight is not None
            assert one.publication.moment.at < target.sight.until


@settings(max_examples=100, deadline=None)
@given(agencies())
def test_nothing_is_offered_that_the_channel_has_from_then_on(
    agency: tuple[PublishingChannel, ...],
) -> None:
    for target in agency:
        for one in offers(target, agency):
            later = [post for post in target.publications if post.moment.day(CALENDAR) >= one.day]
            assert all(is_telling(post.title) for post in later)
            assert not any(tell_the_same(post.title, one.publication.title) for post in later)


@settings(max_examples=60, deadline=None)
@given(agencies(), st.randoms(use_true_random=False))
def test_the_order_of_channels_and_posts_does_not_matter(
    agency: tuple[PublishingChannel, ...], shuffler: random.Random
) -> None:
    mixed = tuple(
        PublishingChannel(
            one.channel_id,
            one.platform,
            one.sight,
            tuple(shuffler.sample(one.publications, len(one.publications))),
        )
        for one in shuffler.sample(agency, len(agency))
    )
    by_id = {one.channel_id: one for one in mixed}
    for target in agency:
        assert offers(target, agency) == offers(by_id[target.channel_id], mixed)


@settings(max_examples=60, deadline=None)
@given(agencies())
def test_posting_what_was_offered_ends_the_offer(agency: tuple[PublishingChannel, ...]) -> None:
    for target in agency:
        for one in offers(target, agency)[:1]:
            posted = TitledPublication(PublicationMoment(NOW), one.publication.title, "")
            after = PublishingChannel(
                target.channel_id, target.platform, target.sight, (*target.publications, posted)
            )
            assert one not in offers(after, agency)


@settings(max_examples=60, deadline=None)
@given(agencies())
def test_every_website_item_goes_before_any_post_and_newer_before_older(
    agency: tuple[PublishingChannel, ...],
) -> None:
    for target in agency:
        found = offers(target, agency)
        ranks = [(one.platform is Platform.WEBSITE, one.day) for one in found]
        assert ranks == sorted(ranks, reverse=True)
