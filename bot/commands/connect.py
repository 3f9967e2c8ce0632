"""`segar connect`: an account lets the office read it by its own login."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.commands.mistakes import EXIT_TROUBLE, Mistake
from bot.commands.output import example, plain, say
from bot.commands.running import run_async, settings_and_logs

if TYPE_CHECKING:
    from bot.services import Services
    from bot.settings import Settings
    from checks.social.door import Door
    from checks.social.tiktok_login import App
    from checks.social.tokens import Token

app = typer.Typer(
    help="Connect an account, so that it is read by its own login.",
    epilog=example("segar connect tiktok --region lebak dinkes_lebak"),
    no_args_is_help=True,
)

SETTINGS = ("TIKTOK_CLIENT_KEY", "TIKTOK_CLIENT_SECRET", "TIKTOK_REDIRECT")


@app.command(epilog=example("segar connect tiktok --region lebak dinkes_lebak"))
def tiktok(
    handle: Annotated[str, typer.Argument(help="The account's handle, as the roster has it.")],
    region: Annotated[str, typer.Option(help="The region's slug.")],
    landed: Annotated[
        str | None,
        typer.Option(help="The address where the browser landed, between quotation marks."),
    ] = None,
) -> None:
    """Print where its person allows it; with --landed, connect it."""
    from bot.app import open_services

    settings = settings_and_logs()
    office_app = _office_app(settings)
    account = _account(handle)

    async def work() -> str:
        async with open_services(settings) as services:
            await _look_up(services, region, account)
            return "" if landed is None else await _connect(services, office_app, account, landed)

    outcome = run_async(work())
    if landed is None:
        _ask_to_allow(office_app, account, region)
    else:
        typer.echo(outcome)


def _office_app(settings: Settings) -> App:
    from checks.social.tiktok_login import App

    key, secret = settings.tiktok_client_key, settings.tiktok_client_secret
    if key is None or secret is None or not settings.tiktok_redirect:
        names = ", ".join(f"SEGAR_{name}" for name in SETTINGS)
        raise Mistake(f"Accounts connect to the office's own app at TikTok: set {names}.")
    office_app = App(key.get_secret_value(), secret.get_secret_value(), settings.tiktok_redirect)
    if fault := office_app.redirect_fault:
        raise Mistake(f"TikTok takes no such address as SEGAR_TIKTOK_REDIRECT: {fault}.")
    return office_app


def _account(handle: str) -> str:
    from checks.links import LinkRejected, read_profile
    from checks.model import Platform

    mistake = Mistake(f"{handle!r} is no account on TikTok: give its handle.")
    try:
        ref = read_profile(handle, Platform.TIKTOK)
    except LinkRejected as rejected:
        raise mistake from rejected
    if ref.platform is not Platform.TIKTOK or ref.handle is None:
        raise mistake
    return ref.handle


async def _look_up(services: Services, slug: str, account: str) -> None:
    """See that the roster has the account. Raises UnknownRegion and Mistake."""
    from checks.model import Platform
    from storage import roster

    async with services.database.reading() as session:
        place = await roster.region_called(session, slug)
        channels = await roster.channels(session, place.id)
    known = sorted(
        channel.ref.handle
        for channel in channels
        if channel.ref.platform is Platform.TIKTOK and channel.ref.handle is not None
    )
    if account not in known:
        hint = f"Known: {', '.join(known)}." if known else "It has none on TikTok."
        raise Mistake(f"The roster of {slug!r} has no account @{account} on TikTok. {hint}")


def _ask_to_allow(office_app: App, account: str, region: str) -> None:
    from checks.social.tiktok_login import authorise_address

    typer.echo(authorise_address(office_app, account))
    say(
        f"Open this address in a browser that is logged in to TikTok as @{account}, allow both, "
        "copy the address where the browser lands, even if nothing is shown there, and soon run: "
        f'segar connect tiktok --region {region} {account} --landed "ADDRESS"'
    )


async def _connect(services: Services, office_app: App, account: str, landed: str) -> str:
    """Exchange the code and keep the tokens; the sentence that says so.

    Raises Mistake, and typer.Exit where TikTok did not answer as it should.
    """
    from checks.errors import FetchError
    from checks.model import Platform, Trouble
    from checks.social.door import AnswerNotUnderstood, Door
    from checks.social.stops import Breaker, PlatformStopped
    from checks.social.tiktok_login import LandingRejected, code_landed
    from checks.social.tiktok_tokens import LoginUnusable, exchange

    try:
        code = code_landed(office_app, account, landed)
    except LandingRejected as rejected:
        reason = plain(str(rejected))
        raise Mistake(f"With this address @{account} can't be connected: {reason}.") from rejected
    door = Door(
        Platform.TIKTOK,
        services.client,
        services.access,
        services.ledger,
        services.tokens,
        services.clock(),
        Breaker(),
    )
    try:
        token = await exchange(office_app, account, code, door)
        seen = await _look_whose_it_is(account, token, door)
    except LoginUnusable as unusable:
        if unusable.trouble in (Trouble.TOKEN_REFUSED, Trouble.PERMISSION_MISSING):
            raise Mistake(
                f"TikTok does not connect @{account}: {unusable.detail}. Begin again without "
                "--landed; an address can be used once, and for a short time."
            ) from unusable
        _give_up(account, unusable.detail)
    except (FetchError, AnswerNotUnderstood, PlatformStopped) as error:
        _give_up(account, error.detail)
    await services.tokens.keep(Platform.TIKTOK, account, token, now=door.now)
    return f"Connected @{account}{_until(token)}. {seen}"


async def _look_whose_it_is(account: str, token: Token, door: Door) -> str:
    """See that the login is the account's own; a sentence about that. Raises Mistake."""
    from checks.social.tiktok_display import login_owners

    owners = await login_owners(token, door)
    if not owners:
        return "It shows no video yet, so whose login it is could not be seen."
    if account not in owners:
        names = ", ".join(f"@{owner}" for owner in sorted(owners))
        raise Mistake(
            f"That login is of {names}, not of @{account}: log in to TikTok as @{account}, "
            "and begin again without --landed."
        )
    return "Its videos are read by its own login from now on."


def _until(token: Token) -> str:
    ends = token.refresh_expires_at
    return "" if ends is None else f" (at least until {ends:%Y-%m-%d}, and longer while it is read)"


def _give_up(account: str, reason: str) -> NoReturn:
    say(f"@{account} is not connected: {reason}. Try again later, beginning without --landed.")
    raise typer.Exit(EXIT_TROUBLE)
