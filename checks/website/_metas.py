"""The publication date in a page's meta tags, by the names that sites give it."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from checks.website._markup import attribute

_NAMES = """
    article:published_time og:article:published_time article:published article:published_date
    article:publicationdate og:published_time og:article:published article.published
    og:datepublished og:publish_date mediator_published_time rnews:datepublished
    prism.publicationdate shareaholic:article_published_time vr:published_time
    gentics:date_published iso-8601-publish-date datepublished date_published date-published
    publishdate publish-date publish_date publish_time publisheddate published_date published-date
    published_at published_time publication_date publication-date publicationdate pubdate pub_date
    dc.date.issued dcterms.issued dc.date.published dcterms.published dc.date.publication
    dcsext.articlefirstpublished article:firstpublished first_published_date originalpublicationdate
    article_date_original schema:datepublished parsely-pub-date sailthru.date bt:pubdate og:pubdate
    og:regdate rbpubdate displaydate article:post_date post_date publication_time ptime pdate
    cxenseparse:recs:publishtime cxenseparse:publishtime lp.article:published_time twt-published-at
    citation_publication_date citation_online_date citation_date dateposted release_date
    dc.date dc:date dcterms.date doc_date date
"""
_CREATION_NAMES = """
    dc.date.created dcterms.created dc.created dc:created article.created article:created_time
    og:article:created_time date_created datecreated creation_date gentics.creation.date
    date.created content_create_date createdate create_date createddate created
"""
_RANKS = {name: rank for rank, name in enumerate(_NAMES.split())}
"""Names of publication dates, the surest first; names of changes (modified, updated) are absent."""

_CREATION_RANKS = {name: rank for rank, name in enumerate(_CREATION_NAMES.split())}
_PUBLICATIONS = (
    "published_time published_at publish_date publishdate pubdate datepublished uploaded"
)
_IN_ANY_SPACE = frozenset(_PUBLICATIONS.split())
"""Names that mean the same behind a site's own prefix, as in "five_hundred_pixels:uploaded"."""


def meta_dates(tree: LexborHTMLParser) -> list[str]:
    """The contents of the meta tags that name a publication date, the surest first."""
    return _named(tree, _RANKS)


def creation_dates(tree: LexborHTMLParser) -> list[str]:
    """The contents of those that name the day on which the article was created."""
    return _named(tree, _CREATION_RANKS)


def _named(tree: LexborHTMLParser, ranks: dict[str, int]) -> list[str]:
    found: list[tuple[int, str]] = []
    for node in tree.css("meta[content]"):
        for key in ("property", "name"):
            name = attribute(node, key).strip().lower()
            rank = ranks.get(name)
            if rank is None and ranks is _RANKS and name.rpartition(":")[2] in _IN_ANY_SPACE:
                rank = len(ranks)
            content = attribute(node, "content").strip()
            if rank is not None and content:
                found.append((rank, content))
    return [content for _, content in sorted(found, key=lambda pair: pair[0])]
