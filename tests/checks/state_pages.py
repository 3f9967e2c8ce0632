"""Pages as a browser would be sent them, looked at without a server."""

from __future__ import annotations

from collections.abc import Mapping

from checks.client import Page
from checks.website.study import Study, study

HOME = "https://dinas.example/"

MENU = """
<header><a href="/"><img src="/logo.png" alt="Logo"></a><nav><ul>
<li><a href="/">Beranda</a><li><a href="/profil/visi-misi">Visi Misi</a>
<li><a href="/profil/struktur-organisasi">Struktur Organisasi</a>
<li><a href="/berita">Berita</a><li><a href="/layanan">Layanan</a>
<li><a href="/kontak">Kontak</a></ul></nav></header>
"""

FOOTER = "<footer>Jl. Merdeka No. 1, Tirta Kencana. © 2026 Dinas Perhubungan</footer>"

WELCOME = """<p>Selamat datang di laman resmi Dinas Perhubungan Kabupaten Tirta Kencana. Kami
melayani uji kendaraan, izin trayek dan penataan parkir.</p>"""


def document(title: str, body: str, head: str = "") -> str:
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def agency(body: str, title: str = "Dinas Perhubungan Kabupaten Tirta Kencana") -> str:
    """A small home page as an agency has it: menu, something said, footer."""
    return document(title, f"{MENU}<main>{body}</main>{FOOTER}")


def looked_at(
    html: str, status: int = 200, url: str = HOME, headers: Mapping[str, str] | None = None
) -> Study:
    """What a reader makes of an answer, without a further request."""
    page = Page(url, status, {"content-type": "text/html", **(headers or {})}, html.encode())
    return study(page)
