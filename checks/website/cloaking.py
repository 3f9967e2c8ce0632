"""Does a site show a search engine spam that it hides from its visitors?"""

from __future__ import annotations

from collections.abc import Iterator

from checks.website._spam_page import SpamOnPage, spam_on
from checks.website.hijack import as_signs

LINKS_FOR_ENGINES = 3
"""Spam links in the answer to a search engine alone; that they are shown to it alone is a sign
itself, so that fewer are needed than on a page everybody sees."""


def cloaking_signs(ours: str, theirs: str, url: str) -> tuple[str, ...]:
    """What the page shows a search engine and not its visitors; empty where nothing is spam.

    `ours` is the HTML that a visitor is given, `theirs` the HTML that the same address, `url`,
    gave to a search engine's User-Agent. A difference alone is no sign, since pages change with
    every request: it must be spam in the title, the description, 3 links or more, or the address
    the page sends on to, and absent from ours. One sign a line, in English, addresses defanged.
    Never raises.
    """
    seen, shown = spam_on(ours, url), spam_on(theirs, url)
    return as_signs([f"only for search engines: {sign}" for sign in _only_there(seen, shown)])


def _only_there(seen: SpamOnPage, shown: SpamOnPage) -> Iterator[str]:
    if shown.title and not seen.title:
        yield f"page title: {shown.title}"
    if shown.description and not seen.description:
        yield f"page description: {shown.description}"
    known = {link.shown for link in seen.links}
    links = [link for link in shown.links if link.shown not in known]
    if len(links) >= LINKS_FOR_ENGINES:
        for link in links:
            kind = "hidden link" if link.is_hidden else "spam link"
            yield f"{kind}: {link.shown}"
    for address in shown.sends_to:
        if address not in seen.sends_to:
            yield f"sends on to: {address}"
