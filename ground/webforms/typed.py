"""What a page had in its fields, kept as it was."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm


def typed(form: BaseForm, posted: Mapping[str, Any]) -> dict[str, Any]:
    """What was posted, right or wrong, as the widgets of an unjudged form show it."""
    return {
        name: field.widget.value_from_datadict(posted, {}, form.add_prefix(name))
        for name, field in form.fields.items()
    }
