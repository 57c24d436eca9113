"""What the portal holds about a person, as JSON values under names that do not change.

A row is given whole, under the names of its fields, so that a field added later is not forgotten; only
secrets and what is another person's are left out. Rows that it points to are given by their name.
"""

from collections.abc import Collection
from functools import cache

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from accounts.models import Characterisation, Profile, User
from expedientes.models import Anexo, Expediente, Paso
from ground.audit.models import Action, Entry
from ground.documents.models import Document
from ground.work.leases import LeasedWork
from pqrsd.kinds import Kind
from pqrsd.models import Pqrsd
from radicados.models import Radicado
from requests_oec.models import OecRequest
from services.models import (
    Dispatch,
    Instrument,
    Park,
    Participation,
    Payment,
    ServiceRequest,
    TransferProof,
)  # fmt: skip

ACTS_OF_READING = (Action.READ, Action.DOCUMENT_READ, Action.EXPORTED)
_WORK = {field.name for field in LeasedWork._meta.get_fields()} - {"done_at"}
_SECRET = {"password", "session_key", "session_data"}
# Who handles a case and the notes among the staff are the entity's.
_OF_THE_ENTITY = {
    "user", "assignee", "received_by", "search_text", "search_words", "submission_id", "expediente_ptr",
    "app", "version", "calendar_version",
}  # fmt: skip


def holdings(user: User) -> dict:
    """Every section but the documents, whose files go beside it."""
    profile: Profile | None = getattr(user, "profile", None)
    company = profile and profile.company
    characterisation = Characterisation.objects.filter(profile=profile).first() if profile else None
    requests = profile.membership_requests.all() if profile else ()
    drafts = OecRequest.objects.drafts().filter(applicant=user, company_id=_company_id(user))
    petitions = own_petitions(user)
    return {
        "account": facts(user, without={"groups", "user_permissions"}),
        "profile": _facts_if_any(profile, without={"user"}),
        "characterisation": _facts_if_any(characterisation, without={"id", "profile"}),
        # Which one; what it told of itself and of its representative is its own.
        "company": company and {"legal_name": company.legal_name, "tax_number": company.tax_number},
        "membership_requests": _all(requests, without={"profile", "decided_by"}),
        "consents": _all(user.consents.select_related("text"), without={"user"}),
        "sessions": _all(user.open_sessions.all(), without={"user"}),
        "mails": _all(user.mails.order_by("created_at"), without={"user", "details", *_WORK}),
        "invitations_sent": _all(user.invitations_sent.all(), without={"email", "accepted_by", "invited_by"}),
        "drafts": [_draft(draft) for draft in drafts.select_related("legal_basis", "company")],
        "pages_begun": _all(user.page_drafts.all(), without={"owner", "key"}),
        "radicados": [_radicado(radicado, user) for radicado in own_radicados(user)],
        "cases": [_case(case) for case in own_cases(user)],
        "instruments": _all(own_instruments(user), without={"park", "key"}),
        "service_requests": [_service_request(request) for request in own_service_requests(user)],
        "petitions": [_petition(petition) for petition in petitions.exclude(kind=Kind.DATA_CLAIM)],
        "claims": [_petition(petition) for petition in petitions.filter(kind=Kind.DATA_CLAIM)],
        "audit": [_entry(entry, user) for entry in entries_about(user).order_by("pk").iterator()],
    }


def facts(row: Model, without: Collection[str] = ()) -> dict:
    """The fields of a row by name."""
    told = {}
    for field in row._meta.concrete_fields:
        if field.name in _SECRET or field.name in without:
            continue
        if field.is_relation:
            related = getattr(row, field.name)
            told[field.name] = related and str(related)
        else:
            told[field.name] = field.get_prep_value(field.value_from_object(row))
    return told


def _facts_if_any(row: Model | None, without: Collection[str]) -> dict | None:
    return None if row is None else facts(row, without)


def own_radicados(user: User):
    """What the person filed, for themself or for a company; not what they wrote as staff."""
    filed = Radicado.objects.received().filter(filed_by=user).order_by("filed_at")
    return filed.select_related("company", "annulled_by", "in_reply_to").defer("in_reply_to__snapshot")


def own_cases(user: User):
    """Of what the person filed, petitions aside; those for a company, while the person acts for it."""
    own = _while_of_company(user)
    filed = Expediente.objects.filter(own, radicado__filed_by=user, pqrsd=None, servicerequest=None)
    return filed.with_number().order_by("pk")


def own_service_requests(user: User):
    """Those filed with this account; those for a company, while the person acts for it."""
    return user.service_requests.filter(_while_of_company(user)).with_number().order_by("pk")


def own_instruments(user: User):
    """Those of a person; those of a company are the company's."""
    return Instrument.objects.filter(park__user=user).order_by("pk")


def own_petitions(user: User):
    """Those filed with this account, *denuncias* too; those for a company, while the person acts for it."""
    return user.pqrsd.filter(_while_of_company(user)).with_number().order_by("pk")


def _while_of_company(user: User) -> Q:
    return Q(radicado__company=None) | Q(radicado__company_id=_company_id(user))


def petition_files(user: User):
    """What the person and the entity attached to the steps that the person may read."""
    of_petitions = Q(expediente__pqrsd__in=own_petitions(user))
    of_services = Q(expediente__servicerequest__in=own_service_requests(user))
    rows = Anexo.objects.filter(step__in=Paso.objects.public().filter(of_petitions | of_services))
    return rows.select_related("document__scan", "step__expediente__radicado")


def petition_letters(user: User):
    """The signed letters of the entity about the person's petitions and the services that they requested."""
    of_petitions = Q(paso__expediente__pqrsd__in=own_petitions(user))
    of_services = Q(paso__expediente__servicerequest__in=own_service_requests(user))
    about = Radicado.objects.filter(of_petitions | of_services, kind=Radicado.Kind.SALIDA)
    return about.order_by("filed_at")


def may_see_content(radicado: Radicado, user: User) -> bool:
    """Whoever left a company left what its letters say, the documents of its people among it."""
    return radicado.company_id in {None, _company_id(user)}


def _draft(draft: OecRequest) -> dict:
    return facts(draft, without={"applicant"}) | {
        "sectors": [str(sector) for sector in draft.sectors.all()],
        "staff_members": _all(draft.staff_members.all(), without={"request"}),
        "equipment_items": _all(draft.equipment_items.all(), without={"request"}),
    }


def _radicado(radicado: Radicado, user: User) -> dict:
    seen = may_see_content(radicado, user)
    return facts(radicado, without={"filed_by", *(() if seen else {"snapshot", "verification_code"})}) | {
        "trail": _all(radicado.actuaciones.public(), without={"radicado", "by"})
    }


_OF_THE_TREASURY = {
    *("id", "chain", "intent", "proof", "step", "key", "answered_by", "doubt", "resolved_at", "resolved_by"),
    "resolution",
}


def _service_request(request: ServiceRequest) -> dict:
    """With its items, what was asked for each, who takes part and what is set apart or left; and what was paid."""
    return _case(request) | {
        "items": [
            facts(item, without={"id", "request", "serial_key"})
            | {
                "lines": _all(item.lines.live(), without={"request", "item", "dropped_by"}),
                "units": _all(item.movements.select_related("lot"), without={"item", "step"}),
                "participants": _all(item.participants.all(), without={"item", "replaced_by"}),
                "rounds": [_participation(each) for each in Participation.objects.filter(item=item)],
            }
            for item in request.items.all()
        ],
        "dispatches": _all(Dispatch.objects.filter(step__expediente=request), without={"id", "step", "received_by"}),
        "payments": _all(Payment.objects.filter(chain__request=request), without=_OF_THE_TREASURY),
        "transfers_told": _all(TransferProof.objects.filter(chain__request=request), without=_OF_THE_TREASURY),
    }


def _participation(place: Participation) -> dict:
    """With the code that is theirs to know, and what they reported."""
    return facts(place, without={"id", "item", "laboratory_key"}) | {
        "code": place.code,
        "reported": _all(place.reported.all(), without={"id", "step", "participation"}),
    }


def _case(case: Expediente) -> dict:
    """With its steps; the reasons that officers give one another are the entity's, too."""
    hidden = {"id", "expediente", "is_internal", "is_told", "by"}
    steps = case.steps.public().select_related("radicado").defer("radicado__snapshot")
    return facts(case, without=_OF_THE_ENTITY) | {
        "steps": [facts(step, hidden if step.is_told else hidden | {"text"}) for step in steps]
    }


def _petition(petition: Pqrsd) -> dict:
    return _case(petition) | {
        "petitioner": _facts_if_any(getattr(petition, "petitioner", None), without={"pqrsd"}),
        "characterisation": _facts_if_any(getattr(petition, "characterisation", None), without={"pqrsd"}),
        "completion_requests": _all(petition.completion_requests.all(), without={"id", "pqrsd", "step"}),
        "rating": _facts_if_any(getattr(petition, "rating", None), without={"id", "pqrsd"}),
    }


def _entry(entry: Entry, user: User) -> dict:
    """Of what others did, who, what and when; from where and how is theirs."""
    about = {
        "at": entry.at,
        "action": entry.get_action_display(),
        "by": entry.actor_name,
        "subject": subject_name(entry.subject_type),
        "subject_id": entry.subject_id,
    }
    if entry.actor_id == user.pk and entry.action != Action.SEARCHED:
        about |= {"detail": entry.detail, "address": entry.address}
    return about


def _all(rows, without: Collection[str]) -> list[dict]:
    return [facts(row, without) for row in rows]


def _company_id(user: User) -> int | None:
    profile = getattr(user, "profile", None)
    return profile and profile.company_id


# --- What the audit trail says: what the person did, and who looked at their data ----------------------
def entries_about(user: User) -> QuerySet[Entry]:
    """Everything that the person did, and everything that anybody did to what is theirs.

    The rows of a company are not, save what the person filed for it.
    """
    theirs = [
        User.objects.filter(pk=user.pk),
        Radicado.objects.received().filter(filed_by=user),
        user.pqrsd.all(),
        Document.objects.filter(anexo__in=Anexo.objects.filter(step__expediente__pqrsd__user=user)),
        user.oec_requests.all(),
        Park.objects.filter(user=user),
        own_instruments(user),
        user.consents.all(),
        user.mails.all(),
    ]
    if profile := getattr(user, "profile", None):
        theirs += [
            type(profile).objects.filter(pk=profile.pk),
            Characterisation.objects.filter(profile=profile),
            profile.supporting_documents.all(),
            Document.objects.filter(supporting_document__profile=profile),
            profile.membership_requests.all(),
        ]
    about = Q(actor_id=user.pk)
    for rows in theirs:
        keys = [str(key) for key in rows.values_list("pk", flat=True)]
        about |= Q(subject_type=rows.model._meta.label_lower, subject_id__in=keys)
    return Entry.objects.filter(about)


def readings_by_others(user: User) -> QuerySet[Entry]:
    """Who opened the person's data, the latest first."""
    return entries_about(user).filter(action__in=ACTS_OF_READING).exclude(actor_id=user.pk)


@cache
def subject_name(subject_type: str) -> str:
    """What an entry is about, in words; "" when it is about no row."""
    names = {model._meta.label_lower: str(model._meta.verbose_name) for model in apps.get_models()}
    return names.get(subject_type, subject_type)
