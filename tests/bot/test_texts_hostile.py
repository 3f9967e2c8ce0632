from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from jinja2 import UndefinedError

from bot.cross_posting import LONGEST_LINK, MOST_OFFERED
from bot.policy.standing import DEFAULT_THRESHOLDS
from bot.sandbox.telegram.html import parse_html
from bot.texts import Phrasebook
from bot.texts.pages import LONGEST_TEXT, utf16_length
from bot.texts.phrasebook import LANGUAGES
from tests.bot.text_examples import (
    AS_OF,
    EXAMPLES,
    JAKARTA,
    OFFER,
    Facts,
    nudge,
    nudged,
    status_line,
)

TYPED_BY_OTHERS = frozenset(
    {
        "address",
        "agency",
        "channel",
        "channels",
        "name",
        "owner",
        "post_title",
        "post_url",
        "raw",
        "read_in",
        "recipient",
        "region",
        "title",
    }
)
MARKER = "Mawar"
HOSTILE = {
    "markup": "<b>&_*[x](y)",
    "an entity": "Budi &lt;/b&gt; &amp; &#0; &quot",
    "a closing tag": "</b></i></code>\"'",
    "a template": "{{ zone }}{% raw %}",
    "emoji": "👩🏽‍⚕️ Sari 🇮🇩",
    "length": "Dinas-" * 34,
    "right to left": "\u202eاسم\u202c \u200fשם",
    "lines": "Sari\n\n✅ Unggahan\r\n tercatat\u2028ok",
}


def renamed(fact: Any, name: str, key: str = "") -> Any:
    """The facts with this name wherever someone else may have typed it."""
    if isinstance(fact, dict):
        return {inner: renamed(value, name, inner) for inner, value in fact.items()}
    if isinstance(fact, list):
        return [renamed(value, name, key) for value in fact]
    return name if isinstance(fact, str) and fact and key in TYPED_BY_OTHERS else fact


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("template", EXAMPLES)
def test_no_name_breaks_a_message(template: str, name: str) -> None:
    for language in LANGUAGES:
        for facts in EXAMPLES[template]:
            plain, named = (
                parse_html(Phrasebook().say(template, language, JAKARTA, **renamed(facts, one)))
                for one in (MARKER, name)
            )
            assert named.text == plain.text.replace(MARKER, " ".join(name.split()))
            assert Counter(one.type for one in named.entities) == Counter(
                one.type for one in plain.entities
            )


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_name_comes_out_as_it_was_written_on_one_line(name: str) -> None:
    facts = renamed(EXAMPLES["nudge"][0], name)
    text = parse_html(Phrasebook().say("nudge", "id", JAKARTA, **facts))
    bold, _ = text.entities
    assert text.part(bold) == " ".join(name.split())


def seven(one: Facts) -> list[Facts]:
    return [one | {"name": f"Website {number}-{'kecamatan-' * 18}go.id"} for number in range(7)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_seven_channels_with_long_names_fit_into_one_message(language: str) -> None:
    agency = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan KB"
    told = nudge("firm", seven(nudged(agency=agency, nth=2, workday=3)), more=9)
    link = ("https://dinkes.tirtakencana.go.id/?a=1&b=2&c=" + "berita" * 50)[:LONGEST_LINK]
    offer = OFFER | {"title": "Imunisasi & gizi " * 5, "post_url": link}
    for item in told["items"][:MOST_OFFERED]:
        item["offer"] = offer
    group = {
        "agency": agency,
        "items": seven(status_line(reported=True, paused_until=AS_OF["as_of_day"])),
        "this_week": 3,
        "target": "2",
        "offers": [offer | {"channels": ["Instagram dinkes_tk"]}] * MOST_OFFERED,
    }
    status = {"groups": [group], "thresholds": DEFAULT_THRESHOLDS, **AS_OF}
    status |= {"periodic": [], "periodic_more": 0}
    for template, facts in (("nudge", told), ("status", status)):
        text = Phrasebook().say(template, language, JAKARTA, **facts)
        assert "6-kecamatan" in text
        assert utf16_length(text) <= LONGEST_TEXT


@pytest.mark.parametrize("template", ["welcome", "nudge", "status", "evidence", "trouble"])
def test_a_missing_fact_is_an_error_and_never_a_gap(template: str) -> None:
    for language in LANGUAGES:
        with pytest.raises(UndefinedError):
            Phrasebook().say(template, language, JAKARTA)
