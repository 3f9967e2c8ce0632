"""What can go wrong while fetching an address, as one small tree.

* FetchError                 the address could not be read
  x NotHttp                  not an http(s) address that can be asked, or no HTTP answer
  x AddressForbidden         it leads to an address that is not public: refused by the guard
  x NameUnknown              the name server knows no such name, or does not answer
  x Refused                  nobody accepts the connection
  x Interrupted              the connection broke off before the answer was whole
  x NetworkDown              this machine has no way out
  x TlsFailed                no trusted encrypted connection
  x TimedOut                 no whole answer within the time allowed
  x TooLarge                 the answer is larger than what is allowed
  x TooManyRedirects         it sends the visitor on and on

Each carries the address it is about, one short English sentence, the number of requests made, and
the health that a channel has when its root answers like that.
"""

from __future__ import annotations

from typing import ClassVar

from checks.model import Health


class FetchError(Exception):
    """The address could not be read: `url`, `detail` (a short sentence), `requests` made so far."""

    health: ClassVar[Health] = Health.UNREACHABLE

    def __init__(self, url: str, detail: str, requests: int = 1) -> None:
        super().__init__(f"{detail}: {url}")
        self.url = url
        self.detail = detail
        self.requests = requests


class NotHttp(FetchError):
    """Not an http(s) address that can be asked, or what answers does not speak HTTP."""


class AddressForbidden(FetchError):
    """The address is, resolves to or redirects to one that is not globally routable.

    That is a refusal of ours, so it is never held against the channel.
    """

    health = Health.FAILED


class NameUnknown(FetchError):
    """The name server knows no such name, or gives no answer."""


class Refused(FetchError):
    """Nobody accepts the connection."""


class Interrupted(FetchError):
    """The connection broke off before the answer was whole; asking again can help."""


class NetworkDown(FetchError):
    """No route from this machine to anywhere: our trouble, not theirs."""

    health = Health.FAILED


class TlsFailed(FetchError):
    """The encrypted connection could not be trusted or not be made."""


class TimedOut(FetchError):
    """No whole answer within the time allowed."""


class TooLarge(FetchError):
    """The answer, once unpacked, is larger than this client reads: a limit of ours."""

    health = Health.FAILED


class TooManyRedirects(FetchError):
    """More redirects in a row than this client follows, or a circle of them."""
