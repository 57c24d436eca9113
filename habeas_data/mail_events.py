"""What is told by mail about a claim. The mails outlive the account of a person whose data were erased."""

from datetime import timedelta
from functools import partial

from django.urls import reverse

from ground.mails import events
from ground.mails.events import Content
from ground.mails.models import Mail
from ground.mails.subjects import Subject
from habeas_data.models import DataClaim


def _content(mail: Mail) -> Content:
    return Content({"details": mail.details})


_declare = partial(
    events.declare,
    readers="habeas_data.view_dataclaim",
    content=_content,
    subject=Subject(
        DataClaim,
        "radicado__number",
        lambda key, number: reverse("admin:habeas_data_dataclaim_change", args=[key]),
    ),
    kept=timedelta(days=30),
)

CLAIM_RESOLVED = _declare("habeas_data.claim_resolved", "Respuesta a un reclamo de habeas data")
CLAIM_DUE_CHANGED = _declare(
    "habeas_data.claim_due_changed", "Nueva fecha para responder un reclamo de habeas data"
)
