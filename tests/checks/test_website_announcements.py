"""Announcements that are documents: the commonest list of an agency that writes no articles."""

from __future__ import annotations

from checks.client import Client
from checks.model import Health, Reading
from checks.website.reader import read_website
from tests.checks.website_farm import NOW, Site

HOME = """<html><head><title>Dinas Contoh</title></head><body><nav><a href="/{path}">Menu</a>
<a href="/profil">Profil</a><a href="/visi-misi">Visi Misi</a></nav>
<p>Selamat datang di laman resmi dinas yang melayani masyarakat di seluruh kecamatan dengan hati.
Kantor buka Senin sampai Jumat, dan layanan darurat siap setiap waktu bagi semua warga.</p>"""
ROW = '<li>{day} <a href="/berkas/{n}.pdf">{title}</a></li>'


async def read(site: Site, client: Client, path: str, *titles: str) -> Reading:
    rows = "".join(
        ROW.format(day=f"{17 - n} Maret 2026", n=n, title=title) for n, title in enumerate(titles)
    )
    site.serve("/", HOME.format(path=path))
    site.serve(f"/{path}", f"<html><body><h1>Daftar</h1><ul>{rows}</ul></body></html>")
    return await read_website(client, site.url(), NOW)


async def test_announcements_in_files_are_publications(site: Site, client: Client) -> None:
    reading = await read(
        site,
        client,
        "pengumuman",
        "Pengumuman Hasil Seleksi Tenaga Kesehatan",
        "Undangan Sosialisasi Imunisasi Kejar",
    )
    assert reading.health is Health.OK
    assert reading.newest is not None
    assert reading.newest.title == "Pengumuman Hasil Seleksi Tenaga Kesehatan"
    assert reading.newest.url == site.url("/berkas/0.pdf")


async def test_laws_and_reports_among_them_are_not(site: Site, client: Client) -> None:
    reading = await read(
        site,
        client,
        "pengumuman",
        "Peraturan Bupati Nomor 12 Tahun 2026",
        "Laporan Kinerja 2025",
        "Pengumuman Lelang Kendaraan Dinas",
        "Undangan Sosialisasi Imunisasi Kejar",
    )
    assert reading.newest is not None
    assert reading.newest.title == "Pengumuman Lelang Kendaraan Dinas"
    assert {one.note for one in reading.set_aside} >= {"the document is a law or a report"}


async def test_documents_on_other_pages_are_records_and_no_news(site: Site, client: Client) -> None:
    reading = await read(site, client, "informasi", "Daftar Aset 2026", "Rincian Kegiatan 2026")
    assert reading.newest is None
