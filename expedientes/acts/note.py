"""What the staff writes down for itself."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.http import HttpRequest

from accounts.models import User
from expedientes.acts.steps import CaseT, add_step, locked_for
from expedientes.models import Expediente, Paso
from ground.audit.models import Action, record
from ground.documents.models import Document


@transaction.atomic(durable=True)
def note(
    cases: type[CaseT],
    *,
    pk: int,
    version: int | None,
    text: str,
    by: User,
    documents: Iterable[Document] = (),
    request: HttpRequest | None = None,
) -> CaseT:
    """Add an internal note, to a closed case too; who filed it never reads it."""
    case = locked_for(refusal, cases, pk, version=version)
    add_step(case, Paso.Kind.NOTED, by=by, text=text, documents=documents)
    record(Action.CHANGED, request=request, actor=by, subject=case, what="note")
    return case


def refusal(case: Expediente, today: date) -> str:
    """Every case has room for notes."""
    return ""
