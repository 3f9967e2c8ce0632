"""What a person at the terminal got wrong, and the exit codes that scripts can rely on."""

from __future__ import annotations

from typing import Final

EXIT_TROUBLE: Final = 1
"""It was tried and did not succeed, or something is not in order."""
EXIT_MISTAKE: Final = 2
"""It could not be tried: what was typed or set can't be used. Click's own code for that, too."""


class Mistake(Exception):
    """What was typed can't be used; the message is one sentence that says what to do."""
