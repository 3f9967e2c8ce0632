"""Signs that a site was broken into: titles and links that sell gambling, pills or fakes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.website._fold import fold, tokens
from checks.website._hidden import hiding_in
from checks.website._markup import address, attribute, parsed, text_of
from checks.website._spam_tokens import words_of
from checks.website._spam_words import SpamWords, spam_words

_LONGEST = 1000
"""Characters of a title that are read."""

_FOREIGN_LETTER = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f\u4e00-\u9fff]")
_FOREIGN_TITLE = 6
_FOREIGN_SHARE = 0.4
"""A title with so many Thai, Japanese or Chinese letters, and so large a share of them, is that of
a keyword page; a greeting or a name within an Indonesian title stays below both."""

_OFFERS_PER_WORD_AGAINST = 2
"""A sentence about gambling may quote some of an offer's words; an offer says many more of those
than of words against it."""


OUTSIDE_LINKS = 5
HIDDEN_LINKS = 3
ITEM_TITLES = 2
ITEM_TITLES_SHARE = 3
"""One in so many of the newest titles."""

MOST_LINKS = 5000
"""Links looked at on one page; a hijacked front page has some hundreds."""

MOST_SIGNS = 12
LONGEST_SIGN = 200


@dataclass(frozen=True, slots=True)
class _SpamLink:
    shown: str
    is_outside: bool
    is_hidden: bool


def is_spam(text: str) -> bool:
    """Is one title or link text spam: for gambling, pills, fakes, pornography or foreign shops?

    Disguised letters, digits for letters, letters spelled apart and glued words are undone first.
    One word is no sign (slot parkir, Bandar Lampung, burung gacor); it takes words that mean it
    together. A sentence about fighting it is no spam; an offer with such a word in it is.
    """
    known = spam_words()
    text = text[:_LONGEST]
    if _is_foreign_keyword_page(text, known):
        return True
    joined = known.parted_brand.sub(r"\1\2", " ".join(tokens(fold(text))))
    plain = " ".join(word for token in joined.split() for word in words_of(token, known))
    words = known.harmless.sub(" ", known.evasion.sub("evasion", plain)).split()
    if known.birds.intersection(words):
        words = [word for word in words if word != "gacor"]
    runs = known.runs_in(words)
    return _means_spam(runs, known) and not _is_about_it(runs, " ".join(words), known)


def signs_of(html: str, url: str, titles: Sequence[str]) -> tuple[str, ...]:
    """What on this page, together, amounts to a hijack; empty where there is no cluster.

    `url` is the page's own address, `titles` those of the site's newest items. A cluster is
    5 or more spam links to outside hosts, or 3 or more spam links that no visitor sees, or a title
    and a description that are both spam, or spam in a third of the item titles, 2 at least. One
    sign a line, in English, with addresses defanged (hxxp, [.]). Never raises.
    """
    tree = parsed(html)
    links = list(_spam_links(tree, url))
    outside = [link for link in links if link.is_outside]
    hidden = [link for link in links if link.is_hidden]
    signs: list[str] = []
    if len(hidden) >= HIDDEN_LINKS:
        signs += [f"hidden link: {link.shown}" for link in hidden]
    if len(outside) >= OUTSIDE_LINKS:
        signs += [f"spam link: {link.shown}" for link in outside if link not in hidden]
    title, description = _title(tree), _description(tree)
    if title and is_spam(title) and is_spam(description):
        signs += [f"page title: {title}", f"page description: {description}"]
    spam = [one for one in titles if is_spam(one)]
    if len(spam) >= ITEM_TITLES and len(spam) * ITEM_TITLES_SHARE >= len(titles):
        signs += [f"item title: {one}" for one in spam]
    return tuple(defanged(" ".join(sign.split())[:LONGEST_SIGN]) for sign in _first(signs))


def defanged(text: str) -> str:
    """The text with its addresses made harmless: hxxp for http, [.] for the dots of hosts."""
    text = re.sub(r"(?i)http(?=s?:)", "hxxp", text)
    return re.sub(r"(?<=[^\W_])\.(?=[^\W\d_]{2})", "[.]", text)


def _means_spam(runs: frozenset[str], known: SpamWords) -> bool:
    if not known.phrases.isdisjoint(runs):
        return True
    return any(
        not (first.isdisjoint(runs) or second.isdisjoint(runs)) for first, second in known.pairs
    )


def _is_about_it(runs: frozenset[str], plain: str, known: SpamWords) -> bool:
    """Do the words against it outweigh the words of an offer?"""
    against = len(known.against & runs) + len(known.against_topic.findall(plain))
    weight = against + len(known.actors & runs)
    return against > 0 and len(known.offers & runs) <= _OFFERS_PER_WORD_AGAINST * weight


def _is_foreign_keyword_page(text: str, known: SpamWords) -> bool:
    if any(word in text.lower() for word in known.foreign):
        return True
    foreign = len(_FOREIGN_LETTER.findall(text))
    letters = sum(letter.isalpha() for letter in text)
    return foreign >= _FOREIGN_TITLE and foreign >= _FOREIGN_SHARE * letters


def _spam_links(tree: LexborHTMLParser, url: str) -> Iterable[_SpamLink]:
    hiding = hiding_in(tree)
    own = (address(url).hostname or "").removeprefix("www.")
    for node in tree.css("a[href], area[href]")[:MOST_LINKS]:
        try:
            parts = urlsplit(urljoin(url, attribute(node, "href").strip()))
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:
            continue
        if parts.scheme not in {"http", "https"}:
            continue
        text = _link_text(node)
        is_outside = host != own and not host.endswith(f".{own}")
        if is_spam(text) or (is_outside and _is_spam_address(host, parts.path)):
            yield _SpamLink(
                shown=f"{text[:80]} <{parts.scheme}://{parts.netloc}{parts.path[:60]}>",
                is_outside=is_outside,
                is_hidden=hiding.hides(node),
            )


def _link_text(node: LexborNode) -> str:
    texts = [text_of(node), attribute(node, "title"), attribute(node, "aria-label")]
    texts += [attribute(image, "alt") for image in node.css("img[alt]")]
    return " ".join(text for text in dict.fromkeys(texts) if text)


def _is_spam_address(host: str, path: str) -> bool:
    return any(is_spam(part) for part in (host.rpartition(".")[0], unquote(path)))


def _title(tree: LexborHTMLParser) -> str:
    element = tree.css_first("title")
    return text_of(element) if element is not None else ""


def _description(tree: LexborHTMLParser) -> str:
    metas = tree.css('meta[name="description" i], meta[property="og:description" i]')
    return next((text for meta in metas if (text := attribute(meta, "content").strip())), "")


def _first(signs: list[str]) -> list[str]:
    """The first of each, and no more than a person reads."""
    return list(dict.fromkeys(signs))[:MOST_SIGNS]
