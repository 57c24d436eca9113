"""A request for a service becomes a radicado and opens a case."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from expedientes.acts.steps import add_step
from expedientes.models import Paso
from expedientes.models.case import SUBJECT_LENGTH, THIS_PORTAL
from expedientes.models.office import NoOfficeError, receiving_office
from ground.audit.models import Action, record
from ground.documents.drafts import handed_over
from ground.doors.addresses import client_ip
from ground.languages import in_spanish
from ground.mails.queue import owe
from ground.webforms.drafts import end_draft
from ground.words import searchable
from legal_calendar.days import IncompleteTablesError
from radicados.filing import prepare_radicado, radicar
from radicados.letter_mails import letter_key
from radicados.letter_parts import NoSignatoryError
from radicados.models import Radicado
from services.kinds import SECTIONS, Service
from services.letters.receipt import compose_receipt
from services.models import Item, Laboratory, Line, Participant, ServiceRequest
from services.notices.mail_events import FILED
from services.park import keep_instruments
from services.price import AskedLine, Priced, priced, rates_of
from services.rounds import Entry, admit, enrol, held_rounds
from services.seats import Enrolment, NoSeatsError, held, judge, seat
from tariffs.kinds import SectionKind
from tariffs.models import Edition, Rate
from tariffs.pricing.quote import Customer

# What keeps a request from being filed without any fault of who asks.
OUR_FAULTS = (NoOfficeError, NoSignatoryError, IncompleteTablesError, DatabaseError)
ATTACHMENTS = "attachments"
UNDEFINED = "Por definir con el INM"


@dataclass(frozen=True)
class AskedItem:
    """An instrument, some seats, a lot: `facts` are fields of Item; `participants`, of Participant. Of an edition of a
    course, `taken` is how many of them have a seat; the others wait. `entry` is the place in a round."""

    facts: dict[str, Any]
    lines: tuple[AskedLine, ...] = ()
    participants: tuple[dict[str, Any], ...] = ()
    enrolment: Enrolment | None = None
    taken: int = 0
    entry: Entry | None = None

    @property
    def laboratory(self) -> Laboratory | None:
        """That of the edition or the round; None where the rates say it."""
        if self.enrolment:
            return self.enrolment.edition.laboratory
        return self.entry.round.laboratory if self.entry else None

    @property
    def waiting(self) -> int:
        return len(self.participants) - self.taken if self.enrolment else 0


@dataclass(frozen=True)
class Submission:
    """A request as it is filed: valid answers.

    `contact` are the fields of ServiceRequest that begin with `contact_`. `submission_id` makes it one: the second
    time it files nothing. `draft_id` names the page's draft, with its files.
    """

    submission_id: UUID
    service: Service
    user: User
    contact: dict[str, str]
    customer: Customer
    items: tuple[AskedItem, ...]
    remarks: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    draft_id: UUID | None = None

    @property
    def lines(self) -> Iterator[AskedLine]:
        """Of all items, in their order."""
        return (line for item in self.items for line in item.lines)


class NotEnrolledError(Exception):
    """Nobody of the item at that place can be enrolled as asked, because of `why`."""

    def __init__(self, place: int, why: NoSeatsError):
        super().__init__(why)
        self.place, self.why = place, why


def file_request(submission: Submission, *, request: Any = None) -> ServiceRequest:
    """File it at once, in Spanish, and owe the acknowledgement; what was filed already is returned as it is.

    Raises NotEnrolledError and OUR_FAULTS.
    """
    try:
        with in_spanish():
            return filed_already(submission.submission_id) or _file(submission, request)
    except IntegrityError:  # of two clicks at once, the second
        if filed := filed_already(submission.submission_id):
            return filed
        raise


def filed_already(submission_id: UUID) -> ServiceRequest | None:
    found: ServiceRequest | None = ServiceRequest.objects.with_number().filter(submission_id=submission_id).first()
    return found


@transaction.atomic(durable=True)
def _file(submission: Submission, request: Any) -> ServiceRequest:
    submission = replace(submission, items=tuple(_with_entries(_enrolled(submission.items), submission.user)))
    end_draft(submission.draft_id)
    documents = handed_over(submission.draft_id)[ATTACHMENTS]
    user, company = submission.user, submission.user.profile.company
    case = ServiceRequest(
        kind=submission.service,
        subject=_subject(submission)[:SUBJECT_LENGTH],
        received_at=timezone.now(),
        office=receiving_office(is_reserved=False),
        submission_id=submission.submission_id,
        user=user,
        customer={name: value for name, value in asdict(submission.customer).items() if value},
        remarks=submission.remarks,
        details=submission.details,
        **submission.contact,
        **customer_of(user),
    )
    today = timezone.localdate()
    found = priced(submission.lines, customer=submission.customer, on=today)
    rates = rates_of(found.edition, (line.code for line in submission.lines)) if found.edition else {}
    case.search_text = _searchable(case, submission)
    case.radicado = prepare_radicado(
        letter=compose_receipt(case, _rows(submission, rates), found, documents, company=company),
        kind=Radicado.Kind.ENTRADA,
        document_kind=f"Solicitud de {submission.service.in_a_sentence}",
        office=case.office_name,
        channel=THIS_PORTAL,
        documents=documents,
        filed_by=user,
        company=company,
        filer_name=case.customer_name,
        filer_document=case.customer_document[:40],
        filed_from=client_ip(request) or None if request else None,
    )
    case.save()
    items = []
    for position, asked in enumerate(submission.items, 1):
        item = Item.objects.create(request=case, position=position, **asked.facts)
        items.append(item)
        for place, line in enumerate(asked.lines, 1):
            own = asked.laboratory or laboratory_of(rates.get(line.code))
            Line.objects.create(request=case, item=item, position=place, laboratory=own, **line.facts)
        people = [
            Participant.objects.create(item=item, position=place, **person)
            for place, person in enumerate(asked.participants, 1)
        ]
        if asked.enrolment:
            seat(item, asked.enrolment.edition, people, taken=asked.taken)
        if asked.entry:
            enrol(item, asked.entry)
    if submission.service is Service.CALIBRATION:
        keep_instruments(user, items)
    add_step(case, Paso.Kind.FILED, data={"preview": _preview(found)}, documents=documents)
    record(Action.CHANGED, request=request, actor=user, subject=case, what="services_filed")
    owe(FILED, recipient=case.mail_address, about=case, occasion=case.radicado_id, awaits=letter_key(case.radicado))
    radicar(radicado=case.radicado)
    return case


def _enrolled(items: Sequence[AskedItem]) -> Iterator[AskedItem]:
    """Each with a line for the seats that it has of its edition, which is locked from now on. Raises
    NotEnrolledError."""
    editions = held(*(item.enrolment.edition for item in items if item.enrolment))
    for place, item in enumerate(items):
        if item.enrolment is None:
            yield item
            continue
        enrolment = replace(item.enrolment, edition=editions[item.enrolment.edition.pk])
        try:
            taken = judge(enrolment, item.participants)
        except NoSeatsError as why:
            raise NotEnrolledError(place, why) from why
        lines = (AskedLine(enrolment.edition.code, taken),) if taken else ()
        yield replace(item, lines=lines, enrolment=enrolment, taken=taken)


def _with_entries(items: Iterable[AskedItem], user: User) -> Iterator[AskedItem]:
    """Each with its place in its round, which is locked from now on, for whoever asks. Raises NotEnrolledError."""
    asked = list(items)
    rounds = held_rounds(*(item.entry.round for item in asked if item.entry))
    owner = customer_of(user)["customer_document"]
    for place, item in enumerate(asked):
        if item.entry is None:
            yield item
            continue
        entry = replace(item.entry, round=rounds[item.entry.round.pk], owner=owner)
        try:
            admit(entry)
        except NoSeatsError as why:
            raise NotEnrolledError(place, why) from why
        yield replace(item, entry=entry)


def customer_of(user: User) -> dict[str, str]:
    """Who asks, as the letters name them: the company for which the account acts, or the person."""
    profile, company = user.profile, user.profile.company
    residence = company or profile
    where = ", ".join(filter(None, (residence.address, residence.place)))
    document = company.tax_number if company else f"{profile.document_type} {profile.document_number}".strip()
    return {
        "customer_name": company.legal_name if company else user.get_full_name(),
        "customer_document": document,
        "customer_address": where,
    }


def _subject(submission: Submission) -> str:
    """«Calibración: Balanza, y 2 más»."""
    first, *others = (item.facts["name"] for item in submission.items)
    more = f", y {len(others)} más" if others else ""
    return f"{submission.service.label}: {first}{more}"


def _rows(submission: Submission, rates: dict[str, Rate]) -> list[tuple[str, str, str, str]]:
    rows = []
    for item in submission.items:
        facts = item.facts
        name = " ".join(filter(None, (facts["name"], facts.get("maker"), facts.get("model"), facts.get("serial"))))
        if item.waiting:
            rows.append((name, "", "En lista de espera", str(item.waiting)))
        elif not item.lines:
            rows.append((name, "", UNDEFINED, ""))
        for line in item.lines:
            rate = rates.get(line.code)  # none, when another tariff began while the page was open
            rows.append((name, line.code, rate.name if rate else UNDEFINED, str(line.quantity)))
    return rows


def laboratory_of(rate: Rate | None) -> Laboratory | None:
    """That which renders a rate, by the nearest of its headings."""
    if rate is None:
        return None
    for heading in reversed(rate.heading.path):
        if found := Laboratory.objects.serving(heading.name).first():
            return found
    return None


def _preview(found: Priced) -> dict[str, Any]:
    """The price that was shown, with its trace, as JSON values; empty where there was none."""
    if found.quote is None:
        return {}
    quote = found.quote
    return {
        "edition": str(found.edition),
        "currency": quote.currency.value,
        "total": str(quote.total),
        "discount_article": quote.discount_article,
        "trace": [[step.article, step.is_applied, str(step.why)] for step in quote.trace],
    }


def _searchable(case: ServiceRequest, submission: Submission) -> str:
    """All by which a request may be looked for, save its number."""
    told = [case.subject, case.customer_name, case.customer_document, case.contact_name, case.contact_email]
    for item in submission.items:
        told += [item.facts.get(name, "") for name in ("name", "maker", "model", "serial", "internal_code")]
        told += [line.code for line in item.lines]
    return " ".join(filter(None, map(searchable, told)))


def sections_of(service: Service, edition: Edition) -> Any:
    """The rates of an edition that a request of that service may have."""
    kinds: list[SectionKind] = list(SECTIONS[service])
    return edition.rates.filter(heading__kind__in=kinds).select_related("heading")
