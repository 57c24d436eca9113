"""What the `<head>` of a page says twice, or whole."""

from django import template
from django.conf import settings
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def block_again(context: template.Context, name: str) -> SafeString:
    """The block of that name once more, as the page that is being drawn fills it."""
    return one_line(context.render_context[BLOCK_CONTEXT_KEY].get_block(name).render(context))


def one_line(content: str) -> SafeString:
    """What stands inside, however its template breaks it."""
    return mark_safe(" ".join(content.split()))


register.simple_block_tag(one_line)


@register.simple_block_tag
def whole_address(content: str) -> SafeString:
    """The whole address of what stands inside, a path of the portal's."""
    return format_html("{}{}", settings.PORTAL_BASE_URL, mark_safe(content.strip()))
