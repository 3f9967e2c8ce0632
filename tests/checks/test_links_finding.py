from __future__ import annotations

import pytest

from checks import links
from checks.links import find_links


def test_the_package_offers_these_names_and_no_others() -> None:
    assert sorted(links.__all__) == [
        "LinkRejected",
        "Ownership",
        "PostLink",
        "Reason",
        "find_links",
        "good_example",
        "link_platform",
        "owns",
        "read_post",
        "read_profile",
        "short_link_platform",
    ]


def test_links_come_in_the_order_of_writing() -> None:
    message = (
        "Pagi Pak, kegiatan hari ini:\n"
        "1. https://www.instagram.com/p/DRaBcDeFgHi/?igsh=MWQ1\n"
        "2. dinkes.contohkab.go.id/berita/posyandu, dan www.contohkab.example\n"
        "3. (juga di t.me/pemkab_contoh/412)"
    )
    assert find_links(message) == [
        "https://www.instagram.com/p/DRaBcDeFgHi/?igsh=MWQ1",
        "dinkes.contohkab.go.id/berita/posyandu",
        "www.contohkab.example",
        "t.me/pemkab_contoh/412",
    ]


def test_a_link_written_twice_counts_twice() -> None:
    link = "https://dinkes.example/a"
    assert find_links(f"[{link}]({link})") == [link, link]


@pytest.mark.parametrize(
    ("message", "link"),
    [
        ("Sudah: https://x.com/dinkes/status/1.", "https://x.com/dinkes/status/1"),
        ("(https://x.com/dinkes/status/1)", "https://x.com/dinkes/status/1"),
        ("<https://dinkes.example/a>", "https://dinkes.example/a"),
        ("“https://dinkes.example/a”", "https://dinkes.example/a"),
        ("'https://dinkes.example/a',", "https://dinkes.example/a"),
        ("[berita](https://dinkes.example/a)", "https://dinkes.example/a"),
        ("*https://dinkes.example/a*", "https://dinkes.example/a"),
        ("_https://dinkes.example/a_", "https://dinkes.example/a"),
        ("https://dinkes.example/a?!", "https://dinkes.example/a"),
        ("https://dinkes.example/a…", "https://dinkes.example/a"),
        ("https://dinkes.example/a—baru", "https://dinkes.example/a"),
        ("👉https://dinkes.example/a👍", "https://dinkes.example/a"),
        ("lihat:instagram.com/p/abc", "instagram.com/p/abc"),
        ("selesai.https://dinkes.example/a", "https://dinkes.example/a"),
        ("berikuthttps://dinkes.example/a", "https://dinkes.example/a"),
        ("https://id.wikipedia.org/wiki/A_(b)", "https://id.wikipedia.org/wiki/A_(b)"),
        ("(https://id.wikipedia.org/wiki/A_(b))", "https://id.wikipedia.org/wiki/A_(b)"),
        ("https://www.instagram.com/p/DRaBcDeFgH_", "https://www.instagram.com/p/DRaBcDeFgH_"),
        ("https://www.instagram.com/p/DRaBcDeFgH-", "https://www.instagram.com/p/DRaBcDeFgH-"),
        ("http://127.0.0.1:18081/berita/1", "http://127.0.0.1:18081/berita/1"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("HTTPS://X.COM/a/status/1", "HTTPS://X.COM/a/status/1"),
        ("INSTAGRAM.COM/p/abc", "INSTAGRAM.COM/p/abc"),
        ("https://a.example/?u=https://b.example/c", "https://a.example/?u=https://b.example/c"),
    ],
)
def test_a_link_is_freed_from_what_surrounds_it(message: str, link: str) -> None:
    assert find_links(message) == [link]


@pytest.mark.parametrize(
    ("message", "links_in_it"),
    [
        ("https://a.example/1https://b.example/2", ["https://a.example/1", "https://b.example/2"]),
        ("https://a.example/1,https://b.example/2", ["https://a.example/1", "https://b.example/2"]),
        ("instagram.com/p/a;instagram.com/p/b", ["instagram.com/p/a", "instagram.com/p/b"]),
        ("https://a.example/1;www.b.example", ["https://a.example/1", "www.b.example"]),
        ("https://a.example/1,b.html/2", ["https://a.example/1,b.html/2"]),
        ("a@contoh.go.id www.a.example", ["www.a.example"]),
    ],
)
def test_links_that_run_together_are_told_apart(message: str, links_in_it: list[str]) -> None:
    assert find_links(message) == links_in_it


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("https//dlh.contoh.example", "https://dlh.contoh.example"),
        ("http:/dlh.contoh.example", "http://dlh.contoh.example"),
        ("htp://dlh.contoh.example", "http://dlh.contoh.example"),
        ("htps://dlh.contoh.example", "https://dlh.contoh.example"),
        ("ttps://dlh.contoh.example", "https://dlh.contoh.example"),
        ("https;//dlh.contoh.example", "https://dlh.contoh.example"),
        ("https:///dlh.contoh.example", "https://dlh.contoh.example"),
        ("http://https://dlh.contoh.example", "https://dlh.contoh.example"),
        ("https://dlh.\u200bcontoh.example/\u2060a", "https://dlh.contoh.example/a"),
        ("https://dlh.contoh.example/a\u00a0ya", "https://dlh.contoh.example/a"),
        ("https://dlh.contoh.example/?a=1&amp;b=2", "https://dlh.contoh.example/?a=1&b=2"),
    ],
)
def test_slips_of_the_thumb_and_the_clipboard_are_mended(typed: str, mended: str) -> None:
    assert find_links(typed) == [mended]


@pytest.mark.parametrize(
    "message",
    [
        "",
        "Terima kasih, sudah diunggah.",
        "naik 3.5 persen, Rp1.500.000, v1.2/a",
        "pukul 10.30/11.00 WIB tanggal 24.11.2026/25.11.2026",
        "dll.dsb, a.n. Kepala, s.d. Jumat, no.5",
        "Jl.Merdeka No.5 Kec.Cibadak/Kab.Contoh",
        "jl.merdeka/rt.05",
        "Drs. H. Fulan, S.Kom., M.Si/S.IP",
        "laporan.pdf foto.jpg/video.mp4 README.md index.php",
        "humas@dinkes.contohkab.go.id atau nama.lain+tag@contoh.com",
        "@dinkes.contoh @contoh.id @infocontoh.com/a",
        "selesai.Terima kasih, sudah posting.Link menyusul",
        "tg://resolve?domain=contoh ftp://contoh.example/a",
        "HTTP/2 dan https:// saja",
        "dan/atau TP//PKK",
    ],
)
def test_what_only_looks_like_a_link_is_left_alone(message: str) -> None:
    assert find_links(message) == []


def test_a_backslash_keeps_a_link_in_one_piece() -> None:
    link = "https://evil.example\\@instagram.com/p/abc"
    assert find_links(link) == [link]
