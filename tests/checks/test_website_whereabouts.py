"""Whose site answers after a redirect."""

from __future__ import annotations

import pytest

from checks.website.whereabouts import moved_to


@pytest.mark.parametrize(
    ("asked", "landed"),
    [
        ("https://dinkes.lebakkab.go.id", "https://dinkes.lebakkab.go.id/beranda"),
        ("http://dinkes.lebakkab.go.id/", "https://www.dinkes.lebakkab.go.id/"),
        ("http://dinkes.lebakkab.go.id:80/", "https://dinkes.lebakkab.go.id:443/"),
        ("http://dinkes.lebakkab.go.id:8080/", "https://dinkes.lebakkab.go.id/"),
        ("https://lebakkab.go.id", "https://portal.lebakkab.go.id/"),
        ("https://dinkes.lebakkab.go.id", "https://lebakkab.go.id/dinkes/"),
        ("https://dinkes.lebakkab.go.id", "https://dinaskesehatan.lebakkab.go.id/"),
        ("https://cikupa.desa.id", "https://www.cikupa.desa.id/id"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/id/"),
        ("http://127.0.0.1:8000/", "https://127.0.0.1/"),
    ],
)
def test_a_site_that_moves_within_its_own_house_is_still_itself(asked: str, landed: str) -> None:
    assert not moved_to(asked, landed)


@pytest.mark.parametrize(
    ("asked", "landed"),
    [
        ("https://dinkes.lebakkab.go.id", "https://lebakkab.go.id/"),
        ("https://dinkes.lebakkab.go.id", "https://www.lebakkab.go.id"),
        ("https://dinkes.lebakkab.go.id", "https://portal.lebakkab.go.id/"),
        ("https://dinkes.lebakkab.go.id", "https://dinkes.tangerangkab.go.id/"),
        ("https://cikupa.desa.id", "https://cikupa.blogspot.com/"),
        ("https://dinkes-lebak.go.id", "https://slot.example/"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:9000/"),
        ("http://127.0.0.1:8000/", "http://127.0.0.2:8000/"),
        ("http://127.0.0.1:8000/", "http://localhost:8000/"),
    ],
)
def test_another_house_and_the_regions_front_page_are_other_sites(asked: str, landed: str) -> None:
    assert moved_to(asked, landed)
