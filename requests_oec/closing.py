"""An OEC request ends with its letter, or with its radicado."""

from django.dispatch import receiver

from accounts.models import User
from expedientes.acts.steps import add_step, close, end_annulled
from radicados.models import Radicado
from radicados.signals import annulled, issued
from requests_oec.models import OecCase, Outcome, Step


@receiver(issued)
def close_issued(radicado: Radicado, **kwargs) -> None:
    """Close the request whose communication is sealed."""
    if case := OecCase.objects.locked().filter(radicado=radicado).first():
        close(case, Outcome.ISSUED)
        add_step(case, Step.ISSUED)


@receiver(annulled)
def close_annulled(radicado: Radicado, by: User, reason: str, **kwargs) -> None:
    """Close the request whose radicado is annulled."""
    if case := OecCase.objects.locked().filter(radicado=radicado).first():
        end_annulled(case, Outcome.ANNULLED, by=by, reason=reason)
