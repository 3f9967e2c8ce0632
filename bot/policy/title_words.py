"""Indonesian words that say little of what a headline tells, and those that announce a number.

Chosen by us from headlines and captions of local governments.
"""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


FUNCTION_WORDS = _words(
    """
    ada adalah akan antar atas atau ayo bagi bersama bisa bulan cek dalam dan dari dengan di hai
    halo hari hingga info ini itu jalan jl juga kami kembali kepada ke kini kita langsung lho link
    bio malam nya oleh pada pagi para pekan pukul resmi saat se sebanyak secara sekarang selamat
    selengkapnya semua serta siang siap simak sobat sore sudah tahun tanggal telah tetap tgl untuk
    website wib wit wita ya yang yuk
    """
)
"""Words without a meaning of their own, and those that captions begin and end with."""

OFFICE_WORDS = _words(
    """
    acara adakan angkatan asn badan bagian bagikan bapenda bappeda baru berita bimtek bkpsdm bpbd
    bpkad buka bupati daerah daftar desa dinas dinkes dinsos disdik disdukcapil dishub diskominfo
    disnaker disnakertrans dispar disparbud disperindag dispora dispusip distan dlh dpmd dpmptsp
    dprd dpupr evaluasi gelar gubernur hadiri ikuti informasi jadwal kabupaten kantor kecamatan
    kegiatan kelurahan kepala kerja kesbangpol koordinasi kota kunjungan laksanakan layanan lomba
    masyarakat monitoring opd panen pegawai pelaksanaan pelatihan pelayanan pemerintah pemkab pemkot
    penanganan pencegahan pengelolaan penghargaan pengumuman penyuluhan perbaiki peringatan peserta
    provinsi pupr raih rapat raya resmikan rutin satpol sekda serahkan setda setwan sosialisasi
    tahap terima tim tingkat tinjau triwulan upacara wabup wakil wali walikota warga
    """
)
"""Who acts, and the kinds of events: two titles that share only these tell of two things."""

KINDS_OF_PLACE = frozenset({"desa", "dusun", "kec", "kecamatan", "kel", "kelurahan"})
"""The word after one of these is mostly the name of a place."""

COUNTED_THINGS = _words(
    """
    angkatan batch edisi episode gelombang jalur jilid ke kelas kloter putaran semester seri sesi
    tahap termin triwulan volume zona
    """
)
"""The number after one of these tells one of a series from the others."""

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
ROMAN_NUMERALS = {roman: str(number) for number, roman in enumerate(_ROMAN, 1)}

_CARDINALS = ("dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
CARDINALS = {word: str(number) for number, word in enumerate(_CARDINALS, 2)}
"""From two on: *satu* also stands where English has *a*."""
ORDINALS = {"pertama": "1"} | {f"ke{word}": number for word, number in CARDINALS.items()}

WEEKDAYS = _words("senin selasa rabu kamis jumat sabtu")
"""Without *Minggu*, which is also the word for a week."""

_MONTHS = (
    "januari jan",
    "februari pebruari feb",
    "maret mar",
    "april apr",
    "mei",
    "juni jun",
    "juli jul",
    "agustus agu agt ags",
    "september sep",
    "oktober okt",
    "november nopember nov nop",
    "desember des",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
MONTH_NAMES = frozenset(name for name in MONTHS if len(name) > len("jan") or name == "mei")
"""Those that mean a month without a day before them too; `mar` or `des` need not."""
