"""The boxes a page is made of, as far as its lists are concerned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

TEXT = "-text"
"""The tag of a box that is no element but a text among elements, such as a date between links."""


@dataclass(slots=True, eq=False)
class Box:
    """One element: its tag, its class, id, item property and relation, what else matters.

    `order` is the list of all boxes of the page in the order of the document, shared by all of
    them; a box and what it holds stand there from `place` up to `end`.
    """

    tag: str
    order: list[Box]
    place: int
    name: str = ""
    href: str = ""
    """Where a link leads, or a box that a script makes one; a fragment for what opens a window."""
    moment: str = ""
    """The date that an element names for machines, as it stands there."""
    hint: str = ""
    """The title or alternative text, where the element has one."""
    parent: Box | None = None
    parts: list[Box | str] = field(default_factory=list)
    end: int = 0
    length: int = 0
    """Characters of all texts within."""
    _text: str | None = None

    def boxes(self) -> list[Box]:
        """The box itself and all within it, in the order of the document."""
        return self.order[self.place : self.end]

    def holds(self, other: Box) -> bool:
        """Whether another box is this one or lies within it."""
        return self.place <= other.place < self.end

    def texts(self) -> Iterator[str]:
        """All texts within, in the order of the document."""
        stack: list[Box | str] = [self]
        while stack:
            part = stack.pop()
            if isinstance(part, str):
                yield part
            else:
                stack.extend(reversed(part.parts))

    def text(self) -> str:
        """All texts within as one, odd spaces made plain."""
        if self._text is None:
            self._text = " ".join(" ".join(self.texts()).split())
        return self._text

    def ancestors(self) -> Iterator[Box]:
        """The boxes around this one, the nearest first."""
        box = self.parent
        while box:
            yield box
            box = box.parent


def measure(order: list[Box]) -> None:
    """Work out where each box ends and how much text it holds, once all of them are in place.

    Until then a box's length is that of its own texts alone.
    """
    for box in reversed(order):
        end = box.end = box.end or box.place + 1
        parent = box.parent
        if parent is not None:
            parent.end = max(parent.end, end)
            parent.length += box.length
