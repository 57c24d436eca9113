"""The petition goes on to the entity that is competent, with a copy to the petitioner (CPACA, art. 21; Ley
1581 de 2012, art. 15)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from expedientes.acts.outgoing import send_letter, write_letter
from expedientes.acts.steps import close, closed_refusal, locked_for
from expedientes.models import Paso
from ground.mails.queue import owe
from legal_calendar.stored import current_calendar
from pqrsd.deadlines import last_day_to_transfer
from pqrsd.kinds import Outcome, Step
from pqrsd.letters.transfer import Receiver, compose_transfer
from pqrsd.models import Pqrsd
from pqrsd.notices.enclosures import handed_in
from pqrsd.notices.mail_events import TRANSFER
from radicados.letter_mails import letter_key
from radicados.letters import Letter


@transaction.atomic(durable=True)
def transfer(*, pk: int, version: int, to: Receiver, text: str, by, request=None) -> Paso:
    """Send it on and close the case. Raises ActRefusedError, StaleError and NoSignatoryError.

    After its last day, too, because the duty remains: the step says that it was late.
    """
    pqrsd = locked_for(refusal, Pqrsd, pk, version=version)
    letter = transfer_letter(pqrsd, to=to, text=text)
    is_late = timezone.localdate() > last_day(pqrsd)
    close(pqrsd, Outcome.TRANSFERRED)
    step = write_letter(
        pqrsd,
        Step.TRANSFERRED,
        letter,
        document_kind="Oficio remisorio",
        by=by,
        text=text,
        data={"to": to.name, "email": to.email, "address": to.address, "is_late": is_late},
        addressee=to.name,
    )
    owe(
        TRANSFER,
        recipient=to.email,
        about=pqrsd,
        occasion=step.pk,
        awaits=letter_key(step.radicado),
    )
    return send_letter(pqrsd, step, request=request)


refusal = closed_refusal


def transfer_letter(pqrsd: Pqrsd, *, to: Receiver, text: str) -> Letter:
    """The *oficio remisorio* as it would be filed now; raises NoSignatoryError."""
    return compose_transfer(pqrsd, to=to, text=text, documents=list(handed_in(pqrsd)))


def last_day(pqrsd: Pqrsd) -> date:
    """To transfer it in time."""
    return last_day_to_transfer(pqrsd.termino.term, pqrsd.effective_on, current_calendar())
