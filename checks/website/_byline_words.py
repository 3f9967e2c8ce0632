"""The names and words by which a line of a page is known as a byline, a change's or an event's."""

from __future__ import annotations

import re

from checks.website._calendar import MONTH, WEEKDAY, ZONE

PUBLISHED_NAMES = re.compile(
    r"(?<![a-z])(?:published|datepublished|entry-date|post-?date|date-post|posted(?:-on)?|publish(?:-?date)?"
    r"|date-published|pubdate|publication-?date|article-?date|tanggal-(?:terbit|posting|publikasi)"
    r"|tgl-(?:posting|terbit)|td-post-date|jeg-meta-date|meta-date|date-header|createdate"
    r"|elementor-post-info--item--type-date|article--date|read--time)(?![a-z])"
)
DATE_NAMES = re.compile(
    r"(?<![a-z])(?:date|dates|datum|fecha|data|time|timestamp|tanggal|tgl|waktu|meta|byline|author"
    r"|entry-meta|post-meta|metadata|article-info|post-info|info|dateline|credits?)(?![a-z])"
)
UPDATED_NAMES = re.compile(
    r"(?<![a-z])(?:updated|modified|modifydate|datemodified|date-modified|last-update)(?![a-z])"
)
BYLINE_WORDS = re.compile(
    r"\b(?:oleh|penulis|admin|administrator|humas|redaksi|editor|reporter|by|di(?:baca|lihat|kunjungi)"
    r"|kali|views?|hits?|von|par|por|door|autor|auteur|author|comments?|komentar|kommentare?"
    r"|kategori(?:e|a)?|category|rubrik|ressort)\b"
)
EVENT_LABEL = re.compile(
    r"\b(?:tanggal (?:berlaku|penetapan|pengundangan|mulai|tutup)|waktu|pelaksanaan|kegiatan|tempat"
    r"|acara|jadwal|agenda|hari(?: ?/ ?|, )tanggal|pukul|lokasi|mulai|selesai|batas|deadline|nomor"
    r"|lahir)\b[^0-9]{0,30}:|^versi(?:on)? [0-9]"
    r"|\b(?:tanggal|tgl) (?:berlaku|penetapan|pengundangan|mulai|selesai|berakhir|tutup|kegiatan"
    r"|pelaksanaan|acara)\b"
    r"|^(?:perda|perbup|perwali?|pergub|perpres|permen\w{0,15}|peraturan|undang-undang|keputusan|sk)\b"
)
"""What stands before the date of an event, a law, a birth or a version."""
INVITATION = re.compile(
    r"^(?:hari|pukul|jam|waktu|tempat|lokasi|acara|kegiatan|agenda)\b[^0-9]{0,20}:", re.IGNORECASE
)
INVITED_FOR = re.compile(r"^(?:hari|tanggal|tgl)\b[^0-9]{0,20}: ?", re.IGNORECASE)
"""Lines of an invitation, and the one among them with the day."""
BESIDE_A_DATE = re.compile(rf"{MONTH}|{WEEKDAY}|{ZONE}|[^a-z]")
"""What is no letter of a word beside a date."""

DATE_LIKE = re.compile(
    r"\d|lalu|kemarin|hari ini|baru saja|tadi|\bago\b|yesterday|today|just now", re.IGNORECASE
)
"""Every text with a date has one of these: a digit, or a word that counts from today."""

EVENT_NAMES = re.compile(r"(?<![a-z])(?:agendas?|events?|acara|jadwal)(?![a-z])")

POSTED_SENTENCE = re.compile(
    r"^\W{0,3}(?:this (?:entry|post|article) was|dieser (?:beitrag|artikel|eintrag) (?:wurde|ist)"
    r"|(?:entri|tulisan|artikel|berita|pos) ini (?:di|ter)\w+|ce(?:t article| billet)? a été"
    r"|est[ea] (?:entrada|artículo|post) (?:fue|foi)|published|posted"
    r"|di(?:posting|publikasi)\w{0,5})"
)
"""How the sentence opens with which templates say when they posted the article."""
