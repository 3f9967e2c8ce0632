from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pictures import MOST_BYTES, PictureRefused, PictureType, Unfit, picture_type
from tests.bot.picture_examples import many_scans, phone_picture, picture, vast_png


def refused(content: bytes) -> Unfit:
    with pytest.raises(PictureRefused) as caught:
        picture_type(content)
    return caught.value.reason


def outcome(content: bytes) -> PictureType | Unfit:
    try:
        return picture_type(content)
    except PictureRefused as refusal:
        return refusal.reason


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("JPEG", PictureType.JPEG), ("PNG", PictureType.PNG), ("WEBP", PictureType.WEBP)],
)
def test_a_picture_is_told_by_its_content(kind: str, expected: PictureType) -> None:
    assert picture_type(picture("Posyandu", kind)) is expected


def test_a_phones_jpeg_with_another_behind_it_is_a_jpeg() -> None:
    assert picture_type(phone_picture()) is PictureType.JPEG


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "PDF", "ICO"])
def test_other_pictures_and_documents_are_none_to_keep(kind: str) -> None:
    assert refused(picture("Posyandu", kind)) is Unfit.NOT_A_PICTURE


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Laporan kegiatan",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"PK\x03\x04" + bytes(200),
        b"\x00\x00\x00\x18ftypheic" + bytes(200),
        b"GIF89a" + picture("", "PNG"),
        b"<html><script>" + picture("", "JPEG"),
    ],
    ids=["nothing", "text", "svg", "zip", "heic", "a gif over a png", "html over a jpeg"],
)
def test_what_does_not_begin_as_a_picture_is_none(content: bytes) -> None:
    assert refused(content) is Unfit.NOT_A_PICTURE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_cut_off_on_its_way_is_broken(kind: str) -> None:
    whole = picture("Posyandu bulan November", kind)
    assert refused(whole[: len(whole) * 2 // 3]) is Unfit.BROKEN


def test_a_picture_changed_on_its_way_is_broken() -> None:
    changed = bytearray(picture("Posyandu", "PNG"))
    changed[len(changed) // 2] ^= 1
    assert refused(bytes(changed)) is Unfit.BROKEN


def test_a_file_larger_than_the_limit_is_not_even_looked_at() -> None:
    assert picture_type(picture() + bytes(1000)) is PictureType.JPEG
    assert refused(picture() + bytes(MOST_BYTES)) is Unfit.TOO_LARGE


@pytest.mark.parametrize("side", [8_000, 12_000, 60_000])
def test_a_few_bytes_that_would_fill_the_memory_are_not_decoded(side: int) -> None:
    assert refused(vast_png(side, side)) is Unfit.TOO_LARGE


def test_a_picture_as_large_as_a_phone_takes_it_is_kept() -> None:
    assert picture_type(vast_png(8_000, 6_000)) is PictureType.PNG


def test_a_jpeg_that_would_be_decoded_for_hours_is_broken() -> None:
    assert picture_type(many_scans(3)) is PictureType.JPEG
    assert refused(many_scans(500)) is Unfit.BROKEN


@settings(max_examples=60, deadline=None)
@given(
    start=st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\x40\0\0\0WEBP"]),
    rest=st.binary(max_size=300),
)
def test_any_bytes_are_a_picture_or_refused_with_a_reason(start: bytes, rest: bytes) -> None:
    assert isinstance(outcome(start + rest), (PictureType, Unfit))


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(["JPEG", "PNG", "WEBP"]), data=st.data())
def test_a_picture_with_any_part_overwritten_is_a_picture_or_refused(
    kind: str, data: st.DataObject
) -> None:
    content = bytearray(picture("Posyandu", kind))
    at = data.draw(st.integers(0, len(content) - 1))
    junk = data.draw(st.binary(min_size=1, max_size=40))
    content[at : at + len(junk)] = junk
    assert outcome(bytes(content)) in {picture_type(picture("Posyandu", kind)), *Unfit}
