"""A mail that cannot be written is found out at the start, not when it is due."""

from django.core.checks import Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from ground.mails.events import every_event


@register
def check_templates(app_configs: object, **kwargs: object) -> list[Error]:
    """Every declared event has its subject and its body."""
    missing = []
    for name in (event.template(part) for event in every_event() for part in ("subject", "body")):
        try:
            get_template(name)
        except TemplateDoesNotExist:
            missing.append(Error(f"Falta la plantilla «{name}» de un correo.", id="mails.E001"))
    return missing
