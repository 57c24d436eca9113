"""The names of rates and headings, for templates of both languages."""

from django import template

from tariffs.english import Names, marked

register = template.Library()
register.filter(marked)


@register.filter
def called(spanish: str, names: Names) -> str:
    """The name as the page says it, as plain text."""
    return names.of(spanish)
