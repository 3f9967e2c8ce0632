from __future__ import annotations

from datetime import date, timedelta

import pytest

from checks.model import Evidence, Platform, Publication
from storage import periodic_duties, publications, roster
from storage.engine import Database
from storage.imports import import_roster
from storage.spreadsheet import AgencyClass, RosterAgency
from tests.bot.commands.conftest import NOW, Segar

POST = "https://www.instagram.com/p/DRaBcDeFgHi/"


async def add_agency(database: Database, region: roster.Region, short: str, kind: str) -> None:
    agency = RosterAgency(f"Nama {short}", short, AgencyClass(kind), (), ())
    async with database.writing() as session:
        await import_roster(session, region.id, [agency], now=NOW, language="id")


async def tick(database: Database, region: roster.Region, duty_id: int, due_on: date) -> None:
    """Dinkes has done the duty with a post of its account."""
    async with database.writing() as session:
        [channel, *_] = await roster.channels(session, region.id)
        assert channel.ref.platform is Platform.INSTAGRAM
        post = Publication(NOW, POST, "LKjIP 2026", Evidence("post-id", POST, ""))
        await publications.remember(session, channel.id, [post], seen_at=NOW)
        known = await publications.publication_at(session, channel.id, POST)
        assert known is not None
        await periodic_duties.tick(
            session,
            duty_id=duty_id,
            agency_id=channel.agency.id,
            due_on=due_on,
            publication_id=known.id,
            now=NOW,
        )


def next_march() -> date:
    """The last day of a March that is yet to come, by the clock of the commands."""
    return date(date.today().year + 1, 3, 31)  # noqa: DTZ011


async def test_a_duty_is_added_and_listed_with_who_has_done_it(
    segar: Segar, database: Database, lebak: roster.Region
) -> None:
    await add_agency(database, lebak, "Disdik", "dinas")
    await add_agency(database, lebak, "Bapenda", "badan")
    due = next_march()
    options = ("--region", "lebak", "--title", " LKjIP\n 2026 ", "--due", str(due))
    added = await segar.beside("periodic", "add", *options, "--class", "Dinas", "--every-year")
    assert (added.code, added.err) == (0, "")
    assert added.out == (
        f"Added 1: LKjIP 2026, due {due}, every year; agencies it is for: 2 (dinas).\n"
    )
    await tick(database, lebak, 1, due)
    shown = (await segar.beside("periodic", "list", "--region", "lebak")).out
    row = next(line for line in shown.splitlines() if "LKjIP 2026" in line)
    assert [cell.strip() for cell in row.strip("│ ").split("│")] == [
        *("1", "LKjIP 2026", f"{due}, every year", "dinas", "1 of 2", "Disdik")
    ]
    assert shown.splitlines()[-1].startswith("As of ")
    listed = (await segar.beside("periodic", "list", "--region", "lebak", "--json")).object
    assert listed["region"] == "lebak"
    assert date.fromisoformat(listed["as_of"]) < due
    assert listed["duties"] == [
        {
            "id": 1,
            "title": "LKjIP 2026",
            "due": str(due),
            "every_year": True,
            "class": "dinas",
            "done": [{"agency": "Dinkes", "at": NOW.isoformat(), "link": POST}],
            "not_yet": ["Disdik"],
        }
    ]


async def test_without_a_class_it_is_for_every_agency_and_in_the_order_of_dates(
    segar: Segar, database: Database, lebak: roster.Region
) -> None:
    await add_agency(database, lebak, "Bapenda", "badan")
    later, sooner = next_march() + timedelta(days=30), next_march()
    for title, due in (("Laporan PPID", later), ("DPA", sooner)):
        out = (
            await segar.beside(
                "periodic", "add", "--region", "lebak", "--title", title, "--due", str(due)
            )
        ).out
        assert out.endswith(f"{title}, due {due}; agencies it is for: 2 (all).\n")
    duties = (await segar.beside("periodic", "list", "--region", "lebak", "--json")).object[
        "duties"
    ]
    assert [(one["title"], one["class"], one["not_yet"]) for one in duties] == [
        ("DPA", None, ["Dinkes", "Bapenda"]),
        ("Laporan PPID", None, ["Dinkes", "Bapenda"]),
    ]


async def test_an_ended_duty_is_no_longer_listed(segar: Segar, lebak: roster.Region) -> None:
    due = str(next_march())
    await segar.beside("periodic", "add", "--region", "lebak", "--title", "DPA", "--due", due)
    ended = await segar.beside("periodic", "end", "--region", "lebak", "1")
    assert (ended.code, ended.out) == (
        0,
        "Ended 1: DPA. What was done for it stays on record.\n",
    )
    again = await segar.beside("periodic", "end", "--region", "lebak", "1")
    assert (again.code, again.out) == (2, "")
    assert "Kabupaten Lebak has no periodic duty 1." in again.err
    assert (await segar.beside("periodic", "list", "--region", "lebak")).out == (
        "No periodic duties yet. Add one with: segar periodic add\n"
    )
    assert (await segar.beside("periodic", "list", "--region", "lebak", "--json")).object[
        "duties"
    ] == []


async def test_the_same_duty_twice_is_a_mistake(segar: Segar, lebak: roster.Region) -> None:
    options = ("--region", "lebak", "--title", "DPA", "--due", str(next_march()))
    await segar.beside("periodic", "add", *options)
    again = await segar.beside("periodic", "add", *options)
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith("There is already a periodic duty 'DPA' due on ")


@pytest.mark.parametrize(
    ("changed", "hint"),
    [
        ({"--due": "31-03-2027"}, "'31-03-2027' is no due date. Write it as 2027-03-31."),
        ({"--due": "2027-02-29"}, "is no due date"),
        ({"--due": "0227-03-31"}, "is no due date"),
        ({"--due": "2001-03-31"}, "2001-03-31 is more than 180 days ago"),
        ({"--title": " \n"}, "needs a title"),
        ({"--title": "L" * 201}, "at most 200 characters; this one has 201"),
        ({"--class": "kantor"}, "No class of agencies is called 'kantor'. Known: dinas, badan,"),
        ({"--region": "serang"}, "There is no region called 'serang'."),
    ],
)
async def test_what_can_not_be_a_duty_is_one_sentence_and_adds_nothing(
    segar: Segar, lebak: roster.Region, changed: dict[str, str], hint: str
) -> None:
    right = {"--region": "lebak", "--title": "DPA", "--due": str(next_march())}
    options = [part for option in (right | changed).items() for part in option]
    outcome = await segar.beside("periodic", "add", *options)
    assert (outcome.code, outcome.out) == (2, "")
    assert hint in outcome.err
    assert outcome.err.count("\n") == 1
    assert (await segar.beside("periodic", "list", "--region", "lebak", "--json")).object[
        "duties"
    ] == []


async def test_a_yearly_duty_may_have_begun_long_ago(segar: Segar, lebak: roster.Region) -> None:
    options = ("--region", "lebak", "--title", "DPA", "--due", "2001-03-31", "--every-year")
    assert (await segar.beside("periodic", "add", *options)).code == 0
    [duty] = (await segar.beside("periodic", "list", "--region", "lebak", "--json")).object[
        "duties"
    ]
    assert duty["due"].endswith("-03-31")
    assert abs(date.fromisoformat(duty["due"]) - next_march()) <= timedelta(days=366)


@pytest.mark.parametrize("number", ["0", "-1", "4294967296", "satu"])
def test_a_number_that_names_no_duty_is_a_mistake(segar: Segar, number: str) -> None:
    outcome = segar("periodic", "end", "--region", "lebak", "--", number)
    assert (outcome.code, outcome.out) == (2, "")


async def test_a_tick_by_mistake_is_taken_back(
    segar: Segar, database: Database, lebak: roster.Region
) -> None:
    due = next_march()
    options = ("--region", "lebak", "--title", "DPA", "--due", str(due))
    await segar.beside("periodic", "add", *options, "--every-year")
    for chosen in ((), ("--due", str(due))):
        await tick(database, lebak, 1, due)
        untick = ("periodic", "untick", "--region", "lebak", "1", "--agency", "dinkes", *chosen)
        done = await segar.beside(*untick)
        assert (done.code, done.err) == (0, "")
        assert done.out == (
            f"Unticked 1 for Dinkes: DPA, due {due}. It had been ticked with {POST}\n"
        )
        listed = await segar.beside("periodic", "list", "--region", "lebak", "--json")
        assert listed.object["duties"][0]["not_yet"] == ["Dinkes"]
    again = await segar.beside(*untick)
    assert (again.code, again.out) == (2, "")
    assert f"Dinkes is not on record as having done 'DPA' due on {due}" in again.err


@pytest.mark.parametrize(
    ("changed", "hint"),
    [
        ({"--due": "31-03-2027"}, "'31-03-2027' is no due date."),
        ({"--due": "2027-04-01"}, "Dinkes is not on record as having done 'DPA' due on 2027-04-01"),
        ({"--agency": "Dishub"}, "Dishub"),
        ({"--region": "serang"}, "There is no region called 'serang'."),
        ({"number": "2"}, "Kabupaten Lebak has no periodic duty 2."),
    ],
)
async def test_what_can_not_be_unticked_is_one_sentence_and_changes_nothing(
    segar: Segar,
    database: Database,
    lebak: roster.Region,
    changed: dict[str, str],
    hint: str,
) -> None:
    due = next_march()
    options = ("--region", "lebak", "--title", "DPA", "--due", str(due))
    await segar.beside("periodic", "add", *options)
    await tick(database, lebak, 1, due)
    told = {"--region": "lebak", "--agency": "Dinkes", "number": "1"} | changed
    number = told.pop("number")
    parts = [part for option in told.items() for part in option]
    outcome = await segar.beside("periodic", "untick", number, *parts)
    assert (outcome.code, outcome.out) == (2, "")
    assert hint in outcome.err
    listed = await segar.beside("periodic", "list", "--region", "lebak", "--json")
    assert listed.object["duties"][0]["not_yet"] == []
