"""Petitions that become radicados: with or without an account, named or anonymous, typed by the petitioner
or at the desk."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.consents import Wording
from accounts.models import Company, User
from expedientes.acts.steps import add_step
from expedientes.attachments import ATTACHMENTS
from expedientes.models import Paso
from expedientes.models.office import receiving_office
from ground.audit.models import Action, record
from ground.documents.drafts import handed_over
from ground.documents.models import Document
from ground.doors.addresses import client_ip
from ground.mails.queue import owe
from ground.webforms.drafts import end_draft
from ground.words import searchable
from legal_calendar.days import IncompleteTablesError
from legal_calendar.stored import calendar_version, current_calendar
from pqrsd import clock
from pqrsd.kinds import RESERVED_KINDS, Applicant, FilingChannel
from pqrsd.letters.receipt import compose_receipt
from pqrsd.models import Petitioner, PetitionerCharacterisation, Pqrsd
from pqrsd.notices.mail_events import FILED
from radicados.filing import prepare_radicado, radicar
from radicados.letter_mails import letter_key
from radicados.letter_parts import NoSignatoryError
from radicados.models import Radicado

# What keeps a petition, or an act on one, from being done without being the doing of whoever asks for it.
OUR_FAULTS = (NoSignatoryError, IncompleteTablesError)


@dataclass(frozen=True)
class Submission:
    """What somebody asks, its answers validated; or wrong and missing, when they insisted (CPACA, art. 15).

    `petition` are fields of Pqrsd, `petitioner` of Petitioner (None: anonymous), `characterisation` of
    PetitionerCharacterisation (None: nothing told), with `sensitive_wording` when sensitive data were
    authorised. `spot_answer` is what was told at the desk (Decreto 1166 de 2016), and `folios` how many
    came there on paper. `submission_id` makes it
    one: the second time it files nothing.
    """

    submission_id: UUID
    petition: dict
    petitioner: dict | None
    characterisation: dict | None = None
    sensitive_wording: Wording | None = None
    missing: tuple[str, ...] = ()
    draft_id: UUID | None = None
    user: User | None = None
    received_by: User | None = None
    documents: tuple[Document, ...] = ()
    spot_answer: str = ""
    folios: int | None = None


def file_petition(submission: Submission, *, request=None) -> Pqrsd:
    """File it at once and owe the acknowledgement; what was filed already is returned as it is.

    Raises OUR_FAULTS.
    """
    try:
        return filed_already(submission.submission_id) or _file(submission, request)
    except IntegrityError:  # of two clicks at once, the second
        if filed := filed_already(submission.submission_id):
            return filed
        raise


def filed_already(submission_id: UUID) -> Pqrsd | None:
    return Pqrsd.objects.with_number().filter(submission_id=submission_id).first()


@transaction.atomic(durable=True)
def _file(submission: Submission, request) -> Pqrsd:
    end_draft(submission.draft_id)
    documents = [*submission.documents, *handed_over(submission.draft_id)[ATTACHMENTS]]
    pqrsd = Pqrsd(
        **submission.petition,
        submission_id=submission.submission_id,
        missing=list(submission.missing),
        received_by=submission.received_by,
    )
    pqrsd.filed_kind = pqrsd.kind
    pqrsd.user = None if pqrsd.is_anonymous else submission.user
    pqrsd.is_reserved = pqrsd.kind in RESERVED_KINDS
    pqrsd.is_priority = bool(pqrsd.priority_ground)
    pqrsd.office = receiving_office(is_reserved=pqrsd.is_reserved)
    # Dated before the instant of filing is known: at midnight it is due a day early, never late.
    dated_by = calendar_version()  # before the calendar: one that changes in between dates it anew
    clock.start(pqrsd, received_at=timezone.now(), calendar_version=dated_by, calendar=current_calendar())
    petitioner = None
    if submission.petitioner is not None and not pqrsd.is_anonymous:
        petitioner = Petitioner(pqrsd=pqrsd, **submission.petitioner)
    company = _company(pqrsd, petitioner)
    spot_answer = submission.spot_answer
    pqrsd.radicado = prepare_radicado(
        letter=compose_receipt(
            pqrsd, petitioner, documents, company=company, spot_answer=spot_answer, folios=submission.folios
        ),
        kind=Radicado.Kind.ENTRADA,
        document_kind=pqrsd.get_kind_display(),
        office=pqrsd.office_name,
        channel=pqrsd.get_channel_display(),
        folios=submission.folios,
        documents=documents,
        filed_by=pqrsd.user,
        company=company,
        filer_name=str(petitioner)[:410] if petitioner else "Anónimo",
        filer_document=petitioner.document[:40] if petitioner else "",
        filed_from=client_ip(request) or None if request and not pqrsd.is_anonymous else None,
        is_reserved=pqrsd.is_reserved,
    )
    pqrsd.search_text = _searchable(pqrsd, petitioner)
    pqrsd.save()
    if petitioner:
        petitioner.save(force_insert=True)
    if submission.characterisation and petitioner:
        answers = PetitionerCharacterisation(pqrsd=pqrsd, **submission.characterisation)
        if wording := submission.sensitive_wording:
            answers.consent_text = wording.version
            answers.consent_wording, answers.consent_sha256 = wording.text, wording.sha256
        else:
            answers.forget_sensitive_answers()
        answers.save(force_insert=True)
    data = {"missing": list(submission.missing)}
    add_step(pqrsd, Paso.Kind.FILED, by=submission.received_by, data=data, documents=documents)
    is_by_nobody = pqrsd.is_anonymous and pqrsd.channel == FilingChannel.WEB
    if not is_by_nobody:
        record(Action.CHANGED, request=request, subject=pqrsd, what="pqrsd_filed")
    number = pqrsd.radicado_id
    owe(FILED, recipient=pqrsd.mail_address, about=pqrsd, occasion=number, awaits=letter_key(pqrsd.radicado))
    radicar(radicado=pqrsd.radicado)
    return pqrsd


def _company(pqrsd: Pqrsd, petitioner: Petitioner | None) -> Company | None:
    """Whose users see it: the one for which the petitioner's account acts, when it is the one that asks. A
    *denuncia* is nobody else's.
    """
    profile = getattr(pqrsd.user, "profile", None)
    company = profile.company if profile else None
    if company is None or petitioner is None or pqrsd.is_reserved or pqrsd.applicant != Applicant.COMPANY:
        return None
    return company if petitioner.nit in filter(None, (company.nit, company.foreign_tax_id)) else None


def _searchable(pqrsd: Pqrsd, petitioner: Petitioner | None) -> str:
    """Everything by which a petition may be looked for, save its number, which only filing gives it."""
    told = [pqrsd.subject, pqrsd.request, pqrsd.grounds]
    if petitioner:
        told += [petitioner.name, petitioner.full_name, petitioner.document_number, petitioner.tax_number]
        told += [petitioner.represented_name, petitioner.represented_document]
        told += [petitioner.email, petitioner.mobile, petitioner.phone]
    return " ".join(filter(None, map(searchable, told)))
