"""The `fields` parameter as the stand-in for Graph reads it."""

from __future__ import annotations

import pytest

from bot.sandbox.platforms.field_expressions import FieldsMalformed, FieldWanted, parse_fields


def test_fields_are_read_with_their_arguments_and_their_own_fields() -> None:
    text = "id,posts.limit(5){id,comments.summary(total_count).limit(0)},name"
    comments = FieldWanted("comments", {"summary": "total_count", "limit": "0"}, [])
    assert parse_fields(text) == [
        FieldWanted("id", {}, []),
        FieldWanted("posts", {"limit": "5"}, [FieldWanted("id", {}, []), comments]),
        FieldWanted("name", {}, []),
    ]


def test_a_handle_with_dots_is_an_argument() -> None:
    (wanted,) = parse_fields("business_discovery.username(dinkes.contoh){id}")
    assert wanted.arguments == {"username": "dinkes.contoh"}


@pytest.mark.parametrize(("arguments", "limit"), [({"limit": "3"}, 3), ({}, 25)])
def test_a_limit_has_a_default(arguments: dict[str, str], limit: int) -> None:
    assert FieldWanted("posts", arguments).limit(25) == limit


@pytest.mark.parametrize(
    "text", ["", "id,", "id{", "id{name", "id}", "posts.limit(5", "posts.", "id;name", "id name"]
)
def test_what_graph_would_not_read_is_refused(text: str) -> None:
    with pytest.raises(FieldsMalformed, match="Syntax error"):
        parse_fields(text)
