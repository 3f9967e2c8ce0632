"""The scenes in which the demo's steward looks, publishes and shares."""

from __future__ import annotations

from bot.sandbox.stage import Stage
from bot.sandbox.telegram import Account
from bot.sandbox.town.accounts import post_on_instagram

AGENCY, INSTAGRAM = "disdik", "peraga_disdik_tk"
"""The agency of the steward we follow, whose newest article is twelve days old, and its account,
whose newest post is nine."""

NEWS = "Sekolah Rakyat Tirta Kencana buka pendaftaran"
POST = f"{NEWS}! Syarat dan jadwal lengkap ada di website kami."

RECORDED = "Unggahan tercatat"
WHAT_WAS_IT = "termasuk informasi apa?"
PERIODIC = "Berkala"


async def look(stage: Stage, steward: Account) -> None:
    """Ask how the channels stand, and where that was read."""
    stage.scene(
        stage.local(9, 20),
        "The steward looks, and asks for the evidence",
        "Anybody can look for themselves: the document, and the date exactly as it stood there.",
    )
    status = await stage.say(steward, "/status")
    await stage.press(steward, status, status.inline_keyboard[0][0].text)


async def publish(stage: Stage, steward: Account) -> None:
    """Publish an article, report it, and say what it was."""
    link = stage.town.publish(AGENCY, NEWS, stage.local(10))
    stage.scene(
        stage.local(10, 15),
        "The steward publishes, and sends the link",
        "Segar looks the date up on the page itself, thanks, and asks what kind of public "
        "information it is.",
    )
    await stage.say(steward, f"/posted {link}", RECORDED)
    question = await steward.receives(WHAT_WAS_IT)
    stage.screen.said_by_bot(question)
    await stage.press(steward, question, PERIODIC)


async def share(stage: Stage, steward: Account, *, days_on: int) -> None:
    """See that the account has not what the website has, post it there, and report that, too."""
    stage.scene(
        stage.local(9, 20, days_on=days_on),
        "The smallest next step: to share it on Instagram",
        "What one channel has, another can have. A post that is reported is proven: Segar asks the "
        "platform whether it is there, whose it is, and when it was posted.",
    )
    await stage.say(steward, "/status")
    posted_at = stage.local(9, 40, days_on=days_on)
    link = post_on_instagram(stage.platforms, INSTAGRAM, POST, posted_at)
    stage.clock.travel_to(stage.local(9, 45, days_on=days_on))
    await stage.say(steward, f"sudah ya 🙏 {link}", RECORDED)
    await steward.receives(WHAT_WAS_IT)
    stage.screen.line(f"The same question follows. {steward.user.first_name} may leave it alone.")
