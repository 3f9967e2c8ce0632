"""What a careful clerk asks about a cell: one Indonesian sentence each."""

from __future__ import annotations

from checks.model import Platform

PLATFORM_NAMES = {
    Platform.WEBSITE: "situs web",
    Platform.INSTAGRAM: "Instagram",
    Platform.FACEBOOK: "Facebook",
    Platform.X: "X (Twitter)",
    Platform.YOUTUBE: "YouTube",
    Platform.TIKTOK: "TikTok",
    Platform.THREADS: "Threads",
    Platform.TELEGRAM: "Telegram",
}
_REJECTED = {
    "unsupported_host": "Alamat ini bukan {channel} yang dikenali; apa alamat lengkapnya?",
    "not_a_post": "Alamat ini bukan halaman {channel}; apa alamat lengkapnya?",
    "not_a_profile": "Alamat ini bukan halaman utama {channel}; apa alamat akunnya?",
    "private": "Alamat ini tidak terbuka untuk umum; apa alamat {channel} yang resmi?",
    "short_link": "Tautan pendek ini menuju ke mana; apa alamat lengkap {channel}?",
    "multiple": "Sel ini memuat lebih dari satu alamat; apa alamat {channel} masing-masing?",
    "malformed": "Penulisan alamat {channel} ini tampaknya keliru; apa alamat yang benar?",
    "empty": "Apa alamat {channel}?",
}

WHICH_PLATFORM = "Akun ini berada di platform mana, dan apa alamat lengkapnya?"
RETIRED_ACCOUNT = (
    "Akun ini disebut lama atau bermasalah; masih dipakai, atau ada akun penggantinya?"
)
TELEPHONE = "Ini nomor telepon, bukan alamat kanal; apa alamat kanalnya?"
EMAIL = "Ini alamat surel, bukan alamat kanal; apa alamat kanalnya?"
UNKNOWN_PLATFORM = (
    "Platform ini tidak dikenali Segar; apakah kanal ini perlu didaftarkan di platform lain?"
)
NO_STEWARD_COLUMN = (
    "Lembar ini tidak memuat kolom pengelola; siapa pengelola kanal tiap perangkat daerah?"
)
UNNAMED_STEWARD = "Siapa nama orang yang mengelola kanal ini?"
UNKNOWN_CLASS = "Kelas ini tidak dikenali; termasuk kelas apa perangkat daerah ini?"
UNKNOWN_ROW = (
    "Baris ini tidak terbaca sebagai perangkat daerah; apakah ada yang perlu dicatat darinya?"
)
NAMELESS_ROW = "Baris ini tidak menyebut perangkat daerah; kanal ini milik siapa?"
UNKNOWN_COLUMN = "Kolom ini tidak dikenali dan tidak dibaca; apa isinya?"
OTHER_SHEET = "Lembar kerja ini juga berisi daftar dan tidak dibaca; apakah perlu dibaca terpisah?"
CONTRADICTING_REMARK = "Keterangan ini tidak cocok dengan isi baris; mana yang benar?"
ADDRESS_IN_REMARK = (
    "Keterangan ini memuat alamat; apakah alamat itu kanal resmi yang perlu didaftarkan?"
)


def channel_name(platforms: tuple[Platform, ...]) -> str:
    """The platforms as one says them: `TikTok atau YouTube`; `kanal` where none is known."""
    return " atau ".join(PLATFORM_NAMES[platform] for platform in platforms) or "kanal"


def rejected(reason: str, platforms: tuple[Platform, ...]) -> str:
    return _REJECTED[reason].format(channel=channel_name(platforms))


def page_title(platforms: tuple[Platform, ...]) -> str:
    channel = channel_name(platforms)
    return f"Ini tampaknya judul halaman, bukan alamat; apa alamat {channel} yang dimaksud?"


def remark_for_address(platforms: tuple[Platform, ...]) -> str:
    return f"Ini keterangan, bukan alamat; apa alamat {channel_name(platforms)}, bila ada?"


def personal_account(platforms: tuple[Platform, ...]) -> str:
    channel = channel_name(platforms)
    return f"Akun pribadi tidak didaftarkan; adakah {channel} resmi milik perangkat daerah ini?"


def account_shared_with(agency: str) -> str:
    return f"Kanal ini sudah tercatat untuk {agency}; apa alamat kanal milik sendiri, bila ada?"


def foreign_domain(domain: str) -> str:
    return f"Situs ini di luar domain {domain}; benarkah ini situs resminya?"


def no_steward(agency: str) -> str:
    return f"Siapa pengelola kanal {agency}?"


def no_channel(agency: str) -> str:
    return f"Belum ada alamat kanal {agency}; apa alamatnya, bila ada?"


def named_twice(agency: str, row: int) -> str:
    return (
        f"{agency} sudah ada di baris {row}; benarkah kedua baris ini perangkat daerah yang sama?"
    )


def short_name_taken(agency: str) -> str:
    return f"Singkatan ini sudah dipakai {agency}; apa singkatan yang membedakan keduanya?"


def more_channels(count: int, platform: Platform) -> str:
    channel = PLATFORM_NAMES[platform]
    return f"Keterangan menyebut {count} {channel}, tetapi tidak semuanya tertulis; apa yang lain?"


def moved_steward(names: str) -> str:
    return f"Menurut keterangan admin sudah pindah; masihkah {names} mengelola kanal ini?"
