"""What commands print: results to standard output, sentences about them to standard error."""

from __future__ import annotations

import json
import sys
from html import unescape
from re import compile as regex
from typing import TYPE_CHECKING, Any, Final

import typer

if TYPE_CHECKING:
    from rich.table import Table

WIDTH_WITHOUT_TERMINAL: Final = 200
"""Columns of a table in a pipe or a file: addresses stay on one line."""
TAG = regex(r"<[^>]*>")


def print_json(value: Any) -> None:
    """One JSON value on one line, there at once also in a pipe."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def say(sentence: str) -> None:
    """One line to standard error, however many the sentence came with."""
    typer.echo(" ".join(sentence.split()), err=True)


def print_table(table: Table, *, most: int | None = None) -> None:
    """The table, as wide as the terminal, or as `most` characters where that is less."""
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else WIDTH_WITHOUT_TERMINAL)
    console.print(table, width=min(console.width, most) if most else None)


def cell(text: str) -> str:
    """A text from outside for a table: no markup of Rich's, nothing that moves a cursor."""
    from rich.markup import escape

    return escape(plain(text))


def plain(text: str) -> str:
    """The text without characters that a terminal acts on; line breaks stay."""
    return "".join(each if each.isprintable() or each == "\n" else " " for each in text)


def without_tags(html: str) -> str:
    """A message of the bot as its reader sees it, without the tags of Telegram's HTML."""
    return plain(unescape(TAG.sub("", html)))


def example(command: str) -> str:
    """The end of a command's help. The mark in front keeps Click from breaking the line."""
    return f"\b\nExample: {command}"
