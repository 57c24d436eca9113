"""The names of rates and headings, for templates of both languages."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tariffs.english import NO_ENGLISH, Names

register = template.Library()


@register.filter
def called(spanish: str, names: Names) -> str:
    """The name as the page says it, as plain text."""
    return names.of(spanish)


@register.filter
def marked(name: str) -> str | SafeString:
    """What `called` gave, in a page: what had to stay Spanish in English has its language, and says so quietly."""
    if not name.endswith(NO_ENGLISH):
        return name
    spanish, mark = name.removesuffix(NO_ENGLISH), NO_ENGLISH.strip()
    return format_html('<span lang="es">{}</span> <span class="muted">{}</span>', spanish, mark)
