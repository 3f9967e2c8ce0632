"""Remarks that don't agree with the rest of their row."""

from __future__ import annotations

import re

from checks.links import LinkRejected, find_links, read_profile
from checks.model import Platform
from storage.spreadsheet import questions
from storage.spreadsheet.drafts import AgencyDraft, Cell
from storage.spreadsheet.pieces import platforms_named

_THING = (
    r"(?:akun\s+|kanal\s+)?"
    r"(web\w*|situs|ig|insta\w*|fb|facebook|tik ?tok|yt|youtube|x|twitter|threads)"
)
_NOT = r"(?:blm|belum|tdk|tidak|tak)"
_HAS_NONE = re.compile(
    rf"\b{_NOT}\s+(?:ada|punya|memiliki)\s+{_THING}\b|\b{_THING}\s+{_NOT}\s+ada\b", re.IGNORECASE
)
_HAS_SEVERAL = re.compile(rf"\b([2-9])\s+{_THING}\b", re.IGNORECASE)
_PERSONAL = re.compile(r"\b(?:pribadi|personal)\b", re.IGNORECASE)
_STEWARD = r"\b(?:admin|pengelola|operator|pic)\b"
_STEWARD_GONE = re.compile(
    rf"{_STEWARD}[^,;.]{{0,20}}\b(?:pindah|mutasi|pensiun|resign|keluar|berhenti)", re.IGNORECASE
)
_NO_STEWARD = re.compile(rf"{_STEWARD}\s+{_NOT}\s+(?:ada|ditunjuk|ditetapkan)", re.IGNORECASE)


def check_remarks(draft: AgencyDraft) -> None:
    """Add a doubt for each contradiction; an account said to be personal is taken out."""
    for cell in draft.remarks:
        for question in (
            _personal(draft, cell),
            _denied_channel(draft, cell),
            _missing_channels(draft, cell),
            _missing_steward(draft, cell),
            _unlisted_address(draft, cell),
        ):
            if question is not None:
                draft.doubts.append(cell.doubt(question))


def _personal(draft: AgencyDraft, cell: Cell) -> str | None:
    if not _PERSONAL.search(cell.text):
        return None
    named = platforms_named(cell.text)
    accounts = [
        claim
        for claim in draft.claims
        if claim.channel.platform is not Platform.WEBSITE
        and (not named or claim.channel.platform in named)
    ]
    if not accounts:
        return None
    if len(accounts) == 1:
        draft.claims.remove(accounts[0])
    return questions.personal_account(tuple(claim.channel.platform for claim in accounts))


def _denied_channel(draft: AgencyDraft, cell: Cell) -> str | None:
    for found in _HAS_NONE.finditer(cell.text):
        platforms = _platforms(found[1] or found[2])
        if any(draft.count_of(platform) for platform in platforms):
            return questions.CONTRADICTING_REMARK
    return None


def _missing_channels(draft: AgencyDraft, cell: Cell) -> str | None:
    for found in _HAS_SEVERAL.finditer(cell.text):
        for platform in _platforms(found[2]):
            if 0 < draft.count_of(platform) < int(found[1]):
                return questions.more_channels(int(found[1]), platform)
    return None


def _missing_steward(draft: AgencyDraft, cell: Cell) -> str | None:
    if not draft.stewards:
        return None
    if _NO_STEWARD.search(cell.text):
        return questions.CONTRADICTING_REMARK
    if _STEWARD_GONE.search(cell.text):
        return questions.moved_steward(" dan ".join(draft.stewards))
    return None


def _unlisted_address(draft: AgencyDraft, cell: Cell) -> str | None:
    known = {claim.channel.canonical for claim in draft.claims}
    for link in find_links(cell.text):
        try:
            channel = read_profile(link)
        except LinkRejected:
            continue
        if channel.canonical not in known:
            return questions.ADDRESS_IN_REMARK
    return None


def _platforms(thing: str) -> tuple[Platform, ...]:
    if thing.lower().startswith("web"):
        return (Platform.WEBSITE,)
    return platforms_named(thing)
