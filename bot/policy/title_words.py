"""Indonesian words that say little of what a headline tells, and those that announce a number.

Chosen by us from headlines and captions of local governments.
"""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


FUNCTION_WORDS = _words(
    """
    ada adalah akan alhamdulillah antar assalamualaikum atas atau ayo bagi bapak bersama bio bisa
    bulan cek dalam dan dari dengan di hai hallo halo hari hingga info ini itu jl juga kami kawan
    ke kembali kepada kini kita langsung lho link malam nya oleh pada pagi para pekan pukul resmi
    saat sahabat salam se sebanyak secara sejahtera sekarang selamat selengkapnya semua serta siang
    siap simak sobat sore sudah tahun tanggal telah tetap tgl untuk wabarakatuh warahmatullahi
    wargi wb website wib wit wita wr ya yang yuk
    """
)
"""Words without a meaning of their own, and those that captions begin and end with."""

AGENCIES = _words(
    """
    bapenda bappeda bkpsdm bpbd bpkad dinkes dinsos disdik disdukcapil dishub diskominfo disnaker
    disnakertrans dispar disparbud disperindag dispora dispusip distan dlh dpmd dpmptsp dprd dpupr
    dukcapil kesbangpol kominfo pupr satpol setda setwan
    """
)
"""Agencies by the short names that most regions use."""

OFFICE_WORDS = AGENCIES | _words(
    """
    acara adakan angkatan asn badan bagian bagikan baru berita bimtek buka bupati daerah daftar
    desa dinas evaluasi gelar gubernur hadiri ikuti informasi jadwal jalan kabupaten kantor
    kecamatan kegiatan kelurahan kepala kerja koordinasi kota kunjungan laksanakan layanan lomba
    masyarakat monitoring opd panen pegawai pelaksanaan pelatihan pelayanan pemerintah pemkab
    pemkot penanganan pencegahan pengelolaan penghargaan pengumuman penyuluhan perbaiki peringatan
    peserta provinsi raih rapat raya resmikan rutin sekda serahkan sosialisasi tahap terima tim
    tingkat tinjau triwulan upacara wabup wakil wali walikota warga
    """
)
"""Who acts, and the kinds of events: two titles that share only these tell of two things."""

BARE_VERBS = _words(
    """
    ajak bantu bekali buka dampingi datangi dorong dukung gandeng gelar hadir hadiri ikuti imbau
    jadi kunjungi lantik latih mulai perbaiki pimpin raih sabet sambangi sambut sapa sasar selesai
    tanam terima tinjau tutup
    """
)
VERB_BEGINNINGS, VERB_ENDING = ("me", "di", "ber", "ter"), "kan"
"""Verbs of headlines, and how others begin or end: two verbs may tell of one event."""

OPPOSITES = frozenset({frozenset({"buka", "tutup"}), frozenset({"dibuka", "ditutup"})})
"""Verbs that no two titles of one event have in the same place."""

KINDS_OF_PLACE = {
    "desa": "desa",
    "dusun": "dusun",
    "kec": "kecamatan",
    "kecamatan": "kecamatan",
    "kel": "kelurahan",
    "kelurahan": "kelurahan",
    "posyandu": "posyandu",
    "sd": "sd",
    "sdn": "sd",
    "sma": "sma",
    "sman": "sma",
    "smk": "smk",
    "smkn": "smk",
    "smp": "smp",
    "smpn": "smp",
}
"""The word after one of these, or after its number, is mostly the name of a place; each with the
word that stands for its kind."""

NAMES_NO_PLACE = _words(
    """
    adat balita binaan cantik cerdas digital keliling lansia mandiri percontohan remaja serentak
    siaga tangguh terdampak terpadu terpencil tertinggal wisata
    """
)
"""What a place is like, or for whom: these stand after its kind, and are not its name."""

PLACE_BEGINNINGS = _words(
    """
    air banjar batu bukit gunung jati kali karang kebon kedung kuala lubuk margo mekar muara padang
    parit pasir pematang pulau purwo rawa sido sri suka sumber sungai tanah tanjung teluk tirta
    ujung wono
    """
)
"""With these the names of many places begin, so that the next word is needed to tell which."""

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
