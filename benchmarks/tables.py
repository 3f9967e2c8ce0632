"""Tables for a terminal, or as Markdown for a page of the documentation."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table

WIDEST = 1000
"""Columns of a Markdown table's line, which must not be broken."""


class Printer:
    """Prints headings, sentences and tables to the standard output, in one of two forms."""

    def __init__(self, *, markdown: bool) -> None:
        self._markdown = markdown
        wide = markdown or not sys.stdout.isatty()
        self._console = Console(width=WIDEST if wide else None, highlight=False, markup=False)

    def heading(self, text: str) -> None:
        self._console.print(f"### {text}" if self._markdown else f"\n{text}", style="bold")

    def say(self, text: str) -> None:
        self._console.print(f"\n{text}\n" if self._markdown else text)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """A table whose first column is text and whose others are figures."""
        style = box.MARKDOWN if self._markdown else box.SIMPLE_HEAD
        table = Table(*columns, box=style, show_edge=self._markdown)
        for column in table.columns[1:]:
            column.justify = "right"
        for row in rows:
            table.add_row(*(str(cell) for cell in row))
        self._console.print(table)


def share(part: int, whole: int) -> str:
    """A count and what it is of the whole: "93 (98 %)"."""
    return f"{part} ({100 * part / whole:.0f} %)" if whole else str(part)
