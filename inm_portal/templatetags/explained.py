"""Where a page explains itself: hard words in its texts, and the topic of the help that is about it."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ground.languages import PREFIX, is_english
from inm_portal.help.content import glossary, topic_of_screens

register = template.Library()


@register.simple_block_tag
def term(content: str, name: str) -> SafeString:
    """A word of the glossary at its first mention on a page, with what it means a keystroke away.

    The browser itself opens it, by mouse, touch or keyboard, and closes it with Escape; a screen reader says the
    meaning with the word. An unknown `name` is an error.
    """
    return mark_safe(render_to_string("ui/term.html", {"content": content, "term": glossary()[name]}).strip())


@register.inclusion_tag("help/_link.html", takes_context=True)
def page_help(context: template.Context) -> dict[str, Any]:
    """The way to the topic that explains this page, if there is one."""
    match = context["request"].resolver_match
    return {"topic": topic_of_screens().get(match.view_name) if match else None}


@register.simple_tag
def spanish_only(address: str = "") -> str:
    """Said in a link of an English page to one that has no English; nothing when the `address` is of one that has."""
    is_foreign = is_english() and not address.startswith(PREFIX)
    return format_html(' <span class="spanish-only">{}</span>', "(in Spanish)") if is_foreign else ""
