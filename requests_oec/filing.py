"""Drafts that become radicados."""

from django.db import transaction
from django.utils import timezone

from accounts.doors import Obstacle, obstacle
from accounts.models import Company, User
from expedientes.acts.steps import add_step
from expedientes.models import Paso
from expedientes.models.case import SUBJECT_LENGTH, THIS_PORTAL
from radicados.filing import prepare_radicado, radicar
from radicados.models import Radicado
from requests_oec.letters import compose, filer_identity
from requests_oec.models import Kind, LegalBasis, OecCase, OecRequest, slot

DOCUMENT_KIND = "Comunicación a organismo evaluador de la conformidad (OEC)"


class AlreadyFiledError(Exception):
    """There is a live radicado for this owner and legal basis; it is `radicado`."""

    def __init__(self, radicado: Radicado):
        super().__init__(radicado.number)
        self.radicado = radicado


class NotEntitledError(Exception):
    """Something keeps the user from what they want to do; it is `obstacle`."""

    def __init__(self, obstacle: Obstacle):
        super().__init__(obstacle.label)
        self.obstacle = obstacle


def may_draft(user: User) -> bool:
    """Whether the user may prepare a request; to file it, nothing at all may stand in the way."""
    return _obstacle_to_draft(user) is None


def _obstacle_to_draft(user: User) -> Obstacle | None:
    found = obstacle(user)
    return None if found is Obstacle.EMAIL_UNVERIFIED else found


def open_basis() -> LegalBasis | None:
    """The legal basis under which requests are received today, if any."""
    return LegalBasis.objects.in_force(timezone.localdate()).first()


def live_radicado(legal_basis: LegalBasis, user) -> Radicado | None:
    """What the user's owner has filed under a legal basis and nobody has annulled."""
    key = slot(legal_basis_id=legal_basis.pk, company_id=user.profile.company_id, user_id=user.pk)
    return Radicado.objects.live().with_state().filter(slot=key).first()


def find_draft(legal_basis: LegalBasis, user) -> OecRequest | None:
    """The owner's draft, if one was begun."""
    return OecRequest.objects.owned_by(user).drafts().filter(legal_basis=legal_basis).first()


def open_draft(legal_basis: LegalBasis, user) -> OecRequest:
    """The owner's draft, begun now if there was none; raises AlreadyFiledError and NotEntitledError.

    The owner's row stays locked until the caller's transaction ends: what two tabs or two colleagues do
    at once happens one after the other.
    """
    if found := _obstacle_to_draft(user):
        raise NotEntitledError(found)
    company_id = user.profile.company_id
    owner = Company.objects.filter(pk=company_id) if company_id else User.objects.filter(pk=user.pk)
    owner.select_for_update(no_key=True).get()
    if filed := live_radicado(legal_basis, user):
        raise AlreadyFiledError(filed)
    return find_draft(legal_basis, user) or OecRequest.objects.create(
        legal_basis=legal_basis, applicant=user, company_id=company_id
    )


def file_request(*, legal_basis: LegalBasis, user, answers: dict, filed_from: str | None, check) -> Radicado:
    """File the owner's draft, which opens a case, and return its radicado; what was filed before is returned.

    `answers` are the validated fields of the request; `check(draft)` is called with the owner locked and
    raises ValidationError when the draft's lists are not complete. Raises NotEntitledError and
    NoSignatoryError.
    """
    if reason := obstacle(user):
        raise NotEntitledError(reason)
    try:
        with transaction.atomic(durable=True):
            draft = open_draft(legal_basis, user)
            check(draft)
            for field, value in answers.items():
                setattr(draft, field, value)
            name, document = filer_identity(draft, user)
            draft.radicado = prepare_radicado(
                letter=compose(draft, filed_by=user),
                kind=Radicado.Kind.ENTRADA,
                document_kind=DOCUMENT_KIND,
                office=draft.legal_basis.office,
                channel=THIS_PORTAL,
                filed_by=user,
                company=draft.company,
                filer_name=name,
                filer_document=document,
                filed_from=filed_from,
                slot=draft.slot,
            )
            draft.save()
            subject = f"Comunicación del laboratorio {draft.accreditation_code} ({draft.legal_basis})"
            case = OecCase.objects.create(
                radicado=draft.radicado,
                kind=Kind.OEC,
                subject=subject[:SUBJECT_LENGTH],
                received_at=timezone.now(),
            )
            add_step(case, Paso.Kind.FILED)
            return radicar(radicado=draft.radicado, acknowledge_to=user.email)
    except AlreadyFiledError as filed:
        return filed.radicado
