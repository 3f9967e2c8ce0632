"""A TikTok that answers oddly: what can't be understood is never silence, and never a verdict."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from checks.model import Engagement, Health, Identity, Reading, Trouble
from checks.social.door import Answer, AnswerNotUnderstood
from checks.social.tiktok_embed import _creator
from tests.checks.social.platform_office import NOW, Platforms
from tests.checks.social.tiktok_office import (
    DAY,
    embed_page,
    office,
    ref,
    scripted,
    state_page,
    video_id,
)

GOOD = video_id(NOW - DAY)
VIDEO = {"id": GOOD}
USER = {"uniqueId": "dinkes.contoh", "code": 200, "heartCount": 5}


def shown(*videos: Any, **user: Any) -> bytes:
    return embed_page({"userInfo": {**USER, **user}, "videoList": [*videos]})


async def embedded(platforms: Platforms, body: bytes, status: int = 200) -> Reading:
    answer = Response(body, status, media_type="text/html")
    async with scripted(platforms, lambda request: answer) as there:
        return (await there.read(office(there), [ref()]))[ref()]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"<html>Please verify you are human</html>", id="challenge"),
        pytest.param(b'<script id="__FRONTITY_CONNECT_STATE__">{"source', id="truncated"),
        pytest.param(b'<script id="__FRONTITY_CONNECT_STATE__"></script>', id="hollow"),
        pytest.param(state_page([]), id="a list"),
        pytest.param(state_page({"source": None}), id="null"),
        pytest.param(state_page({"source": {"data": {}}}), id="no entry"),
        pytest.param(embed_page({"userInfo": USER, "videoList": [GOOD]}, "other"), id="another's"),
        pytest.param(embed_page(None), id="entry null"),
        pytest.param(embed_page("gone"), id="entry a word"),
        pytest.param(embed_page({"videoList": {}}), id="nobody's"),
        pytest.param(embed_page({"userInfo": USER, "videoList": {}}), id="no list"),
        pytest.param(shown(None), id="video null"),
        pytest.param(shown({"id": GOOD}, {"desc": "x"}), id="an id missing"),
        pytest.param(shown({"id": int(GOOD)}), id="id a number"),
        pytest.param(shown({"id": "dinkes"}), id="id a word"),
        pytest.param(shown({"id": GOOD, "playCount": "1.2M"}), id="views in words"),
        pytest.param(shown({"id": "99999999999999999999"}), id="id too large"),
        pytest.param(shown({"id": "12"}), id="id too small"),
        pytest.param(shown({"id": video_id(NOW + 30 * DAY)}), id="only the future"),
        pytest.param(shown({"id": video_id(NOW + DAY / 2)}), id="only tomorrow"),
        pytest.param(shown({"id": GOOD}, uniqueId="no name!"), id="a name that can't be"),
        pytest.param(b'<script id="__FRONTITY_CONNECT_STATE__">' + b"[" * 9000, id="deep"),
    ],
)
async def test_an_odd_page_is_our_trouble(platforms: Platforms, body: bytes) -> None:
    found = await embedded(platforms, body)
    assert (found.trouble, found.health) == (Trouble.ANSWER_NOT_UNDERSTOOD, Health.FAILED)
    assert found.detail
    assert found.recent == ()


async def test_ids_without_a_time_are_set_aside_where_another_has_one(
    platforms: Platforms,
) -> None:
    future, soon = video_id(NOW + 30 * DAY), video_id(NOW + DAY / 2)
    found = await embedded(platforms, shown({"id": future}, {"id": soon}, {"id": GOOD}))
    assert [one.evidence.raw for one in found.recent] == [GOOD]
    assert {(one.raw, one.note) for one in found.set_aside} == {
        (future, "its id holds no time"),
        (soon, "lies in the future"),
    }


async def test_only_the_accounts_own_public_videos_count(platforms: Platforms) -> None:
    newer = [video_id(NOW - timedelta(hours=hours)) for hours in (1, 2)]
    found = await embedded(
        platforms,
        shown(
            {"id": newer[0], "authorUniqueId": "somebody.else"},
            {"id": newer[1], "privateItem": True},
            {"id": GOOD, "authorUniqueId": "Dinkes.Contoh"},
        ),
    )
    assert [one.evidence.raw for one in found.recent] == [GOOD]


@pytest.mark.parametrize("hearts", [5, -2147483000, None])
async def test_a_list_emptied_by_something_else_is_no_silence(
    platforms: Platforms, hearts: int | None
) -> None:
    found = await embedded(platforms, shown(heartCount=hearts))
    assert (found.trouble, found.health) == (Trouble.ACCOUNT_HIDDEN, Health.BLOCKED)


@pytest.mark.parametrize(
    ("views", "engagement"),
    [(7, Engagement(views=7)), (-1, None), (10**30, None), (None, None)],
)
async def test_figures_that_can_not_be_are_left_out(
    platforms: Platforms, views: int | None, engagement: Engagement | None
) -> None:
    found = await embedded(platforms, shown({"id": GOOD, "playCount": views}))
    assert found.recent[0].engagement == engagement


@pytest.mark.parametrize(
    ("number", "identity"),
    [
        ("680", Identity("680", "dinkes.contoh")),
        (680, Identity("680", "dinkes.contoh")),
        ("MS4wLjABAAAAfake", None),
        ("", None),
        (None, None),
    ],
)
async def test_only_the_accounts_number_identifies_it(
    platforms: Platforms, number: object, identity: Identity | None
) -> None:
    assert (await embedded(platforms, shown({"id": GOOD}, id=number))).identity == identity


@pytest.mark.parametrize(
    ("entry", "status", "trouble"),
    [
        ({"isError": True, "errorCode": 10222, "userInfo": {}}, 400, Trouble.ACCOUNT_PRIVATE),
        ({"isError": True, "errorCode": 10221, "userInfo": {}}, 400, Trouble.ACCOUNT_UNKNOWN),
        ({"isError": True, "errorCode": 10000, "userInfo": {}}, 400, Trouble.ACCOUNT_HIDDEN),
        ({"isError": True, "userInfo": {}, "videoList": []}, 400, Trouble.ACCOUNT_HIDDEN),
        ({"userInfo": {"code": 404}, "videoList": []}, 200, Trouble.ACCOUNT_UNKNOWN),
        ({"userInfo": {"code": 500}, "videoList": []}, 200, Trouble.ACCOUNT_HIDDEN),
        ({"userInfo": {"privateAccount": True}}, 200, Trouble.ACCOUNT_PRIVATE),
        ({"userInfo": {"uniqueId": "dinkes.contoh"}}, 200, Trouble.ACCOUNT_HIDDEN),
        ({"userInfo": None, "videoList": None}, 200, Trouble.ACCOUNT_HIDDEN),
        ({"videoList": []}, 200, Trouble.ACCOUNT_HIDDEN),
        ({}, 200, Trouble.ACCOUNT_HIDDEN),
        ({}, 400, Trouble.ACCOUNT_HIDDEN),
    ],
)
async def test_what_the_page_says_of_an_account_it_does_not_show(
    platforms: Platforms, entry: dict[str, Any], status: int, trouble: Trouble
) -> None:
    assert (await embedded(platforms, embed_page(entry), status)).trouble is trouble


async def test_a_list_of_ids_is_enough_to_read_an_account(platforms: Platforms) -> None:
    ids = [video_id(NOW - days * DAY) for days in (200, 1, 2)]
    found = await embedded(platforms, embed_page({"videoList": [{"id": one} for one in ids]}))
    assert (found.health, found.identity) == (Health.OK, None)
    assert [one.evidence.raw for one in found.recent] == [ids[1], ids[2], ids[0]]
    assert found.recent[0].url == f"https://www.tiktok.com/@dinkes.contoh/video/{ids[1]}"


async def test_a_closed_door_is_nobodys_fault(platforms: Platforms) -> None:
    found = await embedded(platforms, b"<html>Access Denied</html>", 403)
    assert (found.trouble, found.health) == (Trouble.PLATFORM_DOWN, Health.FAILED)


async def test_a_way_to_the_login_page_is_not_the_embed(platforms: Platforms) -> None:
    async with scripted(
        platforms,
        lambda request: (
            PlainTextResponse("Log in")
            if request.url.path == "/login"
            else RedirectResponse("/login")
        ),
    ) as there:
        found = (await there.read(office(there), [ref()]))[ref()]
    assert found.trouble is Trouble.ANSWER_NOT_UNDERSTOOD


@pytest.mark.parametrize(("said", "hours"), [("7200", 2), ("soon", 1), ("99999999", 24)])
async def test_all_wait_as_long_as_the_page_says(
    platforms: Platforms, said: str, hours: int
) -> None:
    answers = iter([Response(b"", 429, headers={"retry-after": said}), Response(shown(VIDEO))])
    until = NOW + timedelta(hours=hours)
    async with scripted(platforms, lambda request: next(answers)) as there:
        reader = office(there)
        for now in (NOW, until - timedelta(seconds=1)):
            found = (await there.read(reader, [ref()], now=now))[ref()]
            assert found.trouble is Trouble.QUOTA_SPENT
        found = (await there.read(reader, [ref()], now=until))[ref()]
    assert found.health is Health.OK


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["userInfo", "videoList", "id", "isError", "errorCode", "uniqueId"]),
            inner,
        )
    ),
    max_leaves=8,
)


@given(JSON)
def test_any_entry_is_understood_or_said_not_to_be(entry: object) -> None:
    answer = Answer(200, {}, embed_page(entry), "https://www.tiktok.com/embed/@dinkes.contoh")
    try:
        found: object = _creator(answer, "dinkes.contoh").video_list
    except AnswerNotUnderstood as error:
        found = error.detail
    assert found or (isinstance(entry, dict) and not entry.get("videoList"))
