from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import meta, nodes

from bot.texts import Phrasebook
from bot.texts.phrasebook import LANGUAGES, TEXTS, _environment
from tests.bot.text_examples import EXAMPLES, JAKARTA, said

TEMPLATES = sorted(path.stem for path in (TEXTS / "id").glob("*.j2"))
MESSAGES = [name for name in TEMPLATES if not name.startswith("_")]
FOR_OPERATORS = [name for name in MESSAGES if name.startswith("operator_")]
AVOIDED = "malas|terburuk|terendah|rapor merah|sanksi|mati suri|gagal|anda|kamu"
UGLY = re.compile(r"  | $|\n\n\n| [.,;:]|–[^\W\d]|\bNone\b", re.MULTILINE)
"""Two spaces, a space at a line's end or before a stop, two empty lines, a dash without a space."""


def source(template: str, language: str) -> nodes.Template:
    path: Path = TEXTS / language / f"{template}.j2"
    return _environment(language).parse(path.read_text(encoding="utf-8"))


def test_both_languages_have_the_same_templates() -> None:
    assert sorted(path.stem for path in (TEXTS / "en").glob("*.j2")) == TEMPLATES


def test_every_message_has_its_examples() -> None:
    assert sorted(EXAMPLES) == MESSAGES


@pytest.mark.parametrize("template", TEMPLATES)
def test_both_languages_tell_the_same_facts(template: str) -> None:
    indonesian, english = (source(template, language) for language in ("id", "en"))
    assert meta.find_undeclared_variables(indonesian) == meta.find_undeclared_variables(english)
    for kind, name in ((nodes.Filter, "name"), (nodes.Getattr, "attr")):
        facts = [
            sorted(getattr(node, name) for node in one.find_all(kind))
            for one in (indonesian, english)
        ]
        assert facts[0] == facts[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", MESSAGES)
def test_every_message_is_set_as_a_careful_typist_would(template: str, language: str) -> None:
    for text in said(template, language):
        assert text
        assert UGLY.findall(text) == []


@pytest.mark.parametrize("template", [name for name in MESSAGES if name not in FOR_OPERATORS])
def test_stewards_never_read_a_word_that_shames(template: str) -> None:
    for text in said(template, "id"):
        assert re.findall(rf"\b({AVOIDED})\b", text, re.IGNORECASE) == []


def test_a_first_nudge_is_a_fact_a_small_step_and_a_way_to_answer() -> None:
    assert said("nudge", "id")[0] == (
        "Selamat pagi, Bapak/Ibu Admin Dinkes. 🙏\n"
        "\n"
        "• <b>Website dinkes.tirtakencana.go.id</b>: belum tampak unggahan baru sejak "
        "Jumat, 13 November 2026 (11 hari).\n"
        "\n"
        "Bila berkenan, satu kabar singkat hari ini sudah cukup.\n"
        "Sudah mengunggah? Kirim tautannya ke sini, langsung saya catat.\n"
        "\n"
        "<i>Aturan: jeda antar-unggahan paling lama 7 hari. "
        "Data per 24 Nov 2026, pukul 09.00 WIB.</i>"
    )


def test_a_second_nudge_names_a_date_and_which_reminder_it_is() -> None:
    text = said("nudge", "id")[1]
    assert "Ini pengingat ke-2, pada hari kerja ke-3." in text
    assert "paling lambat Kamis, 26 November 2026." in text
    assert "🙏" not in text


def test_a_nudge_over_offices_of_two_kinds_tells_both_rules() -> None:
    assert "paling lama 7 atau 14 hari, menurut jenis perangkat daerah" in said("nudge", "id")[2]
    assert "more than 7 or 14 days between posts, depending on the" in said("nudge", "en")[2]


def test_status_shows_a_channel_a_line_and_the_rule_below() -> None:
    assert said("status", "id")[0] == (
        "<b>Status kanal Dinkes</b>\n"
        "🟢 <b>Website dinkes.tirtakencana.go.id</b> – 23 Nov 2026 (kemarin)\n"
        "🟡 <b>Instagram dinkes_tk</b> – 15 Nov 2026 (9 hari lalu), laporan pengelola; "
        "dijeda s.d. 1 Des 2026\n"
        "⚪ <b>Facebook dinkes.tk</b> – belum dapat diperiksa otomatis\n"
        "Pekan ini: 1 dari target 2 unggahan.\n"
        "\n"
        "<b>Status kanal Kel. Embun Pagi</b>\n"
        "⚪ <b>Facebook dinkes.tk</b> – belum dapat diperiksa otomatis; dijeda s.d. 1 Des 2026\n"
        "Pekan ini: 0 dari target 0,5 unggahan.\n"
        "\n"
        "<i>Per 24 Nov 2026, pukul 09.00 WIB. Hari sejak unggahan terbaru: 🟢 paling lama 7, "
        "🟡 s.d. 30, 🟠 s.d. 90, 🔴 lebih lama, ⚪ belum terukur.</i>\n"
        "\n"
        "Baru mengunggah? Kirim tautannya ke sini."
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "id",
            "💡 Paling mudah: bagikan yang sudah ada di website sejak Jumat: ",
        ),
        (
            "en",
            "💡 Easiest: share what has been on your website since Friday: ",
        ),
    ],
)
def test_a_nudge_names_what_can_be_shared_below_its_channel(language: str, told: str) -> None:
    lines = said("nudge", language)[-2].split("\n")
    channel = next(line for line in lines if line.startswith("• <b>Instagram dinkes_tk</b>"))
    offered = lines[lines.index(channel) + 1]
    assert offered.startswith(f"{told}“Imunisasi Bulan November &amp; Posyandu” → https://")
    assert lines[lines.index(channel) + 2].startswith("• <b>Website")


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        (
            "id",
            "💡 Di website sejak Jumat, belum tampak di Instagram dinkes_tk dan Facebook dinkes.tk",
            "💡 Di Instagram sejak kemarin, belum tampak di Website dinkes.tirtakencana.go.id",
        ),
        (
            "en",
            "💡 On your website since Friday, not yet seen on Instagram dinkes_tk and Facebook",
            "💡 On your Instagram since yesterday, not yet seen on Website dinkes.tirta",
        ),
    ],
)
def test_status_says_what_one_channel_has_and_another_has_not(
    language: str, first: str, second: str
) -> None:
    offers = [line for line in said("status", language)[-1].split("\n") if "💡" in line]
    assert offers[0].startswith(first)
    assert offers[1].startswith(second)


def test_a_welcome_lists_each_channel_on_its_line() -> None:
    lines = said("welcome", "en")[0].split("\n")
    assert lines[2:6] == [
        "Channels in your care:",
        "• Website dinkes.tirtakencana.go.id",
        "• Instagram dinkes_tk",
        "",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_refusal_that_a_new_invitation_mends_asks_for_one(language: str) -> None:
    used, expired, elsewhere, unknown = said("invitation_refused", language)
    assert len({used, expired, elsewhere, unknown}) == 4
    asks = "minta tautan undangan" if language == "id" else "new invitation link"
    assert [asks in text for text in (used, expired, unknown, elsewhere)] == [True] * 3 + [False]


def test_a_language_we_do_not_speak_is_answered_in_indonesian() -> None:
    phrasebook = Phrasebook()
    assert phrasebook.say("forget_kept", "ms", JAKARTA) == "Baik, data tidak dihapus."
    assert phrasebook.say("forget_kept", "en-US", JAKARTA) == "All right, nothing was erased."
