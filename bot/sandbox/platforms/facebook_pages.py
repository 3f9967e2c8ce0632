"""Facebook Pages in the sandbox: what Graph shows of a Page and of its posts, and to whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import JSONResponse

from bot.sandbox.platforms.field_expressions import FieldWanted
from bot.sandbox.platforms.graph_errors import nonexisting_field, refusal
from bot.sandbox.platforms.graph_media import CursorInvalid, cursor_at, place_of, time_of
from bot.sandbox.platforms.world import Fault, PlatformWorld, Post, SocialAccount
from checks.model import Platform

DEFAULT_LIMIT, LARGEST_LIMIT = 25, 100
"""Posts in one answer (Graph API, "Page Feed")."""

_ACCESS = (
    "or the 'Page Public Content Access' feature. Refer to https://developers.facebook.com/docs/"
    "apps/review/login-permissions#manage-pages and https://developers.facebook.com/docs/apps/"
    "review/feature#reference-PAGES_ACCESS for details."
)
_METADATA_ACCESS = (
    "or the 'Page Public Content Access' feature or the 'Page Public Metadata Access' feature. "
    "Refer to https://developers.facebook.com/docs/apps/review/login-permissions#manage-pages, "
    "https://developers.facebook.com/docs/apps/review/feature#reference-PAGES_ACCESS and "
    "https://developers.facebook.com/docs/apps/review/feature#page-public-metadata-access for "
    "details."
)
_NO_SUCH = (
    "Object does not exist, cannot be loaded due to missing permission or reviewable feature, or "
    "does not support this operation. This endpoint requires the 'pages_read_engagement' permission"
)


@dataclass(slots=True)
class FacebookPage(SocialAccount):
    """A Page with what Facebook alone knows of it; any other account is one with these defaults.

    `shared`: the office has a role on it, and needs no feature to read it. `counts_shown`: the role
    covers what people say there, too (`pages_read_user_content`). `moved_to`: the id of the Page
    that it was merged into, "" where it was not.
    """

    shared: bool = False
    counts_shown: bool = True
    moved_to: str = ""


class GraphRefusal(Exception):
    """Carries Graph's answer to a question that it refuses."""

    def __init__(self, answer: JSONResponse) -> None:
        super().__init__()
        self.answer = answer


def is_shared(account: SocialAccount) -> bool:
    return isinstance(account, FacebookPage) and account.shared


def show_page(
    world: PlatformWorld, account: SocialAccount, wanted: Sequence[FieldWanted]
) -> dict[str, object]:
    """The Page with the fields wanted. Raises GraphRefusal."""
    check_access(world, account, wanted)
    shown: dict[str, object] = {}
    for one in wanted or (FieldWanted("name"),):
        if one.name == "published_posts":
            if account.posts:
                shown["published_posts"] = show_posts(world, account, one)
        elif one.name in _PAGE_FIELDS:
            if (value := _PAGE_FIELDS[one.name](account)) is not None:
                shown[one.name] = value
        else:
            raise GraphRefusal(nonexisting_field(one.name, "Page"))
    return {**shown, "id": account.id}


def show_posts(
    world: PlatformWorld, account: SocialAccount, wanted: FieldWanted
) -> dict[str, object]:
    """A list of the Page's posts as Graph sends it. Raises GraphRefusal."""
    limit = min(wanted.limit(DEFAULT_LIMIT), LARGEST_LIMIT)
    try:
        begin = place_of(wanted.arguments.get("after", ""))
    except CursorInvalid as error:
        raise GraphRefusal(refusal(100, "(#100) Invalid cursors values")) from error
    posts = account.shown[begin : begin + limit]
    fields = wanted.fields or [FieldWanted("created_time"), FieldWanted("message")]
    data = [_show_post(account, post, fields) for post in posts]
    if not data:
        return {"data": []}
    end = begin + len(data)
    paging: dict[str, object] = {"cursors": {"before": cursor_at(begin), "after": cursor_at(end)}}
    if end < len(account.posts):
        # the real one repeats the token here, whichever way it came
        paging["next"] = (
            f"https://graph.facebook.com/v26.0/{account.id}/published_posts?access_token="
            f"{world.tokens[Platform.FACEBOOK]}&limit={limit}&after={cursor_at(end)}"
        )
    return {"data": data, "paging": paging}


def check_access(
    world: PlatformWorld, account: SocialAccount, wanted: Sequence[FieldWanted]
) -> None:
    """Raise GraphRefusal where the token may not see these fields, the feature being withheld."""
    if world.faults.get(Platform.FACEBOOK) is not Fault.PERMISSION_MISSING:
        return
    posts = next((one for one in wanted if one.name == "published_posts"), None)
    if not is_shared(account):
        if posts is None:
            raise GraphRefusal(refusal(100, f"(#100) {_NO_SUCH} {_METADATA_ACCESS}"))
        message = "(#10) This endpoint requires the 'pages_read_engagement' permission"
        raise GraphRefusal(refusal(10, f"{message} {_ACCESS}"))
    counted = posts is not None and {"reactions", "comments"} & {one.name for one in posts.fields}
    if counted and isinstance(account, FacebookPage) and not account.counts_shown:
        message = "(#10) This endpoint requires the 'pages_read_user_content' permission"
        raise GraphRefusal(refusal(10, f"{message} {_ACCESS}"))


def _show_post(
    account: SocialAccount, post: Post, wanted: Sequence[FieldWanted]
) -> dict[str, object]:
    shown: dict[str, object] = {}
    for one in wanted:
        if one.name in {"reactions", "comments"}:
            count = post.likes if one.name == "reactions" else post.comments
            if count is not None:
                shown[one.name] = {"data": [], "summary": {"total_count": count}}
        elif one.name in _POST_FIELDS:
            if (value := _POST_FIELDS[one.name](account, post)) is not None:
                shown[one.name] = value
        else:
            raise GraphRefusal(nonexisting_field(one.name, "PagePost"))
    return {**shown, "id": _post_id(account, post)}


def _post_id(account: SocialAccount, post: Post) -> str:
    return f"{account.id}_{post.id}"


def _permalink(account: SocialAccount, post: Post) -> str:
    if post.kind == "reel":
        return f"https://www.facebook.com/reel/{post.id}/"
    section = "videos" if post.kind == "added_video" else "posts"
    return f"https://www.facebook.com/{account.id}/{section}/{post.id}"


_PAGE_FIELDS: Mapping[str, Callable[[SocialAccount], object]] = {
    "id": lambda account: account.id,
    "name": lambda account: account.name or account.handle,
    "username": lambda account: account.handle or None,
    "link": lambda account: f"https://www.facebook.com/{account.handle or account.id}",
    "followers_count": lambda account: account.followers,
    "fan_count": lambda account: account.followers,
    "category": lambda account: "Government organization",
}

_POST_FIELDS: Mapping[str, Callable[[SocialAccount, Post], object]] = {
    "id": _post_id,
    "created_time": lambda account, post: time_of(post),
    "updated_time": lambda account, post: time_of(post),
    "message": lambda account, post: post.text or None,
    "permalink_url": _permalink,
    "is_published": lambda account, post: True,
    "status_type": lambda account, post: post.kind or "mobile_status_update",
    "shares": lambda account, post: None,
}
