"""Where a page explains itself: hard words in its texts, the topic of the help that is about it, and where its links
lead."""

from typing import Any

from django import template
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.urls import reverse
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
    term = glossary()[name]
    told = {"content": content, "term": term, "means": term.in_english if is_english() else term.means}
    return mark_safe(render_to_string("ui/term.html", told).strip())


@register.inclusion_tag("help/_link.html", takes_context=True)
def page_help(context: template.Context) -> dict[str, Any]:
    """The way to the topic that explains this page, if there is one."""
    match = context["request"].resolver_match
    return {"topic": topic_of_screens().get(match.view_name) if match else None, "request": context["request"]}


@register.simple_tag
def spanish_only(address: str = "") -> str:
    """Said in a link of an English page to one that has no English; nothing when the `address` is of one that has."""
    return format_html(' <span class="spanish-only">{}</span>', "(in Spanish)") if _is_foreign(address) else ""


@register.simple_block_tag(takes_context=True)
def way(context: template.Context, content: str, to: str, part: str = "", **attributes: str) -> SafeString:
    """A link to a page of the portal, by its name or its address: it says that one is there, or in that `part` (an
    app's) of the portal, and, in English, that the page has none. `attributes` are those of the link."""
    request = context.get("request")
    address = to if "/" in to else reverse(to)
    said = attributes | {"href": address}
    if _is_foreign(address):
        said["hreflang"] = "es"
    if request and request.path == address:
        said["aria-current"] = "page"
    elif part and request and request.resolver_match and request.resolver_match.app_name == part:
        said["aria-current"] = "true"
    return format_html("<a{}>{}{}</a>", flatatt(said), content, spanish_only(address))


def _is_foreign(address: str) -> bool:
    return is_english() and not address.startswith(PREFIX)
