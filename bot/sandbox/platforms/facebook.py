"""Facebook in the sandbox: the Graph API as far as Pages are read, one by one or in a batch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.platforms.facebook_pages import (
    FacebookPage,
    GraphRefusal,
    check_access,
    is_shared,
    show_page,
    show_posts,
)
from bot.sandbox.platforms.field_expressions import FieldsMalformed, FieldWanted, parse_fields
from bot.sandbox.platforms.graph_errors import (
    credential_refusal,
    fault_refusal,
    not_visible,
    refusal,
    usage_headers,
)
from bot.sandbox.platforms.graph_tokens import token_routes
from bot.sandbox.platforms.world import Fault, GraphWay, Mood, PlatformWorld, SocialAccount
from checks.model import Platform

BUSINESS = "1000000000000007"
"""The business portfolio whose allowance the calls count to."""

LARGEST_BATCH = 50

Headers = Mapping[str, str]


class _Operation(BaseModel):
    method: str
    relative_url: str


_BATCH = TypeAdapter(list[_Operation])


def routes(world: PlatformWorld) -> Sequence[BaseRoute]:
    """Graph's endpoints below each version: tokens, the batch, a Page, its posts, the roles."""
    graph = _Graph(world)
    return [
        *token_routes(world, Platform.FACEBOOK),
        Route("/{version}/", graph.batch, methods=["POST"]),
        Route("/{version}/{path:path}", graph.one, methods=["GET"]),
    ]


class _Graph:
    def __init__(self, world: PlatformWorld) -> None:
        self._world = world

    async def one(self, request: Request) -> JSONResponse:
        """The answer to one question."""
        refused = credential_refusal(request, self._world, Platform.FACEBOOK)
        if refused is not None:
            return refused
        return self._answer(request.path_params["path"], dict(request.query_params))

    async def batch(self, request: Request) -> Response:
        """The answers to several questions, each with a status, headers and a body of its own."""
        if GraphWay.BATCH not in self._world.graph_ways:
            return PlainTextResponse("Method Not Allowed", 405)
        refused = credential_refusal(request, self._world, Platform.FACEBOOK)
        if refused is None and self._fault is Fault.TOKEN_EXPIRED:
            refused = fault_refusal(self._world, Platform.FACEBOOK, BUSINESS)
        if refused is not None:
            return refused
        form = await request.form()
        try:
            operations = _BATCH.validate_json(str(form.get("batch", "")))
        except ValidationError:
            return refusal(100, "(#100) batch parameter must be a JSON array", type_="Exception")
        if len(operations) > LARGEST_BATCH:
            message = f"Too many requests in batch message. Maximum batch size is {LARGEST_BATCH}"
            return JSONResponse(
                {"error": {"message": message, "type": "GraphBatchException"}}, status_code=400
            )
        with_headers = form.get("include_headers", "true") != "false"
        answers = [self._operate(operation, with_headers) for operation in operations]
        return JSONResponse(answers, headers=self._usage())

    def _operate(self, operation: _Operation, with_headers: bool) -> dict[str, object]:
        if operation.method != "GET":
            answer = refusal(100, "(#100) Unsupported method in this sandbox")
        else:
            parts = urlsplit(operation.relative_url)
            answer = self._answer(unquote(parts.path).strip("/"), dict(parse_qsl(parts.query)))
        body = bytes(answer.body).decode()
        if not with_headers:
            return {"code": answer.status_code, "body": body}
        headers = [{"name": name, "value": value} for name, value in answer.headers.items()]
        return {"code": answer.status_code, "headers": headers, "body": body}

    def _answer(self, path: str, query: Headers) -> JSONResponse:
        if self._fault is not Fault.PERMISSION_MISSING:
            refused = fault_refusal(self._world, Platform.FACEBOOK, BUSINESS)
            if refused is not None:
                return refused
        if "ids" in query and GraphWay.IDS not in self._world.graph_ways:
            message = "The ids query parameter is deprecated in v26.0+."
            return refusal(100, message, status=500)
        try:
            return JSONResponse(self._found(path.strip("/"), query), headers=self._usage())
        except GraphRefusal as refused_here:
            return refused_here.answer
        except FieldsMalformed as malformed:
            return refusal(2500, str(malformed))

    def _found(self, path: str, query: Headers) -> Mapping[str, object]:
        fields = parse_fields(query["fields"]) if query.get("fields") else []
        if path == "me/accounts":
            return self._roles(fields, query)
        if not path and "ids" in query:
            return self._by_id(query["ids"].split(","), fields)
        node, _, edge = path.partition("/")
        if (GraphWay.POSTS if edge else GraphWay.PAGE) not in self._world.graph_ways:
            raise GraphRefusal(refusal(2500, f"Unknown path components: /{path}"))
        account = self._account(node)
        if not edge:
            return show_page(self._world, account, fields)
        if edge != "published_posts":
            raise GraphRefusal(refusal(2500, f"Unknown path components: /{edge}"))
        wanted = FieldWanted(edge, query, fields)
        check_access(self._world, account, [wanted])
        return show_posts(self._world, account, wanted)

    def _by_id(self, nodes: Sequence[str], fields: Sequence[FieldWanted]) -> Mapping[str, object]:
        """All Pages asked for, or the refusal of one of them for all. Raises GraphRefusal."""
        if len(nodes) > LARGEST_BATCH:
            message = f"(#100) Too many IDs. Maximum: {LARGEST_BATCH}. Provided: {len(nodes)}."
            raise GraphRefusal(refusal(100, message))
        unknown = [node for node in nodes if not node.isdigit() and self._named(node) is None]
        if unknown:
            raise GraphRefusal(_no_such_alias(",".join(unknown)))
        return {node: show_page(self._world, self._account(node), fields) for node in nodes}

    def _roles(self, fields: Sequence[FieldWanted], query: Headers) -> Mapping[str, object]:
        limit, after = int(query.get("limit", "25")), int(query.get("after", "0"))
        pages = [one for one in self._world.accounts if is_shared(one)]
        shown = pages[after : after + limit]
        if not shown:
            return {"data": []}
        data = [show_page(self._world, page, fields or [FieldWanted("name")]) for page in shown]
        cursors = {"before": str(after), "after": str(after + len(shown))}
        return {"data": data, "paging": {"cursors": cursors}}

    def _account(self, node: str) -> SocialAccount:
        """The Page that this id or name stands for. Raises GraphRefusal."""
        missing = self._fault is Fault.EVERYTHING_MISSING
        account = None if missing else self._named(node)
        by_id = node.isdigit()
        if account is None or (account.mood is Mood.SUSPENDED and not by_id):
            raise GraphRefusal(not_visible(node) if by_id else _no_such_alias(node))
        if account.mood is Mood.PERSONAL and not by_id:
            message = f"(#803) Cannot query users by their username ({node})"
            raise GraphRefusal(refusal(803, message))
        if account.mood is not Mood.PUBLIC:
            raise GraphRefusal(not_visible(node))
        if isinstance(account, FacebookPage) and account.moved_to:
            message = (
                f"(#21) Page ID {account.id} was migrated to page ID {account.moved_to}.  "
                "Please update your API calls to the new ID"
            )
            raise GraphRefusal(refusal(21, message))
        return account

    def _named(self, node: str) -> SocialAccount | None:
        if node.isdigit():
            return self._world.with_id(Platform.FACEBOOK, node)
        mine = (one for one in self._world.accounts if one.platform is Platform.FACEBOOK)
        named = (one for one in mine if one.handle and _folded(one.handle) == _folded(node))
        return next(named, None)

    def _usage(self) -> dict[str, str]:
        return usage_headers(self._world, Platform.FACEBOOK, BUSINESS) | {
            "X-App-Usage": json.dumps({"call_count": 1, "total_cputime": 0, "total_time": 0})
        }

    @property
    def _fault(self) -> Fault | None:
        return self._world.faults.get(Platform.FACEBOOK)


def _folded(name: str) -> str:
    """The name as Facebook compares it: neither case nor dots count."""
    return name.lower().replace(".", "")


def _no_such_alias(name: str) -> JSONResponse:
    return refusal(803, f"(#803) Some of the aliases you requested do not exist: {name}")
