"""Signs that a site was broken into: titles and links that sell gambling, pills or fakes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.website._spam_page import SpamLink, SpamOnPage, spam_on
from checks.website._spam_title import is_spam_title

OUTSIDE_LINKS = 5
HIDDEN_LINKS = 3
OWN_LINKS = 5
"""Spam links of one kind that make a cluster: each alone may be a comment or a tag."""

ITEM_TITLES = 2
ITEM_TITLES_SHARE = 3
"""One in so many of the newest titles."""

MOST_SIGNS = 12
LONGEST_SIGN = 200


def is_spam(text: str) -> bool:
    """Is one title or link text spam: for gambling, pills, fakes, pornography or foreign shops?

    Disguised letters, digits for letters, letters spelled apart and glued words are undone first.
    One word is no sign (slot parkir, Bandar Lampung, burung gacor); it takes words that mean it
    together, or the name of such a site. A sentence about fighting it is no spam; an offer with
    such a word in it is.
    """
    return is_spam_title(text)


def signs_of(html: str, url: str, titles: Sequence[str]) -> tuple[str, ...]:
    """What on this page, together, amounts to a hijack; empty where there is no cluster.

    `url` is the page's own address, `titles` those of the site's newest items. A cluster is
    5 or more spam links to outside hosts, or as many to pages of the site itself, or 3 or more spam
    links that no visitor sees, or a title and a description that are both spam, or a page that
    sends its visitors on to a spam host, or spam in a third of the item titles, 2 at least. One
    sign a line, in English, with addresses defanged (hxxp, [.]). Never raises.
    """
    return as_signs([*signs_on_page(spam_on(html, url)), *_signs_in(titles)])


def signs_on_page(page: SpamOnPage) -> list[str]:
    """The signs of one page's clusters, not yet defanged; empty where there is no cluster."""
    hidden = [link for link in page.links if link.is_hidden]
    outside = [link for link in page.links if link.is_outside]
    own = [link for link in page.links if not link.is_outside]
    signs: list[str] = []
    if len(hidden) >= HIDDEN_LINKS:
        signs += [f"hidden link: {link.shown}" for link in hidden]
    if len(outside) >= OUTSIDE_LINKS:
        signs += _shown("spam link", outside, besides=hidden)
    if len(own) >= OWN_LINKS:
        signs += _shown("spam page of its own", own, besides=hidden)
    if page.title and page.description:
        signs += [f"page title: {page.title}", f"page description: {page.description}"]
    return signs + [f"sends visitors to: {one}" for one in page.sends_to]


def as_signs(texts: Sequence[str]) -> tuple[str, ...]:
    """The first of each, short, harmless, and no more than a person reads."""
    first = list(dict.fromkeys(texts))[:MOST_SIGNS]
    return tuple(defanged(" ".join(text.split())[:LONGEST_SIGN]) for text in first)


def defanged(text: str) -> str:
    """The text with its addresses made harmless: hxxp for http, [.] for the dots of hosts."""
    text = re.sub(r"(?i)http(?=s?:)", "hxxp", text)
    return re.sub(r"(?<=[^\W_])\.(?=[^\W\d_]{2})", "[.]", text)


def _signs_in(titles: Sequence[str]) -> list[str]:
    spam = [one for one in titles if is_spam_title(one)]
    if len(spam) >= ITEM_TITLES and len(spam) * ITEM_TITLES_SHARE >= len(titles):
        return [f"item title: {one}" for one in spam]
    return []


def _shown(kind: str, links: list[SpamLink], besides: list[SpamLink]) -> list[str]:
    return [f"{kind}: {link.shown}" for link in links if link not in besides]
