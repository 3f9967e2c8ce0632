from __future__ import annotations

from dataclasses import replace

from rich.cells import cell_len

from bot.commands.check_overview import overview
from bot.texts import Phrasebook
from checks.model import Health, Trouble
from tests.bot.commands.check_readings import ADDRESS, publication, read, shown

REFUSED = replace(
    read(health=Health.UNREACHABLE, detail="connection refused"), trouble=Trouble.REFUSED
)


def test_each_address_has_its_verdict_its_newest_day_and_where_that_was_read() -> None:
    _, _, first, second, third, *_ = shown(
        overview({ADDRESS: read(publication())}, language="en")
    ).splitlines()
    assert first.split() == ["ok", "23", "Nov", "2026", ADDRESS]
    assert second.split() == ["2", "days", "ago", "Posyandu"]
    assert third.split() == ["feed:", "raw", "date", "0"]


def test_what_is_wrong_is_said_in_the_language_asked_for() -> None:
    for language in ("en", "id"):
        told = shown(overview({ADDRESS: REFUSED}, language=language))
        assert Phrasebook().label("trouble_refused", language) in " ".join(told.split())


def test_a_hijacked_site_is_told_by_its_trouble_and_not_by_its_titles() -> None:
    spam = publication(title="Daftar http://slot.example.com")
    hijacked = read(spam, health=Health.HIJACKED, detail="signs of injected spam: 6")
    told = shown(overview({ADDRESS: hijacked}, language="en"))
    assert "signs of injected spam: 6" in told
    assert "slot" not in told


def test_the_addresses_keep_their_order_and_the_verdicts_are_counted() -> None:
    readings = {"b": REFUSED, "a": read(publication()), "c": REFUSED}
    lines = shown(overview(readings, language="en")).splitlines()
    named = [line.split()[-1] for line in lines if line.split()[0] in {"ok", "unreachable"}]
    assert named == ["b", "a", "c"]
    assert lines[-1].strip() == "2 unreachable, 1 ok"


def test_a_narrow_terminal_shows_every_column_whole() -> None:
    readings = {ADDRESS: read(publication(title="Rapat koordinasi kecamatan " * 3)), "b": REFUSED}
    told = shown(overview(readings, language="en"), width=60)
    assert max(map(cell_len, told.splitlines())) <= 60
    assert all(word in told for word in ("unreachable", "23 Nov 2026", "2 days ago", ADDRESS))
    assert "…" not in told
