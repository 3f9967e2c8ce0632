"""Telegram's public pages as HTML: a channel's preview, a name's own page, a post's widget."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from datetime import datetime
from html import escape

from bot.sandbox.platforms.world import Post, SocialAccount

CREATED = "service"
"""The kind of the message that begins every channel, and of pins and renames."""

HEAD = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Telegram">
<link rel="shortcut icon" href="//telegram.org/favicon.ico?3" type="image/x-icon"></head>"""

MEDIA = """<a class="tgme_widget_message_photo_wrap js-message_photo" href="{link}?single"
 style="width:453px;background-image:url('https://cdn4.telesco.pe/file/{number}.jpg')"></a>"""

UNSUPPORTED = """<div class="message_media_not_supported_wrap">
<div class="message_media_not_supported"><div class="message_media_not_supported_label">Please open
 Telegram to view this post</div><a href="{link}" class="message_media_view_in_telegram">VIEW IN
 TELEGRAM</a></div></div>"""

FORWARDED = """<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from
 <a class="tgme_widget_message_forwarded_from_name" href="https://t.me/lain/77"><span dir="auto">
 Kanal Lain</span></a></div>"""

REPLY = """<a class="tgme_widget_message_reply" href="https://t.me/lain/5">
<div class="tgme_widget_message_author accent_color">Kanal Lain</div>
<div class="tgme_widget_message_text js-message_reply_text" dir="auto">Kata orang lain</div></a>"""

VIDEO = """<a class="tgme_widget_message_video_player js-message_video_player" href="{link}">
<time class="message_video_duration js-message_video_duration">0:15</time></a>"""

POLL = """<div class="tgme_widget_message_poll js-poll">
<div class="tgme_widget_message_poll_question">{text}</div>
<div class="tgme_widget_message_poll_type">Anonymous poll</div></div>"""

TEXT = """<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>"""


def preview(account: SocialAccount, posts: Sequence[Post], older: str, now: datetime) -> str:
    """The page /s/<name> with these posts, oldest first; `older` begins the page before, or ""."""
    more = (
        f'<a href="/s/{account.handle}?before={older}" class="tme_messages_more js-messages_more" '
        f'data-before="{older}"></a>'
        if older
        else ""
    )
    wraps = "\n".join(
        '<div class="tgme_widget_message_wrap js-widget_message_wrap">'
        f"{message(account, post, now, 'time')}</div>"
        for post in posts
    )
    if not posts:
        wraps = (
            '<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class='
            '"tgme_widget_message_centered"><div class="tme_no_messages_found">No posts found'
            "</div></div></div>"
        )
    return f"""{HEAD.format(title=escape(account.name))}
<body class="widget_frame_base tgme_widget emoji_image thin_box_shadow no_transitions">
<header class="tgme_header search_collapsed"><div class="tgme_channel_info">
<div class="tgme_channel_info_header"><div class="tgme_channel_info_header_title"><span
 dir="auto">{escape(account.name)}</span></div>
<div class="tgme_channel_info_header_username"><a
 href="https://t.me/{account.handle}">@{account.handle}</a></div></div>
<div class="tgme_channel_info_counters"><div class="tgme_channel_info_counter"><span
 class="counter_value">{rounded(account.followers)}</span> <span
 class="counter_type">subscribers</span></div></div></div></header>
<main class="tgme_main" data-url="/{account.handle}"><div class="tgme_container">
<section class="tgme_channel_history js-message_history">{more}
{wraps}
</section></div></main></body></html>"""


def name_page(name: str, title: str, extra: str) -> str:
    """The page /<name>, whoever has the name, or nobody; `extra` stands below the title."""
    return f"""{HEAD.format(title=f"Telegram: View @{escape(name)}")}
<body class="no_transition"><div class="tgme_page_wrap"><div class="tgme_body_wrap">
<div class="tgme_page"><div class="tgme_page_title"><span dir="auto">{escape(title)}</span></div>
<div class="tgme_page_extra">
  {escape(extra)}
</div>
<div class="tgme_page_action"><a class="tgme_action_button_new"
 href="tg://resolve?domain={escape(name)}">View in Telegram</a></div></div></div></div></body>
</html>"""


def widget(content: str) -> str:
    """The page of one post that is embedded elsewhere."""
    return f"""{HEAD.format(title="Telegram Widget")}
<body class="widget_frame_base tgme_widget body_widget_post emoji_image nodark">
<div id="widget">{content}</div></body></html>"""


def message(account: SocialAccount, post: Post, now: datetime, time_class: str) -> str:
    """One message, with the marks of Telegram's widget."""
    link = f"https://t.me/{account.handle}/{post.id}"
    kind = "service_message" if post.kind == CREATED else ""
    view = {"c": -int(account.id), "p": int(post.id), "t": int(now.timestamp()), "h": "0a1b2c"}
    packed = base64.b64encode(json.dumps(view).encode()).decode().rstrip("=")
    views = ""
    if post.views is not None:
        views = (
            f'<span class="tgme_widget_message_views">{rounded(post.views)}</span>'
            '<span class="copyonly"> views</span>'
        )
    edited = "edited &nbsp;" if post.kind == "edited" else ""
    return f"""<div class="tgme_widget_message text_not_supported_wrap {kind} js-widget_message"
 data-post="{account.handle}/{post.id}" data-view="{packed}">
<div class="tgme_widget_message_user"><a href="https://t.me/{account.handle}"></a></div>
<div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author accent_color"><a
 class="tgme_widget_message_owner_name" href="https://t.me/{account.handle}"><span
 dir="auto">{escape(account.name)}</span></a></div>
{_body(post, link)}
<div class="tgme_widget_message_footer compact js-message_footer">
<div class="tgme_widget_message_info short js-message_info">{views}<span
 class="tgme_widget_message_meta">{edited}<a class="tgme_widget_message_date" href="{link}"><time
 datetime="{post.at.isoformat(timespec="seconds")}" class="{time_class}">{post.at:%H:%M}</time></a>
</span></div></div></div></div>"""


def _body(post: Post, link: str) -> str:
    text = escape(post.text).replace("\n", "<br/>")
    if post.kind == "poll":
        return POLL.format(text=text)
    shown = TEXT.format(text=text) if text else ""
    photos = {"photo": 1, "album": 3}.get(post.kind, 0)
    first = int(post.id)
    media = "".join(
        MEDIA.format(link=f"{link.rpartition('/')[0]}/{number}", number=number)
        for number in range(first, first + photos)
    )
    before = {"forward": FORWARDED, "reply": REPLY, "video": VIDEO.format(link=link)}
    after = {"unsupported": UNSUPPORTED.format(link=link)}
    return before.get(post.kind, "") + media + shown + after.get(post.kind, "")


def rounded(number: int) -> str:
    """A count as Telegram shows it: 999, 1.3K, 33K, 2M."""
    for size, letter in ((1_000_000, "M"), (1_000, "K")):
        if number >= size:
            return f"{number / size:.1f}".removesuffix(".0") + letter
    return str(number)
