"""What the `<head>` of a page says twice."""

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def block_again(context: template.Context, name: str) -> SafeString:
    """The block of that name once more, as the page that is being drawn fills it."""
    return context.render_context[BLOCK_CONTEXT_KEY].get_block(name).render(context)
