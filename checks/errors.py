"""What can go wrong while fetching an address, as one small tree.

* FetchError                 the address could not be read
  x NotHttp                  not an http(s) address that can be asked, or no HTTP answer
  x AddressForbidden         it leads to an address that is not public: refused by the guard
  x NameUnknown              the name server knows no such name, or does not answer
  x Refused                  nobody accepts the connection
  x Interrupted              the connection broke off before the answer was whole
  x NetworkDown              this machine has no way out
  x TlsFailed                no trusted encrypted connection: its trouble says why
  x TimedOut                 no whole answer within the time allowed
  x TooLarge                 the answer is larger than what is allowed
  x TooManyRedirects         it sends the visitor on and on
  x NotFollowed              it sends the visitor where whoever asked did not want to go

Each carries the address it is about, one short English sentence, the number of requests made, and
the trouble that a channel has when its root answers like that; the health follows from the trouble.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from checks.model import Health, Trouble

HEALTHS: Final[Mapping[Trouble, Health]] = {
    Trouble.NAME_UNKNOWN: Health.UNREACHABLE,
    Trouble.REFUSED: Health.UNREACHABLE,
    Trouble.TIMED_OUT: Health.UNREACHABLE,
    Trouble.INTERRUPTED: Health.UNREACHABLE,
    Trouble.CERTIFICATE_EXPIRED: Health.UNREACHABLE,
    Trouble.CERTIFICATE_OF_ANOTHER_NAME: Health.UNREACHABLE,
    Trouble.CERTIFICATE_UNTRUSTED: Health.UNREACHABLE,
    Trouble.SERVER_ERROR: Health.UNREACHABLE,
    Trouble.DATABASE_ERROR: Health.UNREACHABLE,
    Trouble.APPLICATION_ERROR: Health.UNREACHABLE,
    Trouble.MAINTENANCE: Health.UNREACHABLE,
    Trouble.EMPTY_PAGE: Health.UNREACHABLE,
    Trouble.REDIRECT_LOOP: Health.UNREACHABLE,
    Trouble.DEFAULT_PAGE: Health.PARKED,
    Trouble.SUSPENDED: Health.PARKED,
    Trouble.DOMAIN_FOR_SALE: Health.PARKED,
    Trouble.NOT_BUILT: Health.PARKED,
    Trouble.NOT_FOUND: Health.GONE,
    Trouble.MOVED: Health.GONE,
    Trouble.REFUSES_US: Health.BLOCKED,
    Trouble.TOO_MANY_REQUESTS: Health.BLOCKED,
    Trouble.CHALLENGE: Health.BLOCKED,
    Trouble.LOGIN: Health.BLOCKED,
    Trouble.EMPTY_SHELL: Health.UNDATED,
    Trouble.NO_DATES: Health.UNDATED,
    Trouble.NO_NEWS: Health.STATIC,
    Trouble.INJECTED_SPAM: Health.HIJACKED,
    Trouble.TOO_LARGE: Health.FAILED,
    Trouble.NETWORK_DOWN: Health.FAILED,
    Trouble.ADDRESS_FORBIDDEN: Health.FAILED,
    Trouble.NO_READER: Health.FAILED,
    Trouble.READER_FAILED: Health.FAILED,
    Trouble.TOKEN_REFUSED: Health.FAILED,
    Trouble.PERMISSION_MISSING: Health.FAILED,
    Trouble.QUOTA_SPENT: Health.FAILED,
    Trouble.PLATFORM_DOWN: Health.FAILED,
    Trouble.ANSWER_NOT_UNDERSTOOD: Health.FAILED,
    Trouble.ACCOUNT_UNKNOWN: Health.GONE,
    Trouble.ACCOUNT_SUSPENDED: Health.GONE,
    Trouble.NAME_TAKEN: Health.GONE,
    Trouble.ACCOUNT_PRIVATE: Health.BLOCKED,
    Trouble.ACCOUNT_HIDDEN: Health.BLOCKED,
    Trouble.NOTHING_POSTED: Health.STATIC,
    Trouble.PASSING_ABSENCE: Health.UNREACHABLE,
}
"""The health of a channel that has this trouble."""


class FetchError(Exception):
    """The address could not be read: `url`, `detail` (a short sentence), `requests` made so far."""

    trouble: Trouble = Trouble.INTERRUPTED

    def __init__(self, url: str, detail: str, requests: int = 1) -> None:
        super().__init__(f"{detail}: {url}")
        self.url = url
        self.detail = detail
        self.requests = requests

    @property
    def health(self) -> Health:
        """The health that goes with the trouble."""
        return HEALTHS[self.trouble]


class NotHttp(FetchError):
    """Not an http(s) address that can be asked, or what answers does not speak HTTP."""


class AddressForbidden(FetchError):
    """The address is, resolves to or redirects to one that is not globally routable.

    That is a refusal of ours, so it is never held against the channel.
    """

    trouble = Trouble.ADDRESS_FORBIDDEN


class NameUnknown(FetchError):
    """The name server knows no such name, or gives no answer."""

    trouble = Trouble.NAME_UNKNOWN


class Refused(FetchError):
    """Nobody accepts the connection."""

    trouble = Trouble.REFUSED


class Interrupted(FetchError):
    """The connection broke off before the answer was whole; asking again can help."""


class NetworkDown(FetchError):
    """No route from this machine to anywhere: our trouble, not theirs."""

    trouble = Trouble.NETWORK_DOWN


class TlsFailed(FetchError):
    """The encrypted connection could not be trusted or not be made."""

    def __init__(
        self,
        url: str,
        detail: str,
        trouble: Trouble = Trouble.CERTIFICATE_UNTRUSTED,
        requests: int = 1,
    ) -> None:
        """Take the `trouble`, one of those of certificates, beside what every error takes."""
        super().__init__(url, detail, requests)
        self.trouble = trouble


class TimedOut(FetchError):
    """No whole answer within the time allowed."""

    trouble = Trouble.TIMED_OUT


class TooLarge(FetchError):
    """The answer, once unpacked, is larger than this client reads: a limit of ours."""

    trouble = Trouble.TOO_LARGE


class TooManyRedirects(FetchError):
    """More redirects in a row than this client follows, or a circle of them."""

    trouble = Trouble.REDIRECT_LOOP


class NotFollowed(FetchError):
    """A redirect that whoever asked did not allow; `target` is where it leads, unasked.

    That is a refusal of ours, so it is never held against the channel.
    """

    trouble = Trouble.ADDRESS_FORBIDDEN

    def __init__(self, url: str, target: str, requests: int = 1) -> None:
        super().__init__(url, "redirects to where it was not to be followed", requests)
        self.target = target
