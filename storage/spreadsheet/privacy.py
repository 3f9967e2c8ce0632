"""What a roster must not carry on: numbers of telephones and of staff, private contacts."""

from __future__ import annotations

import re

HIDDEN = "•••"
_LONG_NUMBER = re.compile(r"\+?\(?\d(?:[ .\-()]{0,3}[\dx]){7,}", re.IGNORECASE)
"""Eight digits or more, however grouped; some sheets write the last ones as x."""
_TELEPHONE = re.compile(
    r"(?:\+|00)?(?:62|0)[ .\-()]*(?:8[\dx]|[2-7]\d)[\dx .\-()]{5,}", re.IGNORECASE
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MENTION = re.compile(r"(?<![\w/])@\w+")


def masked(text: str) -> str:
    """The text with every run of eight digits or more and every e-mail address hidden."""
    return _EMAIL.sub(HIDDEN, _LONG_NUMBER.sub(HIDDEN, text))


def masked_contacts(text: str) -> str:
    """The text with long numbers, e-mail addresses and @names hidden: for cells about people."""
    return _MENTION.sub(HIDDEN, masked(text))


def without_numbers(text: str) -> str:
    """The text with long numbers and e-mail addresses taken out."""
    return _EMAIL.sub(" ", _LONG_NUMBER.sub(" ", text))


def without_contacts(text: str) -> str:
    """The text with long numbers, e-mail addresses and @names taken out: for people's names."""
    return _MENTION.sub(" ", without_numbers(text))


def is_telephone(text: str) -> bool:
    """Whether the text is an Indonesian telephone number and nothing else."""
    return _TELEPHONE.fullmatch(text.strip()) is not None


def is_email(text: str) -> bool:
    return _EMAIL.fullmatch(text.strip()) is not None
