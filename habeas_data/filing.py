"""Claims that become radicados."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from ground.audit.models import Action
from ground.audit.trail import record
from ground.doors.addresses import client_ip
from habeas_data.letters import claimant, compose
from habeas_data.models import DataClaim
from habeas_data.terms import claim_due_on
from legal_calendar.stored import current_calendar
from radicados.filing import prepare_radicado, radicar
from radicados.models import Radicado

DOCUMENT_KIND = "Reclamo de habeas data"
OFFICE = "Protección de datos personales"


@transaction.atomic(durable=True)
def file_claim(*, kind: DataClaim.Kind, text: str, request) -> DataClaim:
    """File the claim of the request's user; one that is open and asks the same is returned as it is.

    It belongs to the person, never to their company. Raises NoSignatoryError.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=request.user.pk)
    if claim := _already_open(user, kind, text):
        return claim
    # Reckoned before the instant of filing is known: at midnight the term is a day short, never too long.
    due_on = claim_due_on(timezone.localdate(), current_calendar())
    claim = DataClaim(user=user, kind=kind, text=text, due_on=due_on)
    claim.radicado = _prepared(claim, request)
    claim.save()
    record(Action.CHANGED, request=request, subject=claim, what="claim_filed")
    radicar(radicado=claim.radicado, acknowledge_to=user.email if user.email_verified_at else "")
    return claim


def _already_open(user: User, kind: DataClaim.Kind, text: str) -> DataClaim | None:
    """A second erasure asks for what the first one did; a second correction, only in the same words."""
    same = user.data_claims.open().with_number().filter(kind=kind)
    return (same if kind == DataClaim.Kind.ERASURE else same.filter(text=text)).first()


def _prepared(claim: DataClaim, request) -> Radicado:
    name, document = claimant(claim.user)
    return prepare_radicado(
        letter=compose(claim),
        kind=Radicado.Kind.ENTRADA,
        document_kind=DOCUMENT_KIND,
        office=OFFICE,
        filed_by=claim.user,
        company=None,
        filer_name=name,
        filer_document=document,
        filed_from=client_ip(request) or None,
    )
