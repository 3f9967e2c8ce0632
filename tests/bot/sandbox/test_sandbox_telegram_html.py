from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.telegram.entities import Entity, FormattedText, tidy, utf16_length
from bot.sandbox.telegram.html import HtmlError, parse_html
from bot.sandbox.telegram.links import checked_link


def entities(source: str) -> list[tuple[str, int, int]]:
    return [(e.type, e.offset, e.length) for e in tidy(parse_html(source)).entities]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a <dinas>", 'Unsupported start tag "dinas" at byte offset 2'),
        ("é <dinas>", 'Unsupported start tag "dinas" at byte offset 3'),
        ("😀<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 4'),
        ("x < y", 'Unsupported start tag "" at byte offset 2'),
        ("x<", "Unclosed start tag at byte offset 1"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        (
            "<b><i>x</em></b>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</em>"',
        ),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=a_b>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<a ='x'>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji emoji-id='x'>y</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("x\0", "Text must not contain null bytes"),
    ],
)
def test_wrong_markup_is_refused_in_the_official_words(source: str, reason: str) -> None:
    with pytest.raises(HtmlError) as refused:
        parse_html(source)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
        ("B", "bold"),
    ],
)
def test_every_tag_becomes_its_entity(tag: str, kind: str) -> None:
    assert entities(f"a <{tag}>😀b</{tag}> c") == [(kind, 2, 3)]


def test_nested_tags_become_nested_entities() -> None:
    assert entities("<b>a <i>b</i></b> <u>c</u>") == [
        ("bold", 0, 3),
        ("italic", 2, 1),
        ("underline", 4, 1),
    ]


def test_the_same_style_inside_itself_is_one_entity() -> None:
    assert entities("<b>a<strong>b</strong></b><b>c</b>") == [("bold", 0, 3)]


def test_a_style_does_not_reach_into_code() -> None:
    assert entities("<b>a<code>b</code>c</b>") == [
        ("bold", 0, 1),
        ("code", 1, 1),
        ("bold", 2, 1),
    ]


def test_a_quote_can_be_expandable() -> None:
    assert entities("<blockquote expandable>x</blockquote>") == [("expandable_blockquote", 0, 1)]


def test_a_span_with_its_class_is_a_spoiler() -> None:
    assert entities("<span class='tg-spoiler'>x</span>") == [("spoiler", 0, 1)]


def test_code_in_pre_gives_its_language() -> None:
    (entity,) = parse_html('<pre><code class="language-python">x</code></pre>').entities
    assert entity == Entity("pre", 0, 1, language="python")


def test_code_around_pre_gives_its_language_too() -> None:
    (entity,) = parse_html('<code class="language-python"><pre>x</pre></code>').entities
    assert entity == Entity("pre", 0, 1, language="python")


def test_attributes_without_a_meaning_are_read_over() -> None:
    read = parse_html('<a href=dinas.go.id  title="x" hidden >a</a><b class=x >b</b>')
    assert [(e.type, e.url) for e in read.entities] == [
        ("text_link", "http://dinas.go.id/"),
        ("bold", None),
    ]


def test_a_custom_emoji_keeps_its_number() -> None:
    (entity,) = parse_html('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>').entities
    assert entity == Entity("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286")


def test_an_empty_tag_closes_whatever_is_open() -> None:
    assert entities("<b>x</>") == [("bold", 0, 1)]


def test_a_link_keeps_its_address_and_an_unreadable_one_is_dropped_in_silence() -> None:
    read = parse_html(
        '<a href="https://Dinas.go.id?a=1&amp;b=2">x</a> <a href="http://localhost">y</a>'
    )
    assert read.text == "x y"
    assert [e.url for e in read.entities] == ["https://dinas.go.id/?a=1&b=2"]


def test_a_link_without_an_address_is_its_text() -> None:
    assert parse_html("<a>dinas.go.id/a</a>").entities[0].url == "http://dinas.go.id/a"


def test_a_link_to_a_user_is_a_mention() -> None:
    assert parse_html('<a href="tg://user?id=1001">Siti</a>').entities == (
        Entity("text_mention", 0, 4, user_id=1001),
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;&gt;&amp;&quot;", '<>&"'),
        ("&lt b", "< b"),
        ("&nbsp;&apos;&copy;", "&nbsp;&apos;&copy;"),
        ("&#8211;&#x2013;", "––"),
        ("&#0; & &;", "&#0; & &;"),
    ],
)
def test_four_named_references_and_numbers_are_decoded(source: str, text: str) -> None:
    assert parse_html(source).text == text


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(HtmlError, match="unmatched surrogate code units"):
        parse_html("&#xD83D;")


@pytest.mark.parametrize(
    ("given_link", "kept"),
    [
        ("dinas.go.id", "http://dinas.go.id/"),
        ("HTTPS://DINAS.go.id/A", "https://dinas.go.id/A"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("http://localhost/", None),
        ("ftp://dinas.go.id/", None),
        ("http://dinas.go.id:port/", None),
        ("", None),
    ],
)
def test_a_link_is_read_as_telegram_reads_it(given_link: str, kept: str | None) -> None:
    assert checked_link(given_link) == kept


def test_both_ends_are_trimmed_and_entities_follow() -> None:
    tidied = tidy(parse_html(" \n<b> Halo </b>\t\n"))
    assert tidied == FormattedText("Halo", (Entity("bold", 0, 4),))


def test_control_characters_are_cleaned() -> None:
    assert tidy(FormattedText("a\r\nb\tc\u202ed")).text == "a\nb cd"


def test_an_entity_of_spaces_alone_is_dropped() -> None:
    assert tidy(parse_html("a<b> </b>b")) == FormattedText("a b")


def test_only_a_hundred_entities_are_kept() -> None:
    assert len(tidy(parse_html("<b>a</b> " * 120)).entities) == 100


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_an_escaped_text_comes_back_as_it_was(text: str) -> None:
    read = parse_html(f"<i>{html.escape(text, quote=False)}</i>")
    assert read.text == text
    assert [e.length for e in read.entities] == ([utf16_length(text)] if text else [])


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/bi&; \n😀", max_size=40))
def test_whatever_is_read_has_its_entities_inside_the_text(source: str) -> None:
    try:
        tidied = tidy(parse_html(source))
    except HtmlError:
        return
    assert tidied.text == tidied.text.strip(" \n")
    for entity in tidied.entities:
        assert 0 <= entity.offset < entity.end <= utf16_length(tidied.text)
