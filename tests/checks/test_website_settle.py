"""Which date wins where the rungs of the ladder disagree."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.model import Evidence, Publication
from checks.website.addresses import article_key
from checks.website.items import Findings, day_of
from checks.website.settle import MOST_RECENT, settle

TODAY = date(2026, 3, 18)


def one(source: str, day: str, path: str = "", title: str = "Kabar", hour: int = -1) -> Publication:
    when = date.fromisoformat(day)
    known = hour >= 0
    at = (
        datetime(when.year, when.month, when.day, hour, tzinfo=UTC)
        if known
        else Publication.moment_of(when)
    )
    url = f"https://dinas.example/{path or f'{source}-{day}'}"
    return Publication(at, url, title, Evidence(source, f"https://{source}/", day), not known)


def newest(*found: Publication) -> str | None:
    recent = settle([Findings(found)]).recent
    return recent[0].at.date().isoformat() if recent else None


def notes(*found: Publication) -> list[str]:
    return [evidence.note for evidence in settle([Findings(found)]).set_aside]


def test_nothing_found_is_nothing_believed() -> None:
    assert settle([]).recent == ()
    assert settle([Findings()]).set_aside == ()


def test_the_newest_of_strong_sources_wins() -> None:
    assert newest(one("feed", "2026-03-01"), one("wordpress", "2026-03-09")) == "2026-03-09"


def test_two_newer_cards_win_over_an_older_feed() -> None:
    found = (one("feed", "2024-01-01"), one("card", "2026-03-09"), one("card", "2026-03-02"))
    assert newest(*found) == "2026-03-09"
    assert notes(*found) == ["older than 2 dated items on the pages themselves"]


def test_what_is_taken_after_all_is_not_set_aside_as_well() -> None:
    card = one("card", "2026-03-09")
    first = Findings(set_aside=(Evidence("card", "https://card/", "2026-03-09", "", "doubtful"),))
    settled = settle([first, Findings((card,))])
    assert (settled.recent, settled.set_aside) == ((card,), ())


def test_one_newer_card_alone_does_not_win_over_a_feed() -> None:
    found = (one("feed", "2026-01-01"), one("card", "2026-03-09"), one("card", "2025-03-02"))
    assert newest(*found) == "2026-01-01"
    assert notes(*found) == ["one date alone is newer than the feed"]


def test_one_newer_card_wins_where_its_page_agrees_with_the_feed_on_all_others() -> None:
    old = [(f"berita/{n}", f"2026-02-{n:02}") for n in (5, 9)]
    both = [one(source, day, path) for path, day in old for source in ("feed", "card")]
    assert newest(*both, one("card", "2026-03-09")) == "2026-03-09"
    astray = [one("feed", "2026-01-08", "berita/8"), one("card", "2026-01-02", "berita/8")]
    assert newest(*both, *astray, one("card", "2026-03-09")) == "2026-02-09"


def test_one_newer_card_wins_where_its_article_says_the_same() -> None:
    assert (
        newest(
            one("feed", "2026-01-01"),
            one("card", "2026-03-09", "berita/a"),
            one("article", "2026-03-09", "berita/a"),
        )
        == "2026-03-09"
    )


def test_an_article_that_says_otherwise_unmakes_its_card() -> None:
    found = (
        one("card", "2026-03-16", "berita/a"),
        one("card", "2026-03-02", "berita/b"),
        one("json-ld", "2025-07-01", "berita/a", hour=5),
    )
    recent = settle([Findings(found)]).recent
    assert [
        publication.at.date().isoformat() for publication in recent if publication.url.endswith("a")
    ] == ["2025-07-01"]
    assert "json-ld says 2025-07-01" in notes(*found)


def test_an_hour_is_better_than_a_day_for_the_same_article() -> None:
    recent = settle(
        [Findings((one("card", "2026-03-09", "a"), one("feed", "2026-03-09", "a", hour=2)))]
    ).recent
    assert len(recent) == 1
    assert not recent[0].day_only


def test_an_early_hour_in_indonesia_is_the_same_day_as_its_card() -> None:
    """06:30 in Jakarta is still the day before in UTC."""
    early = one("feed", "2026-03-08", "a", hour=23)
    assert notes(early, one("card", "2026-03-09", "a")) == []


def test_a_change_in_a_sitemap_is_only_evidence_beside_better_dates() -> None:
    found = (one("feed", "2026-01-01"), one("sitemap", "2026-03-17"), one("sitemap", "2026-03-16"))
    assert newest(*found) == "2026-01-01"
    assert notes(*found) == ["newer than all better dates, but weak evidence"]


def test_changes_count_where_there_is_nothing_better_and_they_differ() -> None:
    assert newest(one("sitemap", "2026-02-01"), one("sitemap", "2026-02-09")) == "2026-02-09"


def test_one_change_alone_never_counts() -> None:
    assert newest(one("sitemap", "2026-02-01")) is None
    assert newest(one("sitemap", "2026-02-01"), one("sitemap", "2026-02-01", "x")) is None


def test_spellings_of_one_address_are_one_article() -> None:
    spellings = ("berita/a", "berita/a/", "berita/a?utm_source=x")
    assert (
        len(settle([Findings(tuple(one("feed", "2026-02-01", s) for s in spellings))]).recent) == 1
    )


def test_a_missing_title_is_taken_from_another_source() -> None:
    found = (one("wordpress", "2026-02-01", "a", title=""), one("card", "2026-02-01", "a", "Judul"))
    assert settle([Findings(found)]).recent[0].title == "Judul"


def test_a_recent_strong_date_needs_no_further_rung() -> None:
    assert settle([Findings((one("feed", "2026-03-15"),))]).needs_no_more(TODAY)
    assert not settle([Findings((one("feed", "2026-03-01"),))]).needs_no_more(TODAY)
    assert not settle([Findings((one("card", "2026-03-15"),))]).needs_no_more(TODAY)
    assert not settle([]).needs_no_more(TODAY)


SOURCES = ["feed", "wordpress", "json-ld", "card", "article", "sitemap"]
DAYS = st.dates(date(2025, 1, 1), TODAY).map(date.isoformat)
FOUND = st.lists(
    st.builds(one, st.sampled_from(SOURCES), DAYS, st.sampled_from([*"abcdefgh", ""])), max_size=40
)


@settings(max_examples=50)
@given(FOUND)
def test_what_is_believed_was_found_is_ordered_and_is_unique(found: list[Publication]) -> None:
    recent = settle([Findings(tuple(found))]).recent
    assert len(recent) <= MOST_RECENT
    assert list(recent) == sorted(recent, key=lambda each: each.at, reverse=True)
    assert len({each.url for each in recent}) == len(recent)
    assert {each.evidence for each in recent} <= {each.evidence for each in found}


@settings(max_examples=50)
@given(FOUND, st.randoms(use_true_random=False))
def test_the_order_of_the_rungs_makes_no_difference_to_the_newest_day(
    found: list[Publication], shuffler: st.DataObject
) -> None:
    shuffled = [*found]
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]
    assert newest(*found) == newest(*shuffled)


@settings(max_examples=50)
@given(FOUND)
def test_weak_dates_never_make_anything_newer(found: list[Publication]) -> None:
    better = [each for each in found if each.evidence.source != "sitemap"]
    if better and newest(*better):
        articles = {each.url for each in better}
        weak = [each for each in found if each.url not in articles]
        assert newest(*better, *weak) == newest(*better)


def test_a_feed_that_stamps_all_items_anew_gives_way_to_the_days_on_the_pages() -> None:
    cards = [one("card", f"2026-03-{day:02}", f"b/{day}") for day in (2, 5, 9)]
    feed = [one("feed", "2026-03-18", f"b/{day}", hour=day) for day in (2, 5, 9)]
    assert newest(*feed, *cards) == "2026-03-09"
    assert set(notes(*feed, *cards)) == {"one day for every item, while the pages name older ones"}


def test_a_feed_whose_items_are_truly_of_one_day_is_believed() -> None:
    cards = [one("card", "2026-03-17", f"b/{number}") for number in (1, 2, 3)]
    feed = [one("feed", "2026-03-18", f"b/{number}", hour=number) for number in (1, 2, 3)]
    assert newest(*feed, *cards) == "2026-03-18"


def test_an_article_keeps_the_day_it_had_at_the_last_check() -> None:
    then, now = one("feed", "2026-02-01", "b/1"), one("feed", "2026-03-17", "b/1")
    known = {article_key(then.url): then}
    settled = settle([Findings((now,))], known)
    assert [day_of(one) for one in settled.recent] == [date(2026, 2, 1)]
    assert [one.note for one in settled.set_aside] == ["seen before, dated 2026-02-01"]


def test_a_surer_source_corrects_what_was_known() -> None:
    then, now = one("card", "2026-02-01", "b/1"), one("feed", "2026-03-17", "b/1")
    settled = settle([Findings((now,))], {article_key(then.url): then})
    assert [day_of(one) for one in settled.recent] == [date(2026, 3, 17)]
