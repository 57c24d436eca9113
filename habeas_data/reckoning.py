"""The terms of claims that are open while the calendar changes under them."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from ground.audit.models import Action
from ground.audit.trail import record
from ground.mails.queue import owe
from habeas_data.mail_events import CLAIM_DUE_CHANGED
from habeas_data.models import DataClaim
from habeas_data.terms import CLAIM_DAYS, claim_due_on
from legal_calendar.days import Calendar
from legal_calendar.legal_time import LEGAL_TIME, long_date
from legal_calendar.stored import current_calendar


def reckon_open() -> int:
    """Date every open claim by the calendar in force, and tell whom it concerns; how many moved."""
    calendar = current_calendar()
    open_claims = list(DataClaim.objects.open().values_list("pk", flat=True))
    return sum(_reckon(pk, calendar) for pk in open_claims)


@transaction.atomic
def _reckon(pk: int, calendar: Calendar) -> bool:
    """Each claim in a transaction of its own; one that was answered meanwhile stays as it is."""
    locked = DataClaim.objects.open().select_for_update(of=("self",), no_key=True)
    claim = locked.with_number().select_related("user").filter(pk=pk).first()
    if claim is None:
        return False
    before, claim.due_on = claim.due_on, _due_on(claim, calendar)
    if claim.due_on == before:
        return False
    claim.save(update_fields=["due_on"])
    record(Action.CHANGED, subject=claim, what="due_on", before=str(before), after=str(claim.due_on))
    _tell(claim, before)
    return True


def _due_on(claim: DataClaim, calendar: Calendar) -> date:
    return claim_due_on(claim.radicado.filed_at.astimezone(LEGAL_TIME).date(), calendar)


def _tell(claim: DataClaim, before: date) -> None:
    """By mail, to an address that is known to be the person's; the new date stands in their page as well."""
    if claim.user.email_verified_at:
        owe(
            CLAIM_DUE_CHANGED,
            recipient=claim.user.email,
            user=claim.user,
            about=claim,
            number=claim.radicado.number,
            asked=claim.get_kind_display(),
            before=long_date(before),
            due_on=long_date(claim.due_on),
            days=CLAIM_DAYS,
            path=reverse("habeas_data:claims"),
        )
