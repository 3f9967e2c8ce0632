"""The day of a page's last change: what stands for its publication where it tells that day alone.

Wikis, terms of service and guides date themselves so. Not on Indonesian sites: their templates
print the day on which anything of the site was changed, or the day of asking, on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from checks.website._markup import attribute, text_of
from checks.website._page_dates import PageDates
from checks.website._short_text import dated
from checks.website.dates import Moment

_NAMES = """
    article:modified_time og:updated_time og:article:modified_time article:modified last-modified
    lastmod last_modified modified modified_time date_modified datemodified dc.date.modified
    dcterms.modified dc.modified article.updated updated_time revision_date revised date.modified
"""
_META_NAMES = frozenset(_NAMES.split())
_STATED = re.compile(r'"dateModified"\s*:\s*"([^"]{8,40})"')
_MARKED = '[itemprop~="dateModified" i], time.updated, .updated'

_LABEL = re.compile(
    r"(?<![^\W_])(?:stand(?: vom)?:?(?=\s*[0-9])|updated|zuletzt|aktualisiert|geändert am"
    r"|last (?:update|modified|edited|changed|revis|review)"
    r"|(?:letzte|neueste) (?:änderung|aktualisierung|bearbeitung)"
    r"|mise? à jour|dernière (?:modification|mise à jour)|actualizad[oa]|atualizad[oa]"
    r"|última (?:actualización|modificación|atualização)"
    r"|aggiornat[oa]|ultim[oa] (?:aggiornamento|modifica)|bijgewerkt|laatst gewijzigd"
    r"|ostatnia (?:aktualizacja|modyfikacja|zmiana)|zaktualizowano"
    r"|обновлен[оа]|последнее (?:обновление|изменение)|оновлено|son güncelleme"
    r"|senast (?:uppdaterad|ändrad)|sist oppdatert|sidst opdateret"
    r"|viimeksi (?:muokattu|päivitetty)|最終更新|更新日|更新时间)",
    re.IGNORECASE,
)
_REACH = 90
"""Characters behind a label in which its date stands."""

_MOST = 20
"""Labels, or elements, looked at."""

_LONGEST = 400_000
"""Characters read of a page's text, or of one script."""


def last_change(tree: LexborHTMLParser, dates: PageDates) -> tuple[str, Moment] | None:
    """The one day of change that the page tells, as it stands there and as read; else None.

    Meta tags go before JSON-LD, that before marked elements, those before the visible text.
    """
    for told in (_in_metas(tree), _in_json_ld(tree), _in_elements(tree)):
        found = [(raw, moment) for raw in told if (moment := dates.moment(raw))]
        if len({moment.day for _, moment in found}) == 1:
            return found[0]
    labelled = list(_labelled(tree, dates))
    return labelled[0] if len({moment.day for _, moment in labelled}) == 1 else None


def _in_metas(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("meta[content]"):
        names = {attribute(node, key).strip().lower() for key in ("property", "name", "http-equiv")}
        if names & _META_NAMES:
            yield attribute(node, "content")


def _in_json_ld(tree: LexborHTMLParser) -> Iterator[str]:
    for script in tree.css('script[type*="ld+json" i]'):
        yield from _STATED.findall(script.text()[:_LONGEST])


def _in_elements(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css(_MARKED)[:_MOST]:
        yield attribute(node, "content") or attribute(node, "datetime") or text_of(node)


def _labelled(tree: LexborHTMLParser, dates: PageDates) -> Iterator[tuple[str, Moment]]:
    body = tree.body
    if body is None:
        return
    for unread in body.css("script, style, noscript, template"):
        unread.decompose()
    text = text_of(body)[:_LONGEST]
    for number, label in enumerate(_LABEL.finditer(text)):
        if number == _MOST:
            return
        behind = text[label.end() : label.end() + _REACH]
        told = dated(dates.plain(behind), dates.today)
        if told is not None:
            yield f"{label[0]}{behind}", Moment(told[0], None)
