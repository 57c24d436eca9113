"""What a customer told of an item, in the words of its form."""

from django import template
from django.utils.translation import gettext

from ground.webforms.fields import options_of
from services.forms.page import ITEM_FORMS
from services.models import Item

register = template.Library()


@register.filter
def told(item: Item) -> list[tuple[str, str]]:
    """The questions that only its service asks, each with its answer."""
    fields = ITEM_FORMS[item.request.service].base_fields
    answers = []
    for key, answer in item.details.items():
        if field := fields.get(key):
            answers.append(
                (str(field.label), gettext("Sí") if answer == "True" else str(options_of(field).get(answer, answer)))
            )
    return answers
