"""Links in texts and buttons, read as tdlib/td's `LinkManager` reads them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit


def checked_link(url: str) -> str | None:
    """A link as Telegram keeps it, or None where it can't be read as one.

    Without a scheme it is http; the host is in lower case, needs a dot and gets a path.
    """
    url = url.strip()
    if url.lower().startswith(("tg://", "ton://")):
        return url
    if "://" not in url:
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or " " in host:
        return None
    if "." not in host.strip(".") and ":" not in host:
        return None
    place = f"[{host}]" if ":" in host else host
    if port is not None:
        place = f"{place}:{port}"
    return parts._replace(netloc=place, path=parts.path or "/").geturl()


def linked_user(url: str) -> int | None:
    """The user a `tg://user?id=` link means, None where it is another link."""
    if not url.lower().startswith("tg://user?"):
        return None
    found = parse_qs(urlsplit(url).query).get("id", [""])[0]
    return int(found) if found.isdecimal() else None
