"""What other rooms tell, and what it does to requests."""

from django.dispatch import receiver

from accounts.models import User
from expedientes.acts.steps import add_step, end_annulled, locked
from expedientes.models import Paso
from ground.audit.models import Action, record
from radicados.models import Radicado
from radicados.signals import annulled
from services.facts import settle
from services.kinds import Outcome
from services.models import Quote, ServiceRequest


@receiver(annulled)
def close_annulled(radicado: Radicado, by: User, reason: str, **kwargs) -> None:
    """End the request that the radicado opened; whoever filed it is told by whoever annuls."""
    case = ServiceRequest.objects.locked().with_number().filter(radicado=radicado).first()
    if case is None:
        return
    end_annulled(case, Outcome.ANNULLED, by=by, reason=reason)
    settle(case)
    record(Action.CHANGED, actor=by, subject=case, what="services_annulled")


@receiver(annulled)
def end_annulled_quote(radicado: Radicado, by: User, reason: str, **kwargs) -> None:
    """A quote that nobody accepted falls with its letter: the request is to be quoted again."""
    standing = Quote.objects.in_force().filter(accepted_by=None, ended_by=None)
    quote = standing.select_related("chain").filter(step__radicado=radicado).first()
    if quote is None:
        return
    case = locked(ServiceRequest, quote.chain.request_id)
    text = f"La cotización {radicado.number} fue anulada. Motivo: {reason}"
    quote.ended_by = add_step(case, Paso.Kind.ANNULLED, by=by, text=text)
    quote.save(update_fields=["ended_by"])
    settle(case)
