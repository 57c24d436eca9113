"""An OEC request ends with its letter, or with its radicado."""

from django.db.models.functions import Now
from django.dispatch import receiver

from accounts.models import User
from expedientes.acts.steps import add_step
from expedientes.models import Expediente, Paso
from radicados.models import Radicado
from radicados.signals import annulled, issued
from requests_oec.steps import KIND, Outcome, Step


@receiver(issued)
def close_issued(radicado: Radicado, **kwargs) -> None:
    """Close the request whose communication is sealed."""
    if case := _case_of(radicado):
        case.closed_at, case.outcome = Now(), Outcome.ISSUED
        add_step(case, Step.ISSUED)


@receiver(annulled)
def close_annulled(radicado: Radicado, by: User, reason: str, **kwargs) -> None:
    """Close the request whose radicado is annulled; of one whose communication had come out, that stays."""
    if case := _case_of(radicado):
        if case.is_open:
            case.closed_at, case.outcome = Now(), Outcome.ANNULLED
        add_step(case, Paso.Kind.ANNULLED, by=by, text=f"El radicado fue anulado. Motivo: {reason}")


def _case_of(radicado: Radicado) -> Expediente | None:
    """The locked case, when it is one of an OEC request."""
    return Expediente.objects.locked().filter(radicado=radicado, kind=KIND).first()
