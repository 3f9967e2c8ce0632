"""What people write around an account's name in a sheet: labels, remarks, words for "none"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from checks.links.finding import clean
from checks.links.rejections import LinkRejected, Reason
from checks.model import Platform

LABELS: Mapping[str, Platform] = {
    label: platform
    for platform, labels in {
        Platform.WEBSITE: ("website", "web", "situs web", "situs"),
        Platform.INSTAGRAM: ("instagram", "insta", "ig"),
        Platform.FACEBOOK: ("facebook page", "facebook", "fb page", "fb", "fanspage", "fanpage"),
        Platform.X: ("x (twitter)", "x/twitter", "twitter/x", "twitter", "x"),
        Platform.YOUTUBE: ("youtube", "you tube", "yt"),
        Platform.TIKTOK: ("tiktok", "tik tok", "tt"),
        Platform.THREADS: ("threads",),
        Platform.TELEGRAM: ("telegram", "tg"),
    }.items()
    for label in labels
}

_LABEL = "|".join(re.escape(label) for label in sorted(LABELS, key=len, reverse=True))
_LEADING = re.compile(
    rf"(?:[(\[]\s*(?P<boxed>{_LABEL})\s*[)\]]\s*[:=]?|(?P<plain>{_LABEL})(?:\s*[:=]|\s+[-–—]?|(?=@)|$))"
    r"\s*(?P<rest>.*)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_REMARK = re.compile(r"(?P<rest>[^/]*?|.*\s)\s*[(\[]\s*(?P<remark>[^()\[\]/]*?)\s*[)\]]", re.DOTALL)
_NONE = re.compile(
    r"[-–—−_.~*?\s]*|0+|nihil|kosong|n/a|#(?:n/a|ref!|value!|name\?)|error(?: \d{3})?"
    r"|(?:tidak|tdk|tak|belum|blm)(?:\s+(?:ada|punya|memiliki|dibuat)(?:\s+[a-z]+){0,2})?",
    re.IGNORECASE | re.ASCII,
)
_PERSONAL = re.compile(
    r"(?<!\S)[(\[]?(?:pribadi|personal|private)[)\]]?(?!\S)", re.IGNORECASE | re.ASCII
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A sheet's cell without label and remark; `platform` is what the label told."""

    text: str
    platform: Platform | None


def read_cell(text: str) -> Cell:
    """Take label (`IG :`, `(TikTok)`) and remark (`(+MPP)`) off a name or an address.

    Raises `LinkRejected`: empty for nothing, for a label alone and for the words and marks that
    mean none; private for what is said to be a personal account.
    """
    rest, platform = clean(text), None
    if _PERSONAL.search(rest):
        raise LinkRejected(Reason.PRIVATE, text)
    if remarked := _REMARK.fullmatch(rest):
        platform = LABELS.get(remarked["remark"].lower())
        rest = remarked["rest"].strip() or ("" if platform else remarked["remark"])
    if labelled := _LEADING.fullmatch(rest):
        platform = LABELS[(labelled["boxed"] or labelled["plain"]).lower()]
        rest = labelled["rest"]
    rest = rest.strip(" \n\t\"'“”‘’`<>")
    if _NONE.fullmatch(rest):
        raise LinkRejected(Reason.EMPTY, text)
    return Cell(rest, platform)
