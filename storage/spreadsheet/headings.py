"""What a column holds, by its heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from openpyxl.utils import get_column_letter

from checks.model import Platform
from storage.spreadsheet.pieces import platforms_named


class Kind(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    NAME = "name"
    SHORT = "short"
    AGENCY_CLASS = "class"
    STEWARD = "steward"
    CHANNEL = "channel"
    """Addresses; of the column's platforms, or of any account where it has none."""
    PLATFORM = "platform"
    """The name of the platform of the address beside it."""
    ADDRESS = "address"
    """Addresses of any kind, the platform told in another column or by the address."""
    REMARK = "remark"
    CONTACT = "contact"
    """Telephone and staff numbers, e-mail, Telegram names, passwords: dropped unread."""
    IGNORED = "ignored"
    """Known, and of no use to a roster: dates, heads, hosting."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Column:
    index: int
    title: str
    kind: Kind
    platforms: tuple[Platform, ...] = ()

    @property
    def holds_addresses(self) -> bool:
        return self.kind in (Kind.CHANNEL, Kind.ADDRESS)


# The first rule that finds its words decides, so that "No. HP admin" is a number to drop and
# "Update terakhir web" no address.
_RULES: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})\b"))
    for kind, words in (
        (
            Kind.CONTACT,
            (
                r"hp|handphone|telp\w*|telepon|phone|wa|whatsapp|kontak|nip|nik|nrp|ktp|e-?mail|surel"
                r"|password|sandi|pin"
            ),
        ),
        (
            Kind.IGNORED,
            (
                r"update\w*|upload|unggah\w*|terakhir|tanggal|tgl|bulan|tahun|status|keaktifan|followers?"
                r"|pengikut|subscribers?|jumlah|cms|hosting|server|frekuensi|post\w*|konten|kepala|pimpinan"
                r"|jalan|alamat kantor|kode ?pos|bukti|paraf|ttd|tanda tangan|nilai|skor"
            ),
        ),
        (Kind.REMARK, r"ket|keterangan|catatan|remarks?|notes?|kendala"),
        (
            Kind.STEWARD,
            (
                r"admin\w*|pengelola\w*|operator|pic|petugas|penanggung ?jawab|pj|stewards?"
                r"|narahubung|contact person|cp"
            ),
        ),
        (Kind.IGNORED, r"jabatan|pejabat"),
        (Kind.SHORT, r"singkatan|akronim|alias|short|nama singkat|nama pendek"),
        (
            Kind.AGENCY_CLASS,
            r"kelas|kelompok|kategori|klasifikasi|class|tipe|jenis (?:opd|instansi)",
        ),
        (Kind.PLATFORM, r"platform|jenis (?:kanal|media|akun)"),
        (Kind.ADDRESS, r"alamat|url|links?|tautan|akun|username|account|address"),
        (Kind.PLATFORM, r"kanal|media"),
        (Kind.NUMBER, r"no|nomor|urut|nr"),
    )
)
_ABOUT_AGENCIES = (
    "nama daftar opd skpd perangkat daerah unit kerja instansi satuan satker badan publik lembaga"
    " dinas kantor agency office organisasi kecamatan kelurahan dan atau bagian bumd uptd"
)
_NAME_WORDS = frozenset(_ABOUT_AGENCIES.split())
_SOME_ACCOUNT = re.compile(r"\b(?:media sosial|medsos|sosmed|social media)\b")
_CHANNEL_OF_TELEGRAM = re.compile(r"\b(?:kanal|channel|saluran)\b")


def column_called(index: int, title: str) -> Column:
    """The column by its heading alone; without one it is called by its letter."""
    words = " ".join(re.sub(r"[^\w&/()\-]+", " ", title).casefold().split())
    shown = " ".join(title.split()) or get_column_letter(index + 1)
    platforms = platforms_named(words)
    kind = next((kind for kind, rule in _RULES if rule.search(words)), Kind.UNKNOWN)
    if platforms == (Platform.TELEGRAM,) and not _CHANNEL_OF_TELEGRAM.search(words):
        return Column(index, shown, Kind.CONTACT, () if kind is Kind.STEWARD else platforms)
    if kind in (Kind.CONTACT, Kind.IGNORED, Kind.REMARK, Kind.STEWARD):
        return Column(index, shown, kind)
    if _SOME_ACCOUNT.search(words):
        if Platform.WEBSITE in platforms:
            return Column(index, shown, Kind.ADDRESS)
        return Column(index, shown, Kind.CHANNEL, platforms)
    if platforms:
        return Column(index, shown, Kind.CHANNEL, platforms)
    if words and _NAME_WORDS.issuperset(re.findall(r"\w+", words)):
        return Column(index, shown, Kind.NAME)
    return Column(index, shown, kind)
