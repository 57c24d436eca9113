"""Petitions of other days, written straight into the tables: filing only knows today."""

from datetime import date, datetime, time

from expedientes.models import Dependencia, Paso
from expedientes.models.step import StepKind
from legal_calendar.legal_time import LEGAL_TIME
from pqrsd.kinds import Applicant, FilingChannel, Kind, Outcome, Step
from pqrsd.models import Petitioner, PetitionerCharacterisation, Pqrsd, Rating, Termino
from radicados.filing import prepare_radicado
from radicados.models import Radicado
from tests.factories import simple_letter
from tests.triggers import without_triggers


def at(day: str) -> datetime:
    """Noon of a day written `2026-07-01`."""
    return datetime.combine(date.fromisoformat(day), time(12), LEGAL_TIME)


def past_petition(
    kind: Kind = Kind.COMPLAINT,
    *,
    received: str,
    due: str = "2026-12-31",
    closed: str = "",
    outcome: Outcome = Outcome.ANSWERED,
    steps: dict[StepKind, str] | None = None,
    lives_in: dict | None = None,
    tells: dict | None = None,
    rated: tuple[int, str] | None = None,
    is_access_refused: bool = False,
    **facts,
) -> Pqrsd:
    """A petition received, due and closed on the days given; `steps` are the days of its other steps."""
    is_reserved = kind == Kind.REPORT
    facts = {
        "applicant": Applicant.PERSON,
        "channel": FilingChannel.WEB,
        "office": office(is_internal_control=True) if is_reserved else office(is_first=True),
        "subject": "Asunto",
        "request": "Solicitud",
        "effective_on": date.fromisoformat(received),
    } | facts
    pqrsd = Pqrsd.objects.create(
        radicado=_radicado(is_reserved),
        kind=kind,
        filed_kind=kind,
        is_reserved=is_reserved,
        received_at=at(received),
        termino=Termino.objects.filter(kind=kind).first(),
        initial_due_on=date.fromisoformat(due),
        due_on=None if facts.get("waiting_until") else date.fromisoformat(due),
        closed_at=at(closed) if closed else None,
        outcome=outcome if closed else "",
        **facts,
    )
    if lives_in is not None:
        Petitioner.objects.create(pqrsd=pqrsd, **lives_in)
    if tells:
        PetitionerCharacterisation.objects.create(pqrsd=pqrsd, **tells)
    for step, day in (steps or {}).items():
        Paso.of(step, expediente=pqrsd, at=at(day)).save()
    if is_access_refused:
        Paso.of(Step.ANSWERED, expediente=pqrsd, at=at(closed), data={"is_access_refused": True}).save()
    if rated:
        _rate(pqrsd, *rated)
    return pqrsd


def office(**role) -> Dependencia:
    """The one with the role, or with the name."""
    name = role.get("name", "Control interno" if "is_internal_control" in role else "Atención")
    return Dependencia.objects.filter(**role).first() or Dependencia.objects.create(
        code=name[:10], **{"name": name} | role
    )


def _rate(pqrsd: Pqrsd, score: int, day: str) -> None:
    rating = Rating.objects.create(pqrsd=pqrsd, score=score)
    with without_triggers():
        Rating.objects.filter(pk=rating.pk).update(at=at(day))


def _radicado(is_reserved: bool) -> Radicado:
    radicado = prepare_radicado(
        letter=simple_letter(),
        kind=Radicado.Kind.ENTRADA,
        document_kind="Prueba",
        office="Atención",
        filer_name="Pedro",
        filer_document="",
        is_reserved=is_reserved,
    )
    radicado.save(force_insert=True)
    return radicado
