"""The sandbox's X refuses what the real one does, in its words, and shows a post to all sites."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from pydantic import JsonValue, TypeAdapter

from bot.sandbox.platforms import Mood
from checks.model import Platform
from checks.social.x_search import id_at
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.x_office import DINKES, account, ago, crowd, post

JSON = TypeAdapter[dict[str, JsonValue]](dict[str, JsonValue])

LOOKUP, SEARCH = "/2/users/by", "/2/tweets/search/recent"


async def ask(
    office: Platforms, path: str, query: Mapping[str, str], *, token: bool = True
) -> tuple[int, dict[str, JsonValue]]:
    """The status and the body of an answer of the sandbox."""
    headers = {"Authorization": f"Bearer {office.access.x_token}"} if token else {}
    address = f"{office.access.stand_ins[Platform.X]}{path}?{urlencode(query)}"
    page = await office.client.get(address, headers=headers)
    return page.status, JSON.validate_json(page.body)


@pytest.mark.parametrize(
    ("path", "query", "words"),
    [
        (LOOKUP, {"usernames": ",".join(f"a{n}" for n in range(101))}, "between 1 and 100"),
        (LOOKUP, {"usernames": "dinkes.contoh"}, "does not match"),
        ("/2/users", {"ids": "dinkes"}, "does not match"),
        (SEARCH, {"query": "from:a OR " * 60 + "from:b"}, "longer than 512"),
        (SEARCH, {"query": "from:a OR"}, "no viable alternative"),
        (SEARCH, {"query": "from:a", "max_results": "9"}, "not between 10 and 100"),
        (SEARCH, {"query": "from:a", "max_results": "101"}, "not between 10 and 100"),
        (SEARCH, {"query": "from:a", "next_token": "%"}, "not valid"),
        (
            SEARCH,
            {"query": "from:a", "since_id": str(id_at(NOW - timedelta(days=7, minutes=1)))},
            "must be a tweet id created after 2026-11-17T02:00Z",
        ),
    ],
)
async def test_what_x_does_not_take_is_refused(
    platforms: Platforms, path: str, query: dict[str, str], words: str
) -> None:
    status, body = await ask(platforms, path, query)

    assert (status, body["title"]) == (400, "Invalid Request")
    assert words in str(body["errors"])


async def test_nothing_but_fields_asked_for_is_told(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 1)

    _, users = await ask(platforms, LOOKUP, {"usernames": "dinkes_contoh"})
    _, posts = await ask(platforms, SEARCH, {"query": "from:dinkes_contoh"})

    assert users["data"] == [{"id": DINKES, "name": "dinkes_contoh", "username": "dinkes_contoh"}]
    id_ = dinkes.posts[0].id
    assert posts["data"] == [{"id": id_, "text": "Kabar 1", "edit_history_tweet_ids": [id_]}]


async def test_an_empty_search_tells_only_that_it_found_nothing(platforms: Platforms) -> None:
    account(platforms, DINKES, "dinkes_contoh", 8)

    assert await ask(platforms, SEARCH, {"query": "from:dinkes_contoh"}) == (
        200,
        {"meta": {"result_count": 0}},
    )


async def test_a_post_is_found_by_the_id_of_its_author_and_reposts_where_wanted(
    platforms: Platforms,
) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 1)
    dinkes.posts.append(post(ago(2), kind="retweeted"))

    _, all_of_them = await ask(platforms, SEARCH, {"query": f"from:{DINKES}"})
    _, own = await ask(platforms, SEARCH, {"query": f"from:{DINKES} -is:retweet"})

    assert all_of_them["meta"] == {
        "newest_id": dinkes.posts[0].id,
        "oldest_id": dinkes.posts[1].id,
        "result_count": 2,
    }
    assert own["meta"] == {
        "newest_id": dinkes.posts[0].id,
        "oldest_id": dinkes.posts[0].id,
        "result_count": 1,
    }


async def test_pages_follow_each_other_without_a_gap(platforms: Platforms) -> None:
    crowd(platforms, 25, 1)
    query = {"query": f"({' OR '.join(f'from:{n}' for n in range(1, 26))})", "max_results": "10"}
    seen: list[JsonValue] = []

    token: JsonValue = None
    while True:
        more = {} if token is None else {"next_token": str(token)}
        _, body = await ask(platforms, SEARCH, {**query, **more})
        data, meta = body["data"], body["meta"]
        assert isinstance(data, list)
        assert isinstance(meta, dict)
        seen += data
        if (token := meta.get("next_token")) is None:
            break

    assert len(seen) == 25


async def test_a_post_is_shown_to_other_sites(platforms: Platforms) -> None:
    dinkes = account(platforms, DINKES, "dinkes_contoh", 1)
    link = f"https://x.com/dinkes_contoh/status/{dinkes.posts[0].id}"

    status, body = await ask(platforms, "/oembed", {"url": link}, token=False)

    assert status == 200
    assert body["author_url"] == "https://twitter.com/dinkes_contoh"
    assert "November 23, 2026" in str(body["html"])
    assert set(body) == {
        "url",
        "author_name",
        "author_url",
        "html",
        "width",
        "height",
        "type",
        "cache_age",
        "provider_name",
        "provider_url",
        "version",
    }


@pytest.mark.parametrize(
    ("mood", "status"), [(Mood.PRIVATE, 403), (Mood.SUSPENDED, 404), (None, 404)]
)
async def test_a_post_that_nobody_may_see_is_shown_to_none(
    platforms: Platforms, mood: Mood | None, status: int
) -> None:
    post_id = str(id_at(ago(1)))
    if mood is not None:
        account(platforms, DINKES, "dinkes_contoh", 1, mood=mood)

    found, _ = await ask(
        platforms, "/oembed", {"url": f"https://x.com/a/status/{post_id}"}, token=False
    )

    assert found == status
