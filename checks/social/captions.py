"""Which line of a caption says what a post is about: many begin with a greeting or a banner."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby


def _plain(word: str) -> str:
    """The word as it is compared: letters drawn out, as in *Haloooo*, stand once."""
    return "".join(letter for letter, _ in groupby(word))


def _words(listed: str) -> frozenset[str]:
    return frozenset(map(_plain, listed.split()))


OPENINGS = _words(
    """
    abang adik akang alaikum aleikum anak anda assalam assalamu assalamualaikum bapak barakallah
    bismillah bro bu buddhaya bunda dear dulur dulure enjing gaes gais guys hadirin hai halo happy
    hello hey hi horas ibu kak kakak kalian kamu kanca kawan kebajikan kita lur mas masyarakat mbak
    min namo netizen om pagi pak pemirsa pun punten rahayu rekan sahabat salam sampurasun saudara
    sedulur sehat sejahtera semangat semua semuanya shalom siang sis siswa sob sobat sore sugeng
    swastiastu swastyastu tabik teh teman tetangga wa wabarakatuh warahmatullahi warga wargi wb
    wilujeng wr yth
    """
)
"""Greetings of Indonesia's languages and faiths, and who is greeted."""

BANNERS = _words(
    """
    agenda artikel baik baru berita breaking edisi flash galeri gembira harian headline hot info
    infografis informasi kabar kegiatan laporan layanan liputan live new news pelayanan
    pemberitahuan pengumuman penting perhatian pers press publik rangkuman release rilis seputar
    siaran spesial terbaru terkini update utama video warta
    """
)
"""Headings over news of any kind."""

CALLS = _words(
    """
    ayo baca bio cek dan dengan di disimak gak geser ini itu jangan kami ke kepada klik lewatkan
    lihat link lupa mari nggak nih oleh para sampai simak simaklah sini swipe tahu tahukah tau
    tonton untuk ya yang yuk
    """
)
"""What calls on people to read, and words without a meaning of their own."""

TIMES = _words(
    """
    agustus april desember februari friday hari januari juli jumat juni kamis malam maret mei
    minggu monday november oktober pekan pukul rabu sabtu selasa senin september tanggal wib wit
    wita
    """
)
"""When something is, which a line may hold that tells nothing else."""

AGENCIES = _words(
    """
    anak badan bagian bapenda bappeda bencana berencana bidang bkpsdm bpbd bpkad bupati daerah daya
    desa dinas dinkes dinsos disdik disdikbud disdukcapil dishub diskominfo disnaker dispar
    disperindag dispora distan dlh dpmptsp dprd dpupr dukcapil gubernur hidup humas informatika
    inovasi inspektorat instansi kab kabupaten kantor kearsipan kebudayaan kec kecamatan kecil kel
    keluarga kelurahan kepegawaian kependudukan kerja kesehatan ketenagakerjaan keuangan kominfo
    komunikasi koperasi kota lingkungan manusia menengah mikro modal olahraga pamong pangan
    pariwisata pekerjaan pemadam pembangunan pemberdayaan pemda pemerintah pemkab pemkot pemprov
    pemuda penanaman penanggulangan penataan pencatatan pendapatan pendidikan penduduk pengembangan
    pengendalian penyelamatan perangkat perdagangan perempuan perencanaan perhubungan perikanan
    perindustrian perlindungan permukiman perpustakaan persandian pertanian perumahan peternakan
    pintu polisi pp ppid praja prov provinsi puskesmas riset rsud ruang satpol satu sekretariat
    setda sipil sosial statistik sumber tenaga terpadu transmigrasi umum upt uptd usaha wali
    walikota
    """
)
"""Agencies, and the subjects that their names consist of: a banner names who publishes."""

PLACED = _words("bupati desa kab kabupaten kec kecamatan kel kelurahan kota prov provinsi walikota")
"""The word after one of these is the name of a place."""

SAYING_LITTLE = OPENINGS | BANNERS | CALLS | TIMES | AGENCIES

FEWEST_TELLING_WORDS = 2
"""Other words a line has at least that tells something, unless it begins with one: after these one
more may be a name, as in *Halo Wargi Bandung*."""

_ASIDE = re.compile(r"https?://\S+|www\.\S+|(?<![\w.])@[\w.]+|^\W*\[[^\]]{1,30}\]|(?:\s*#\w+)+\W*$")
"""Addresses, mentions, a label in brackets before a line, hashtags that close it."""

_GREETING = re.compile(r"\bselamat (?:pagi|siang|sore|malam|petang|datang)\b")
"""Before anything else *selamat* congratulates, and the line tells on what."""

_APOSTROPHE = re.compile("['’‘`]")
_WORD = re.compile(r"[^\W\d_]+(?:['’‘`][^\W\d_]+)*")


def first_telling_line(text: str) -> str:
    """The first line that is more than a greeting, a banner, a date, hashtags or signs.

    Without spaces around it, and otherwise as it stands. The first line that is not empty where
    none is more, "" for a text without any.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return next(filter(_tells, lines), lines[0] if lines else "")


def _tells(line: str) -> bool:
    words = list(_words_of(line))
    telling = sum(word not in SAYING_LITTLE for word in words)
    if telling >= FEWEST_TELLING_WORDS:
        return True
    # A place may stand alone before a date: *Garut, Rabu 25 November 2026*.
    timeless = sum(word not in TIMES for word in words)
    return telling > 0 and words[0] not in SAYING_LITTLE and timeless >= FEWEST_TELLING_WORDS


def _words_of(line: str) -> Iterator[str]:
    """The words of a line, without those that name a region or a part of it."""
    text = _ASIDE.sub(" ", unicodedata.normalize("NFKC", line)).casefold()
    before = ""
    for found in _WORD.findall(_GREETING.sub(" ", text)):
        word = _plain(_APOSTROPHE.sub("", found))
        if len(word) > 1 and before not in PLACED:
            yield word
        before = word
