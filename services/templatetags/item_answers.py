"""What a customer told of an item, in the words of its form."""

from collections.abc import Iterable

from django import template
from django.utils.choices import flatten_choices

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
            choices: Iterable[tuple[object, object]] = flatten_choices(getattr(field, "choices", ()))
            options = {str(value): name for value, name in choices}
            answers.append((str(field.label), "Sí" if answer == "True" else str(options.get(answer, answer))))
    return answers
