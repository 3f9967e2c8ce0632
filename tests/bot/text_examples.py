"""Facts as the bot has them when it says something: one or more sets for every template."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.policy.standing import DEFAULT_THRESHOLDS
from bot.texts import Phrasebook
from checks.model import Trouble

JAKARTA, JAYAPURA = "Asia/Jakarta", "Asia/Jayapura"
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
AS_OF: dict[str, Any] = {"as_of": NOW, "as_of_day": TODAY}
QUIET_UNTIL = date(2026, 12, 1)
AGENCY = "Dinas Kesehatan"
WEBSITE = "Website dinkes.tirtakencana.go.id"
ADDRESS = "https://dinkes.tirtakencana.go.id"
ARTICLE = f"{ADDRESS}/imunisasi-bulan-november"

Facts = dict[str, Any]


ACCOUNT_NOTICE: Facts = {
    "region": "Kabupaten Tirta Kencana",
    "agency": "Dinkes",
    "platform": "platform_instagram",
    "was": "dinkes_contoh",
    "handle": "dinkes_kab_contoh",
    "known_id": "17841400000000777",
    "new_id": "17841400000000888",
    "updated": True,
    "trouble": None,
}
PLATFORM_NOTICE: Facts = {
    "region": "Kabupaten Tirta Kencana",
    "platform": "platform_instagram",
    "trouble": "trouble_token_refused",
    "channels": 47,
    "todo": "todo_token_refused",
    "detail": "the token expired (190/463)",
}

TOKEN_NOTICE: Facts = {
    "region": "Kabupaten Tirta Kencana",
    "step": "ending",
    "platforms": ["platform_instagram"],
    "account": "",
    "today": TODAY,
    "ends": date(2026, 12, 4),
    "days_left": 10,
    "trouble": None,
    "lacks": (),
    "channels": 47,
    "todo": "todo_renew_instagram",
    "settings": ["SEGAR_INSTAGRAM_TOKEN"],
    "command": "",
    "detail": "the token is valid",
}
LOGIN: Facts = {
    "platforms": ["platform_tiktok"],
    "account": "dinkes.tk",
    "channels": 1,
    "todo": "todo_renew_tiktok",
    "settings": [],
    "command": "segar connect tiktok --region tirta-kencana dinkes.tk",
    "detail": "",
}


OFFER: Facts = {
    "platform": "platform_website",
    "title": "Imunisasi Bulan November & Posyandu",
    "post_url": ARTICLE,
    "day": date(2026, 11, 20),
    "days": 4,
}
OFFERS = [
    OFFER | {"channels": ["Instagram dinkes_tk", "Facebook dinkes.tk"]},
    OFFER
    | {
        "platform": "platform_instagram",
        "day": date(2026, 11, 23),
        "days": 1,
        "channels": [WEBSITE],
    },
]


def nudged(**different: Any) -> Facts:
    """One channel of a nudge."""
    plain: Facts = {
        "name": WEBSITE,
        "agency": "Dinkes",
        "newest_day": date(2026, 11, 13),
        "days": 11,
        "gap_days": 7,
        "nth": 1,
        "workday": 1,
        "offer": None,
    }
    return plain | different


def nudge(step: str, items: list[Facts], more: int = 0) -> Facts:
    return {
        "greeting": "Selamat pagi",
        "agency": "Dinkes",
        "step": step,
        "items": items,
        "more": more,
        "deadline": date(2026, 11, 26),
        **AS_OF,
    }


def status_line(**different: Any) -> Facts:
    """One channel of /status."""
    plain: Facts = {
        "mark": "🟢",
        "name": WEBSITE,
        "newest_day": date(2026, 11, 23),
        "days": 1,
        "reported": False,
        "health": "health_ok",
        "paused_until": None,
    }
    return plain | different


UNREAD = status_line(
    mark="⚪", name="Facebook dinkes.tk", newest_day=None, days=None, health="health_failed"
)
EVIDENCE: Facts = {
    "name": WEBSITE,
    "address": ADDRESS,
    "newest_day": date(2026, 11, 23),
    "newest_at": datetime(2026, 11, 23, 3, 15, tzinfo=UTC),
    "title": "Imunisasi Bulan November & Posyandu",
    "post_url": ARTICLE,
    "source": "source_feed",
    "read_in": f"{ADDRESS}/feed/",
    "raw": "Mon, 23 Nov 2026 03:15:00 +0000",
    "health": "health_ok",
    "trouble": None,
    "advice": None,
    "led_to": "",
    "checked_at": NOW,
    "checked_day": TODAY,
}
NO_EVIDENCE: Facts = EVIDENCE | {
    "newest_day": None,
    "newest_at": None,
    "title": "",
    "post_url": "",
    "source": "source_other",
    "read_in": "",
    "raw": "",
    "health": "health_never",
    "checked_at": None,
    "checked_day": None,
}
PERIODIC: Facts = {"title": "LKjIP 2026 & ringkasannya", "due": date(2027, 3, 31), "days": 127}
PERIODIC_LINES = [
    {"agency": "Dinkes", **PERIODIC},
    {"agency": "Dinkes", **PERIODIC, "due": TODAY, "days": 0},
    {"agency": "Dinkes", **PERIODIC, "due": date(2026, 11, 25), "days": 1},
    {"agency": "Kel. Embun Pagi", **PERIODIC, "due": date(2026, 11, 23), "days": -1},
    {"agency": "Kel. Embun Pagi", **PERIODIC, "due": date(2026, 11, 1), "days": -23},
]
WELCOME: Facts = {
    "name": "Sari",
    "role": "role_steward",
    "agency": AGENCY,
    "region": "Kabupaten Tirta Kencana",
    "is_steward": True,
    "channels": [WEBSITE, "Instagram dinkes_tk"],
}
PRIVACY: Facts = {
    "name": "Sari",
    "telegram_id": 1001,
    "agency": AGENCY,
    "role": "role_steward",
    "language_name": "Bahasa Indonesia",
}
STANDINGS = [
    ("🟢", "standing_fresh", 12),
    ("🟡", "standing_slowing", 5),
    ("🟠", "standing_stale", 3),
    ("🔴", "standing_silent", 2),
    ("⚪", "standing_unmeasured", 9),
]
REGION: Facts = {
    "region": "Kabupaten Tirta Kencana",
    "rows": [{"mark": mark, "standing": name, "count": n} for mark, name, n in STANDINGS],
    "total": 31,
    "measured": 22,
    "fresh": 12,
    "thresholds": DEFAULT_THRESHOLDS,
    **AS_OF,
}
REPORT: Facts = {
    "channel": WEBSITE,
    "channels": [WEBSITE, "Instagram dinkes_tk"],
    "agency": "Dinkes",
    "title": "Posyandu serentak: 1.250 balita ditimbang & diukur",
    "why": None,
    "seen_by_us": False,
    "owner": "Instagram disdik_tk",
    "platform": "platform_instagram",
    "reason": "health_unreachable",
    "quiet_until": QUIET_UNTIL,
    "days": 11,
    "recorded_day": date(2026, 11, 23),
    "published_day": date(2026, 11, 13),
    "source": "source_article",
    "this_week": 1,
    "target": "2",
}
STATUS: Facts = {
    "groups": [
        {
            "agency": "Dinkes",
            "items": [
                status_line(),
                status_line(
                    mark="🟡",
                    name="Instagram dinkes_tk",
                    newest_day=date(2026, 11, 15),
                    days=9,
                    reported=True,
                    paused_until=QUIET_UNTIL,
                ),
                UNREAD,
            ],
            "this_week": 1,
            "target": "2",
            "offers": [],
        },
        {
            "agency": "Kel. Embun Pagi",
            "items": [UNREAD | {"paused_until": QUIET_UNTIL}],
            "this_week": 0,
            "target": "0.5",
            "offers": [],
        },
    ],
    "thresholds": DEFAULT_THRESHOLDS,
    **AS_OF,
    "periodic": [],
    "periodic_more": 0,
}
PHOTO: Facts = {
    "channel": "Instagram dinkes_tk",
    "quiet_until": QUIET_UNTIL,
    "megabytes": 10,
    "megapixels": 50,
}
REJECTIONS = (
    "short_link",
    "not_a_post",
    "not_a_profile",
    "private",
    "unsupported_host",
    "multiple",
    "malformed",
    "empty",
)

EXAMPLES: dict[str, list[Facts]] = {
    "button_stale": [{}],
    "evidence": [
        EVIDENCE,
        NO_EVIDENCE,
        EVIDENCE | {"newest_at": None, "title": "", "read_in": "", "raw": ""},
        NO_EVIDENCE | {"health": "health_static", "checked_at": NOW, "checked_day": TODAY},
        *(
            EVIDENCE | {"trouble": f"trouble_{trouble}", "advice": f"advice_{trouble}"}
            for trouble in Trouble
        ),
        EVIDENCE | {"trouble": "trouble_moved", "led_to": "https://lain.example/?a=1&b=2"},
    ],
    "forget_confirm": [{}],
    "forget_kept": [{}],
    "forgotten": [{}],
    "group_greeting": [{}],
    "hello": [{}],
    "hello_again": [
        {
            "greeting": "Selamat pagi",
            "name": "Sari",
            "role": "role_steward",
            "agency": AGENCY,
            "region": "Kabupaten Tirta Kencana",
        },
        {
            "greeting": "Selamat pagi",
            "name": "Ratna",
            "role": "role_head",
            "agency": None,
            "region": "Kabupaten Tirta Kencana",
        },
    ],
    "help": [{"zone_name": "WIB"}],
    "help_group": [{}],
    "information_ask": [
        {"channel": WEBSITE, "title": "Laporan Kinerja 2026"},
        {"channel": "Instagram dinkes_tk", "title": ""},
    ],
    "information_kept": [
        {"kind": f"information_{kind}"} for kind in ("periodic", "immediate", "any_time", "news")
    ],
    "information_restricted": [{}],
    "invitation_refused": [
        {"refusal": refusal} for refusal in ("used", "expired", "elsewhere", "unknown")
    ],
    "language_changed": [{}],
    "not_registered": [{}],
    "not_understood": [{}],
    "not_yours": [{}],
    "nudge": [
        nudge("gentle", [nudged()]),
        nudge("firm", [nudged(nth=2, workday=3)]),
        nudge(
            "gentle",
            [
                nudged(),
                nudged(name="Website dpupr.tirtakencana.go.id", newest_day=None, days=None),
                nudged(name="Instagram kel_embun", agency="Kel. Embun", gap_days=14, days=20),
            ],
        ),
        nudge("firm", [nudged(name=f"Instagram dinkes_{n}") for n in range(7)], more=4),
        nudge("gentle", [nudged(name="Instagram dinkes_tk", offer=OFFER), nudged()]),
        nudge(
            "firm",
            [
                nudged(
                    name="Instagram dinkes_tk",
                    nth=2,
                    workday=3,
                    offer=OFFER | {"platform": "platform_facebook", "day": TODAY, "days": 0},
                )
            ],
        ),
    ],
    "account_accepted": [
        {"platform": "platform_instagram", "handle": "dinkes_contoh", "agency": "Dinkes"}
    ],
    "operator_account": [
        ACCOUNT_NOTICE | {"drift": "renamed", "updated": True},
        ACCOUNT_NOTICE | {"drift": "renamed", "updated": False},
        ACCOUNT_NOTICE | {"drift": "moved", "handle": "", "updated": True},
        ACCOUNT_NOTICE | {"drift": "moved", "updated": False},
        ACCOUNT_NOTICE | {"drift": "taken"},
        ACCOUNT_NOTICE | {"drift": "vanished", "trouble": "trouble_account_hidden"},
    ],
    "operator_platform": [
        PLATFORM_NOTICE | {"since": TODAY, "detail": "the token expired (190/463)"},
        PLATFORM_NOTICE | {"since": TODAY, "detail": ""},
    ],
    "operator_channels": [
        {
            "region": "Kabupaten Tirta Kencana",
            "day": TODAY,
            "rows": [
                {"agency": "BPBD", "channel": "Website bpbd.go.id", "what": "health_unreachable"},
                {"agency": "Dishub", "channel": "X dishub", "what": "note_no_steward"},
                {"agency": "DPUPR", "channel": "X dpupr", "what": "note_not_arrived"},
                {"agency": "RSUD", "channel": "X rsud", "what": "note_unreachable"},
                {"agency": "Disdik", "channel": "X disdik", "what": "note_on_leave"},
            ],
        }
    ],
    "operator_delivery": [
        {"region": "Kabupaten Tirta Kencana", "kind": "nudge", "recipient": recipient}
        for recipient in ("Sari", None)
    ],
    "operator_sweep": [{"region": "Kabupaten Tirta Kencana", "day": TODAY}],
    "operator_token": [
        TOKEN_NOTICE,
        TOKEN_NOTICE | {"ends": TODAY + timedelta(days=1), "days_left": 1, "detail": ""},
        TOKEN_NOTICE | {"ends": TODAY, "days_left": 0},
        TOKEN_NOTICE | {"step": "ended", "ends": TODAY - timedelta(days=3), "days_left": -3},
        TOKEN_NOTICE
        | {
            "platforms": ["platform_instagram", "platform_facebook"],
            "settings": ["SEGAR_INSTAGRAM_TOKEN", "SEGAR_FACEBOOK_TOKEN"],
        },
        TOKEN_NOTICE
        | {
            "step": "lacking",
            "lacks": ("instagram_basic", "instagram_manage_insights"),
            "ends": None,
            "days_left": None,
            "todo": "todo_permit",
            "detail": "the token lacks instagram_basic, instagram_manage_insights",
        },
        TOKEN_NOTICE | LOGIN,
        TOKEN_NOTICE | LOGIN | {"step": "ended", "ends": TODAY, "days_left": 0},
        TOKEN_NOTICE
        | {
            "step": "refused",
            "platforms": ["platform_youtube"],
            "trouble": "trouble_token_refused",
            "ends": None,
            "days_left": None,
            "todo": "todo_renew_youtube",
            "settings": ["SEGAR_YOUTUBE_KEY"],
        },
    ],
    "operator_unreachable": [
        {"region": "Kabupaten Tirta Kencana", "name": "Sari", "agency": agency}
        for agency in ("Dinkes", None)
    ],
    "periodic_ask": [{"agency": "Dinkes", "duties": PERIODIC_LINES}],
    "periodic_known": [
        {
            "title": "LKjIP 2026",
            "ticked_day": TODAY,
            "post_title": title,
            "post_url": ARTICLE,
        }
        for title in ("Laporan Kinerja 2026", "")
    ],
    "periodic_none": [{}],
    "periodic_ticked": [{"agency": "Dinkes", "title": "LKjIP 2026", "due": date(2027, 3, 31)}],
    "photo_account_taken": [PHOTO],
    "photo_broken": [PHOTO],
    "photo_duplicate": [PHOTO],
    "photo_no_channel": [PHOTO],
    "photo_not_a_picture": [PHOTO],
    "photo_not_kept": [PHOTO],
    "photo_recorded": [PHOTO],
    "photo_too_large": [PHOTO],
    "photo_used_elsewhere": [PHOTO],
    "photo_which_channel": [PHOTO],
    "posted_how": [{}],
    "privacy": [
        PRIVACY,
        PRIVACY | {"agency": None},
        PRIVACY | {"name": None, "telegram_id": None, "agency": None, "role": None},
    ],
    "register_how": [{}],
    "report_account_taken": [REPORT],
    "report_colleagues": [REPORT],
    "report_duplicate": [REPORT, REPORT | {"seen_by_us": True}],
    "report_elsewhere": [REPORT],
    "report_future": [REPORT],
    "report_gone": [REPORT],
    "report_not_dated": [REPORT],
    "report_not_published": [REPORT],
    "report_not_theirs": [REPORT, REPORT | {"channels": []}],
    "report_outdated": [REPORT],
    "report_recorded": [REPORT, REPORT | {"title": ""}, REPORT | {"target": "0.5"}],
    "report_rejected": [
        {"reason": reason, "example": example}
        for reason in REJECTIONS
        for example in (None, "https://www.instagram.com/p/DRaBcDeFgHi/")
    ],
    "report_too_old": [REPORT],
    "report_unreadable": [REPORT],
    "report_unverified": [
        REPORT | {"published_day": None, "why": "no_date"},
        REPORT | {"quiet_until": None, "why": "no_account"},
        REPORT | {"quiet_until": None, "why": "not_looked_up"},
    ],
    "report_which_channel": [REPORT],
    "status": [
        STATUS,
        STATUS | {"periodic": PERIODIC_LINES},
        STATUS | {"periodic": PERIODIC_LINES, "periodic_more": 3},
        STATUS | {"groups": [group | {"offers": OFFERS} for group in STATUS["groups"]]},
    ],
    "status_empty": [{"agency": AGENCY}, {"agency": None}],
    "status_region": [REGION],
    "trouble": [{"code": "A1B2C3"}],
    "welcome": [
        WELCOME,
        WELCOME | {"channels": []},
        WELCOME | {"channels": [], "agency": None},
        WELCOME | {"channels": [], "agency": None, "is_steward": False, "role": "role_head"},
    ],
}
"""By template. A list of several shows each branch that a template has."""


def said(template: str, language: str) -> list[str]:
    """The template in a language, once for each of its examples."""
    phrasebook = Phrasebook()
    return [phrasebook.say(template, language, JAKARTA, **facts) for facts in EXAMPLES[template]]
