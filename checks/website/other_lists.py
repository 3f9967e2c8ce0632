"""Lists whose dates are none of publications: agendas, registers, laws, entries of visitors.

A list is known by its heading, by the heads of its table's columns, or by titles that are figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.website.addresses import is_file
from checks.website.cards import Card
from checks.website.stamp_labels import column_heads

OTHER_LISTS = re.compile(
    r"\b(?:agenda|jadwal|kalender|calendar|events?|komentar|comments?|unduh\w*|downloads?|dokumen"
    r"|peraturan|produk hukum|jdih|regulasi|perundang\w*|pengunjung|statistik|cuaca|gempa|buku tamu"
    r"|guest ?book|testimoni\w*|(?:pengaduan|aduan|aspirasi) (?:warga|masyarakat|terbaru|masuk)"
    r"|tanya jawab|konsultasi|diskusi|forum warga|harga (?:pangan|pasar|komoditas|bahan|sembako)"
    r"|sejarah|riwayat|tonggak|milestones?|mendatang|(?:akan|yang) datang|upcoming"
    r"|kritik|saran|tanggapan|ulasan|apa kata|putusan|kualitas udara|muka air|keberangkatan"
    r"|kedatangan"
    r"|ulang tahun (?:bulan|minggu|hari|pegawai)\w*|laporan warga|permohonan informasi"
    r"|daftar pencarian (?:orang|barang)"
    r"|(?:rangkaian|rencana|susunan) (?:acara|kegiatan)|dari masa ke masa)\b",
    re.IGNORECASE,
)
"""Headings over lists whose dates are no dates of publication."""

REGISTERS = re.compile(
    r"\W*(?:(?:info|informasi|daftar|data|rekap\w*|tabel|status|rincian|update|perkembangan)\W+)*"
    r"(?:(?:harga|stok|ketersediaan|antri?an|antrean|tahap(?:an)?|alur|linimasa|timeline|sop"
    r"|hasil (?:uji|pemeriksaan|pengukuran|lelang|lab\w*))\b.{0,30}"
    r"|(?:pengaduan|aduan|laporan kehilangan|perizinan|izin|akta|pejabat|pegawai|asn)"
    r"(?: [\w-]+){0,2}|(?:sp4n\W*)?lapor|forum)\W*",
    re.IGNORECASE,
)
"""Headings that say no more than what is registered under them: prices, stocks, queues, permits."""

REGISTERED = re.compile(
    r"\W*(?:daftar|data|rekap\w*)\W+(?:\w+\W+){0,2}?(?:izin|pemohon|pengadu\w*|aduan|laporan|pegawai"
    r"|kapal|kendaraan|kejadian|kasus|kelahiran|kematian|penduduk|perusahaan|umkm|usaha|penerima"
    r"|peserta|aset|inventaris|benih|pasien|kunjungan|peminjaman|kelompok|sekolah|sop)\b.{0,30}",
    re.IGNORECASE,
)

REGISTER_HEAD = re.compile(
    r"\W*(?:harga|stok|satuan|volume|komoditas|pemohon|pelapor|pengadu|perusahaan|pemilik|sampel"
    r"|nip|nik|nisn|perkara|golongan|berat|kuota|kejadian|kasus|sembuh|nilai limit"
    r"|nama (?:perusahaan|pegawai|pemohon|pelapor|kapal|usaha|pemilik|penerima|pasien|warga|siswa)"
    r"|(?:no|nomor)\W{0,2}(?:izin|antri?an|antrean|perkara|registrasi|kendaraan)"
    r"|jenis izin|jumlah(?! (?:di)?(?:lihat|baca|unduh\w*|hits?|pengunjung|komentar)))\b.*",
    re.IGNORECASE,
)
"""Heads of columns that news and announcements have not."""

TITLE_HEAD = re.compile(r"\W*(?:judul|perihal|berita|pengumuman|artikel)\b", re.IGNORECASE)
"""Heads of the column that titles stand in; such a table lists texts whatever else it tells."""

LAW_OR_REPORT = re.compile(
    r"\b(?:perda|perbup|perwa(?:l|ko)|pergub|peraturan|keputusan|kepbup|undang-undang|uu|pp|permen\w*"
    r"|sk|surat edaran|se|instruksi|dpa|rka|apbd|anggaran|lkjip|lakip|lppd|renstra|renja|rkpd|iku"
    r"|dip|sop|laporan|profil|standar pelayanan|formulir|daftar informasi)\b",
    re.IGNORECASE,
)
"""Titles of documents that are put on record and not published as news."""

PRICE = re.compile(r"\bRp\.? ?\d", re.IGNORECASE)

LONGEST_PRICED = 120
"""Characters of a card that offers something; an excerpt that names a sum makes a longer one."""

IN_A_REGISTER = "in a register, not a list of news"


def why_no_news(card: Card) -> str:
    """Why the date of a card is none of a publication, going by the list it stands in, or ""."""
    if OTHER_LISTS.search(card.section):
        return f"in a list headed {card.section}"
    if is_file(card.url) and LAW_OR_REPORT.search(card.title):
        return "the document is a law or a report"
    if REGISTERS.fullmatch(card.section) or REGISTERED.fullmatch(card.section):
        return f"in a list headed {card.section}"
    heads = column_heads(card.stamp.box)
    if _is_a_figure(card.title) or _is_registered(heads) or _is_priced(card, heads):
        return IN_A_REGISTER
    return ""


def _is_registered(heads: Sequence[str]) -> bool:
    return any(map(REGISTER_HEAD.fullmatch, heads)) and not any(map(TITLE_HEAD.match, heads))


def _is_priced(card: Card, heads: Sequence[str]) -> bool:
    """Whether there is a price beside a title, and little else; a table tells by its columns."""
    if heads or card.root.length > LONGEST_PRICED:
        return False
    return bool(PRICE.search(card.root.text().replace(card.title, " ")))


def _is_a_figure(title: str) -> bool:
    """Whether a title is a price, an amount or a number on record: more figures than letters."""
    figures = sum(character.isdigit() for character in title)
    return figures > sum(character.isalpha() for character in title)
