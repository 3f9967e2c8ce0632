"""Typing errors in addresses that leave no doubt about what was meant."""

from __future__ import annotations

import re

from checks.model import Platform

_SCHEME = re.compile(r"^h{1,2}t{1,3}p{1,2}(s?)\s*(?:[:;]+\s*[/\\]*|[/\\]+)\s*", re.IGNORECASE)
_WWW = re.compile(r"^(?:w{2,4}[,. ]+|www\.)\s*(?=\w)", re.IGNORECASE)
_HOST_WITH_SPACES = re.compile(r"[\w-]+(?:\s*\.\s*[\w-]+)+(?:/\S*)?")
_PLATFORM_HOSTS = {
    Platform.INSTAGRAM: "www.instagram.com",
    Platform.FACEBOOK: "www.facebook.com",
    Platform.X: "x.com",
    Platform.YOUTUBE: "www.youtube.com",
    Platform.TIKTOK: "www.tiktok.com",
    Platform.THREADS: "www.threads.com",
    Platform.TELEGRAM: "t.me",
}
_STAND_IN = re.compile(
    rf"(?:https?://)?(?:www\.|m\.)?({'|'.join(_PLATFORM_HOSTS)})\.(?:example|test)(?=[/?#]|$)",
    re.IGNORECASE,
)


def repaired_address(text: str) -> str:
    """The address with a scheme, a `www.` or dots as they were meant: `https//x`, `www,x`."""
    address = text.strip().strip("<>\"'“”").rstrip(".,;:").strip()
    scheme = ""
    while found := _SCHEME.match(address):
        scheme = f"http{found[1].lower()}://"
        address = address[found.end() :]
    if _WWW.match(address):
        address = _WWW.sub("www.", address)
    if _HOST_WITH_SPACES.fullmatch(address):
        address = re.sub(r"\s*\.\s*", ".", address)
    return f"{scheme}{address}" if address else text.strip()


def stand_in_replaced(address: str) -> str:
    """An address on `instagram.example` and the like, as the platform's own address.

    Fictional rosters name platforms so. The top-level domains `.example` and `.test` are reserved
    (RFC 2606), so that no real host is ever meant; only the first label being exactly a platform's
    name counts.
    """
    found = _STAND_IN.match(address)
    if not found:
        return address
    host = _PLATFORM_HOSTS[Platform(found[1].lower())]
    return f"https://{host}{address[found.end() :]}"
