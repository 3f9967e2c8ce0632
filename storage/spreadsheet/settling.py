"""What only shows when every row is read: shared accounts, strange domains, equal short names."""

from __future__ import annotations

import ipaddress
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from urllib.parse import urlsplit

from checks.model import Platform
from storage.spreadsheet import questions
from storage.spreadsheet.agencies import carried_by, short_name
from storage.spreadsheet.drafts import AgencyDraft, Claim
from storage.spreadsheet.model import AgencyClass, Doubt, RosterAgency
from storage.spreadsheet.privacy import masked, masked_contacts
from storage.spreadsheet.remarks import check_remarks

_PUBLIC_SUFFIXES = (
    "go.id desa.id co.id or.id ac.id sch.id net.id web.id my.id biz.id mil.id blogspot.com"
    " wordpress.com wixsite.com weebly.com google.com github.io"
)
PUBLIC_SUFFIXES = frozenset(_PUBLIC_SUFFIXES.split())
"""Suffixes under which strangers live side by side (PANDI's second-level domains, free hosts)."""
FEWEST_SITES_FOR_A_DOMAIN = 3


def settle(
    drafts: Sequence[AgencyDraft], *, has_steward_column: bool
) -> tuple[tuple[RosterAgency, ...], list[Doubt]]:
    """The finished agencies in their order, and every doubt about them."""
    for draft in drafts:
        check_remarks(draft)
    _part_shared_channels(drafts)
    _question_foreign_sites(drafts)
    shorts = _short_names(drafts)
    for draft in drafts:
        if has_steward_column:
            _ask_for_steward(draft)
        if not draft.claims and not draft.channels_answered:
            draft.doubts.append(draft.cell.doubt(questions.no_channel(draft.name)))
    agencies = tuple(
        RosterAgency(
            name=draft.name,
            short=short,
            agency_class=draft.agency_class,
            channels=tuple(claim.channel for claim in draft.claims),
            stewards=tuple(draft.stewards),
            row=draft.cell.row,
        )
        for draft, short in zip(drafts, shorts, strict=True)
    )
    return agencies, [doubt for draft in drafts for doubt in draft.doubts]


def _part_shared_channels(drafts: Sequence[AgencyDraft]) -> None:
    """Leave each channel with one agency: the one whose name it carries, else the first."""
    claimants: defaultdict[tuple[Platform, str], list[tuple[AgencyDraft, Claim]]] = defaultdict(
        list
    )
    for draft in drafts:
        for claim in draft.claims:
            claimants[claim.channel.platform, claim.channel.canonical].append((draft, claim))
    for claims in claimants.values():
        if len(claims) == 1:
            continue
        named = [draft for draft, claim in claims if _carries(draft, claim)]
        owner = named[0] if len(named) == 1 else claims[0][0]
        for draft, claim in claims:
            if draft is not owner:
                draft.claims.remove(claim)
                draft.doubts.append(claim.cell.doubt(questions.account_shared_with(owner.name)))


def _carries(draft: AgencyDraft, claim: Claim) -> bool:
    names = [draft.name, *([draft.told_short.text] if draft.told_short else [])]
    return any(carried_by(name, claim.channel.name) for name in names)


def _question_foreign_sites(drafts: Sequence[AgencyDraft]) -> None:
    """Ask about websites outside the domain that most of the sheet's websites share.

    A company of the region's has a domain of its own by right. The website stays in the roster.
    """
    sites = [
        (draft, claim, host)
        for draft in drafts
        for claim in draft.claims
        if claim.channel.platform is Platform.WEBSITE
        and not _is_numeric(host := urlsplit(claim.channel.canonical).hostname or "")
    ]
    domain = _common_domain([host for _, _, host in sites])
    if domain is None:
        return
    for draft, claim, host in sites:
        if draft.agency_class is not AgencyClass.BUMD and not f".{host}".endswith(f".{domain}"):
            draft.doubts.append(claim.cell.doubt(questions.foreign_domain(domain)))


def _common_domain(hosts: Sequence[str]) -> str | None:
    counts = Counter(parent for host in hosts for parent in _parents(host))
    if not counts:
        return None
    domain, count = max(counts.items(), key=lambda item: (item[1], len(item[0])))
    return domain if count >= FEWEST_SITES_FOR_A_DOMAIN and count * 2 > len(hosts) else None


def _parents(host: str) -> Iterator[str]:
    """Every domain the host lies in, itself included, that belongs to one owner."""
    labels = host.split(".")
    for start in range(len(labels) - 1):
        domain = ".".join(labels[start:])
        if domain not in PUBLIC_SUFFIXES:
            yield domain


def _is_numeric(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _short_names(drafts: Iterable[AgencyDraft]) -> list[str]:
    """One short name each, the sheet's own where it gives one, no two the same."""
    taken: dict[str, str] = {}
    shorts: list[str] = []
    for draft in drafts:
        told = masked(" ".join(draft.told_short.text.split())) if draft.told_short else ""
        wishes = [wish for wish in (told, short_name(draft.name), draft.name) if wish]
        if told and told.casefold() in taken and draft.told_short:
            question = questions.short_name_taken(taken[told.casefold()])
            draft.doubts.append(draft.told_short.doubt(question))
        numbered = (f"{draft.name} {number}" for number in range(2, len(taken) + 3))
        short = next(wish for wish in chain(wishes, numbered) if wish.casefold() not in taken)
        taken[short.casefold()] = draft.name
        shorts.append(short)
    return shorts


def _ask_for_steward(draft: AgencyDraft) -> None:
    cell = draft.steward_cell
    if draft.stewards or cell is None:
        return
    if any(doubt.question == questions.UNNAMED_STEWARD for doubt in draft.doubts):
        return
    question = questions.no_steward(draft.name)
    draft.doubts.append(Doubt(cell.row, cell.column, masked_contacts(cell.text), question))
