"""The publication date in a page's meta tags, by the names that sites give it."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from checks.website._markup import attribute

_NAMES = """
    article:published_time og:article:published_time article:published og:published_time
    og:article:published article.published rnews:datepublished prism.publicationdate
    shareaholic:article_published_time vr:published_time gentics:date_published
    iso-8601-publish-date datepublished date_published publishdate publish-date publish_date
    published_date publication_date publication-date pubdate published-date published_at
    dc.date.issued dcterms.issued dc.date.published dcterms.published
    dc.date dc:date dcterms.date dc.date.created dcterms.created dc.created schema:datepublished
    parsely-pub-date sailthru.date article_date_original originalpublicationdate
    bt:pubdate og:pubdate rbpubdate displaydate article:post_date publication_time
    cxenseparse:recs:publishtime citation_publication_date citation_online_date
    citation_date article.created
    article:created_time og:article:created_time date_created datecreated creation_date
    date.created content_create_date date
"""
_RANKS = {name: rank for rank, name in enumerate(_NAMES.split())}
"""Names of publication dates, the surest first; names of changes (modified, updated) are absent."""


def meta_dates(tree: LexborHTMLParser) -> list[str]:
    """The contents of the meta tags that name a publication date, the surest first."""
    found: list[tuple[int, str]] = []
    for node in tree.css("meta[content]"):
        for key in ("property", "name"):
            rank = _RANKS.get(attribute(node, key).strip().lower())
            content = attribute(node, "content").strip()
            if rank is not None and content:
                found.append((rank, content))
    return [content for _, content in sorted(found, key=lambda pair: pair[0])]
