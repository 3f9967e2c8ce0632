"""The names in a steward's cell: one or several people, without titles, degrees and remarks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storage.spreadsheet.privacy import without_contacts
from storage.spreadsheet.words import is_nothing

# Titles before a name and degrees after it, as Indonesian civil servants write them; degrees are
# listed without dots and spaces, in lower case.
_TITLES = (
    "prof drs dra dr drg drh ir h hj hjh kh ns apt ust tn ny sdr sdri bapak ibu bpk pak bu plt plh"
)
_DEGREES = """
s1 s2 s3 d3 d4 ama amd amdkom amdkeb amdkep amdkes amdak amdfarm amdgz amdt amdip amdpd amdrmik
sab sag sak san sap sarch sars sds se sei sfarm sgz sh shi shum shut si siip sikom sip siptek
sik sin skel skeb sked skep skes skg skh skm skom skpm sl spd spdi spdsd spi spsi spt sptk
ssi ssn ssos ssosi sst sstp sstpel sstat st star ste sth stmt stp str strak strip striip strkeb
strkep strkes strkom strsos strt stt sy ssy shsy sesy
mm ma mab mag mak map maks march mars mba mbiomed mcs mcom mds mdev me mec meng menv mepid
mfarm mgz mh mhkes mhum mi mikom mip mil mkes mkeb mkep mkeu mkkk mkm mkn mkom mkp mling mmsi
mmr mmt mp mpa mpd mpdi mph mpi mpm mpp mps mpsi mpt mpwk msa msc mse msi msn msos mstat mstr
msy mt mti mtp mtr mtrip mtrap mpolit
bsc bba beng bcs ba ak ca cpa cfra phd dea lc llm spa spb spog spok sppd ahli
"""
TITLES = frozenset(_TITLES.split())
DEGREES = frozenset(_DEGREES.split())
_LEADING_TITLE = re.compile(
    rf"(?:{'|'.join(sorted(TITLES, key=len, reverse=True))})(?:\.\s*|\s+)", re.IGNORECASE
)
_BRACKETS = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_NUMBERING = re.compile(r"(?:^|(?<=[\s,;]))\d{1,2}[.)]\s*")
_ROLE_LABEL = re.compile(
    r"^(?:admin\w*|operator|pengelola|pic|petugas|nama|web\w*|ig|medsos)[\w .]{0,15}:\s*",
    re.IGNORECASE,
)
_BETWEEN_PEOPLE = re.compile(r"\s*[\n;/|]\s*|\s*&\s*|\s+(?:dan|serta)\s+", re.IGNORECASE)
_UNNAMED = re.compile(
    r"(?:(?:belum|blm|tidak|tdk)\s.*|lowong|vacant|kosong|mutasi|pensiun|resign|pindah|sda|idem|\?+)",
    re.IGNORECASE,
)
_UNAPPOINTED = re.compile(
    r"(?:(?:belum|blm)\s+(?:di)?(?:tunjuk|tetapkan|isi|sk(?:-?kan)?|angkat|ada)\b.*|lowong|vacant)",
    re.IGNORECASE,
)
_A_POST_NOT_A_PERSON = re.compile(
    r"(?:tim|bidang|bid|bagian|bag|seksi|sub|subbag\w*|kasubbag\w*|kasubag\w*|kabid|kabag|kasi|staf"
    r"|staff|operator|admin|humas|ppid|kepala|sekretaris|sekretariat|camat|lurah|honorer|pegawai"
    r"|(?:anak )?magang|mahasiswa|semua|grup|group|umum)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w .'’`-]{0,78}[\w.'’`]")


@dataclass(frozen=True, slots=True)
class People:
    """The names found, and the parts of the cell that name nobody though they are not empty."""

    names: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def read_people(text: str) -> People:
    """The people in one cell, in order, each once.

    `Budi Santoso, S.Kom., M.T.` is one person, `Budi / Siti` two; `(kosong)` and
    `belum ditunjuk` are nobody. Remarks in brackets, telephone numbers and @names are left out.
    """
    if is_nothing(text):
        return People()
    names: list[str] = []
    unclear: list[str] = []
    for part in _parts(text):
        name = plain_name(part)
        if not name or is_nothing(name) or _UNAPPOINTED.fullmatch(name):
            continue
        if (
            _NAME.fullmatch(name)
            and not _UNNAMED.fullmatch(name)
            and not _A_POST_NOT_A_PERSON.match(name)
        ):
            names.append(name)
        else:
            unclear.append(name)
    return People(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(unclear)))


def plain_name(text: str) -> str:
    """One person's name without titles, degrees, brackets, a role after a dash and contacts."""
    text = without_contacts(_BRACKETS.sub(" ", text))
    text = re.split(r"\s+[-–—:]\s+|\s+[-–—]|[-–—]\s+", text.strip(" -–—:,;"))[0]
    name = " ".join(text.split()).strip(" ,;:-")
    while (title := _LEADING_TITLE.match(name)) and len(name) > title.end():
        name = name[title.end() :]
    return _without_trailing_degrees(name).strip(" ,;:-")


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for piece in _BETWEEN_PEOPLE.split(_BRACKETS.sub(" ", text)):
        for numbered in _NUMBERING.split(piece):
            parts.extend(_comma_parts(_ROLE_LABEL.sub("", numbered)))
    return parts


def _comma_parts(text: str) -> list[str]:
    return [part for part in re.split(r"\s*,\s*", text) if part.strip() and not _is_degrees(part)]


def _is_degrees(text: str) -> bool:
    """Whether the text between two commas is degrees or titles alone: `S. Kom`, `SE MM`, `Drs.`"""
    known = DEGREES | TITLES
    return _plain(text) in DEGREES or all(_plain(word) in known for word in text.split())


def _without_trailing_degrees(name: str) -> str:
    """`Budi Santoso S.Kom MT` -> `Budi Santoso`: a degree has a dot or two capitals."""
    words = name.split()
    while len(words) > 1 and _plain(words[-1]) in DEGREES and _looks_like_a_degree(words[-1]):
        words.pop()
    return " ".join(words)


def _looks_like_a_degree(word: str) -> bool:
    return "." in word[:-1] or sum(letter.isupper() for letter in word) > 1


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
