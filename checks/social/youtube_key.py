"""Is the office's YouTube key still good? Asked by itself, for one unit.

Readings do not tell: whoever's id is known is read by the feed when the key is of no use.
"""

from __future__ import annotations

from checks.errors import FetchError
from checks.model import Platform, Trouble
from checks.social.door import AnswerNotUnderstood, Door
from checks.social.stops import PlatformStopped
from checks.social.token_health import TokenState
from checks.social.youtube_api import Refused, ask
from checks.social.youtube_shapes import CHANNEL_LIST

YOUTUBES_OWN = "UCBR8-60-B28hp2BmDPdntcQ"
"""The id of YouTube's own channel. Whether it is known does not matter: the key was taken."""


async def youtube_key(door: Door) -> TokenState:
    """What YouTube says of the key; a key has no end. Raises nothing for what YouTube does.

    Without a key nothing is asked, and nothing is wrong: the feeds need none.
    """
    if not door.access.youtube_key:
        return _state(None, "no key is set: channels are read by their feeds")
    try:
        await ask(door, "channels", {"part": "id", "id": YOUTUBES_OWN}, CHANNEL_LIST)
    except AnswerNotUnderstood as error:
        return _state(Trouble.ANSWER_NOT_UNDERSTOOD, error.detail)
    except (PlatformStopped, Refused, FetchError) as error:
        return _state(error.trouble, error.detail)
    return _state(None, "the key is taken")


def _state(trouble: Trouble | None, detail: str) -> TokenState:
    return TokenState(Platform.YOUTUBE, trouble, None, detail)
