"""How a form's control is tied to its hint and its error, and how a summary links to it."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from ground.webforms.index import is_blank

register = template.Library()

# Checkboxes take their looks from the stylesheet alone; everything else that is not here is a text control.
CONTROL_CLASSES = {CheckboxInput: "", Select: "form-select"}


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_group(field: BoundField) -> bool:
    """Whether the field is several controls under one legend: radios or checkboxes."""
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


@register.filter
def described_by(field: BoundField) -> str:
    """The ids of what explains a field, its hint first."""
    hint = f"{field.auto_id}_hint" if field.help_text else ""
    error = f"{field.auto_id}_error" if field.errors else ""
    return f"{hint} {error}".strip()


@register.filter
def told(fields: Iterable[BoundField]) -> bool:
    """Whether any of them holds an answer, or an error."""
    return any(field.errors or not is_blank(field) for field in fields)


@register.filter
def control(field: BoundField) -> str:
    """The field's widget with its class and descriptions; `aria-invalid` comes from Django."""
    widget = field.field.widget
    kind = next((name for base, name in CONTROL_CLASSES.items() if isinstance(widget, base)), "form-control")
    attrs = {"class": f"{kind} {widget.attrs.get('class', '')}".strip()}
    if description := described_by(field):
        attrs["aria-describedby"] = description
    return field.as_widget(attrs={name: value for name, value in attrs.items() if value})


@register.filter
def options(groups: Iterable[tuple[str | None, list[dict[str, Any]], int]]) -> SafeString:
    """The options of a select, given its widget's `optgroups`; one that says nothing has a label all the same."""
    html = ""
    for label, members, _ in groups:
        inside = "".join(
            f'<option value="{escape(str(option["value"]))}"{flatatt(_named(option))}>'
            f"{conditional_escape(option['label'])}</option>"
            for option in members
        )
        html += f'<optgroup label="{conditional_escape(label)}">{inside}</optgroup>' if label else inside
    return mark_safe(html)


def _named(option: dict[str, Any]) -> dict[str, Any]:
    attributes: dict[str, Any] = option["attrs"]
    return attributes if option["label"] else attributes | {"label": "—"}


@register.filter
def linked_errors(forms: Iterable[BaseForm]) -> list[tuple[str, str]]:
    """Every error of some forms as (id of the control, text); the id is empty when there is no control."""
    linked = []
    for form in forms:
        for name, messages in form.errors.items():
            control_id = ""
            if name in form.fields and not (field := form[name]).is_hidden:
                control_id = f"{field.auto_id}_0" if is_group(field) else field.id_for_label
            linked += [(control_id, str(message)) for message in messages]
    return linked
