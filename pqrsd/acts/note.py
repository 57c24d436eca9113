"""What the staff writes down for itself."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from accounts.models import User
from expedientes.models import Paso
from ground.audit.models import Action
from ground.audit.trail import record
from ground.documents.models import Document
from pqrsd.acts.steps import add_step, locked_for
from pqrsd.models import Pqrsd


@transaction.atomic(durable=True)
def note(
    *, pk: int, version: int | None, text: str, by: User, documents: Iterable[Document] = (), request=None
) -> Pqrsd:
    """Add an internal note, to a closed case too; the petitioner never reads it."""
    pqrsd = locked_for(refusal, pk, version=version)
    add_step(pqrsd, Paso.Kind.NOTED, by=by, text=text, documents=documents)
    record(Action.CHANGED, request=request, actor=by, subject=pqrsd, what="note")
    return pqrsd


def refusal(pqrsd: Pqrsd, today: date) -> str:
    """Every case has room for notes."""
    return ""
