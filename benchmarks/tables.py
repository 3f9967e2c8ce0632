"""Tables for a terminal, or as Markdown for a page of the documentation."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table

WIDEST = 1000
"""Characters of a line that is not for a terminal: no row may be broken."""


class Printer:
    """Prints headings, sentences and tables to the standard output, in one of two forms."""

    def __init__(self, *, markdown: bool) -> None:
        self._markdown = markdown
        bounded = sys.stdout.isatty() and not markdown
        self._console = Console(width=None if bounded else WIDEST, highlight=False, markup=False)

    def heading(self, text: str) -> None:
        self._console.print(f"\n### {text}\n" if self._markdown else f"\n{text}", style="bold")

    def say(self, text: str) -> None:
        self._console.print(f"{text}\n" if self._markdown else text, soft_wrap=True)

    def table(
        self, columns: Sequence[str], rows: Iterable[Sequence[object]], names: int = 1
    ) -> None:
        """A table whose first columns are names, and all others figures."""
        style = box.MARKDOWN if self._markdown else box.SIMPLE_HEAD
        table = Table(*columns, box=style, show_edge=self._markdown)
        for column in table.columns[names:]:
            column.justify = "right"
        for row in rows:
            table.add_row(*(str(cell) for cell in row))
        with self._console.capture() as printed:
            self._console.print(table)
        lines = [line.rstrip() for line in printed.get().splitlines()]
        print("\n".join(line for line in lines if line))


def share(part: int, whole: int) -> str:
    """A count and what it is of the whole, rounded down so that only all is 100: "93 (98 %)"."""
    return f"{part} ({100 * part // whole} %)" if whole else str(part)
