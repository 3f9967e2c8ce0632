"""How fast permalinks and profiles are read, beside the standard library's own taking apart.

Run `make bench`, or `python -m benchmarks.bench_links --markdown` from the project's folder. Every
link is another one, so no answer is remembered; hosts repeat, as they do in life. The time is that
of the processor, the best of several rounds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

from benchmarks.tables import Printer
from checks.links import find_links, read_post, read_profile

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
ROUNDS = 7
LINKS = 1000

POSTS = (
    "https://www.instagram.com/p/DRaBc{:05}i/?igsh=MWQ1ZGUxMzBkMA",
    "https://www.instagram.com/dinkes.contoh/reel/DRaBc{:05}i/",
    "https://x.com/dinkes_contoh/status/19924{:05}000000000?s=20",
    "https://www.tiktok.com/@dinkes.contoh/video/757{:05}00000000001?_r=1&_t=ZS",
    "https://youtu.be/dQw4w9{:05}?si=AbC",
    "https://www.youtube.com/watch?v=dQw4w9{:05}&t=3s",
    "https://www.facebook.com/dinkes.contoh/posts/pfbid02abc{:05}",
    "https://m.facebook.com/story.php?story_fbid=123456{:05}&id=100064000000001",
    "https://www.threads.com/@dinkes.contoh/post/DRaBc{:05}i",
    "https://t.me/pemkab_contoh/4{:05}",
)
PROFILES = (
    "https://www.instagram.com/dinkes.{:05}/?igsh=AbC",
    "https://www.facebook.com/dinkes.{:05}",
    "https://www.facebook.com/profile.php?id=1000640000{:05}",
    "https://x.com/dinkes_{:05}",
    "https://www.tiktok.com/@dinkes.{:05}?_t=1",
    "https://www.youtube.com/@dinkes-{:05}",
    "https://www.threads.com/@dinkes.{:05}",
    "https://t.me/dinkes_{:05}",
    "https://dinkes.contohkab.go.id/{:05}",
    "IG : https://www.instagram.com/puskesmas.{:05}",
)


def numbered(forms: Sequence[str], first: int) -> list[str]:
    return [forms[number % len(forms)].format(first + number) for number in range(LINKS)]


def in_sentences(forms: Sequence[str], first: int) -> list[str]:
    return [f"Sudah diunggah ya Bu, {link} terima kasih." for link in numbered(forms, first)]


def with_the_standard_library(link: str) -> object:
    return parse_qsl(urlsplit(link).query)


def post(text: str) -> object:
    return read_post(text, now=NOW)


def milliseconds(reader: Callable[[str], object], rounds: Sequence[list[str]]) -> float:
    """What the best round took."""
    return min(one_round(reader, texts) for texts in rounds) * 1000


def one_round(reader: Callable[[str], object], texts: Sequence[str]) -> float:
    started = time.process_time()
    for text in texts:
        reader(text)
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how fast links are read.")
    parser.add_argument("--markdown", action="store_true", help="print as for the documentation")
    printer = Printer(markdown=parser.parse_args().markdown)
    starts = range(0, ROUNDS * LINKS, LINKS)
    posts = [numbered(POSTS, first) for first in starts]
    sentences = [in_sentences(POSTS, first) for first in starts]
    profiles = [numbered(PROFILES, first) for first in starts]
    measured = {
        "`urlsplit` and `parse_qsl` alone": milliseconds(with_the_standard_library, posts),
        "Segar (`read_post`), bare links": milliseconds(post, posts),
        "Segar (`read_post`), in sentences": milliseconds(post, sentences),
        "Segar (`find_links`), in sentences": milliseconds(find_links, sentences),
        "Segar (`read_profile`)": milliseconds(read_profile, profiles),
    }
    alone = next(iter(measured.values()))
    printer.heading("Links")
    printer.say(f"{LINKS} different ones of seven platforms, offline; best of {ROUNDS} rounds.")
    printer.table(
        ["reader", "ms", "to the first"],
        [(name, f"{took:.1f}", f"{took / alone:.1f} x") for name, took in measured.items()],
    )


if __name__ == "__main__":
    main()
