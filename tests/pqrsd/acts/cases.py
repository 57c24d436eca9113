"""Petitions that count from one Monday, what is asked about them, and what their letters say."""

from contextlib import nullcontext
from datetime import date

import pytest

from expedientes.acts.records import Delivery, record_delivery
from expedientes.acts.steps import ActRefusedError
from expedientes.models import Paso
from ground.mails.models import Mail
from legal_calendar.stored import current_calendar
from pqrsd.acts.completion import request_completion
from pqrsd.acts.endings import ArchiveGround, archive
from pqrsd.acts.transfer import Receiver
from pqrsd.clock import restart
from pqrsd.deadlines import Ground
from pqrsd.kinds import Kind
from pqrsd.models import Pqrsd
from radicados.letter_mails import letter_key
from radicados.letters import from_snapshot
from radicados.models import Radicado
from tests.pqrsd.petitions import petition
from tests.triggers import without_triggers

COMMISSION = Receiver("Comisión de Regulación Ficticia", "contacto@crf.example", "Calle de Prueba 1 # 2-3")
MONDAY = date(2026, 11, 23)


def received(kind: Kind = Kind.PRIVATE_INTEREST, *, effective_on: date = MONDAY, **facts) -> Pqrsd:
    """A petition that counts from that day."""
    pqrsd = petition(kind, **facts)
    pqrsd.effective_on = effective_on
    restart(pqrsd, calendar=current_calendar(), calendar_version="")
    with without_triggers():
        pqrsd.save()
    return again(pqrsd)


def again(pqrsd: Pqrsd) -> Pqrsd:
    return Pqrsd.objects.with_number().get(pk=pqrsd.pk)


def business_day(number: int) -> date:
    return current_calendar().after(MONDAY, number)


def facts(pqrsd: Pqrsd, officer) -> dict:
    return {"pk": pqrsd.pk, "version": pqrsd.version, "by": officer}


def ask(pqrsd, officer, ground=Ground.INCOMPLETE):
    return request_completion(**facts(pqrsd, officer), ground=ground, text="Envíe la placa del equipo.")


def join(pqrsd, officer):
    """It is archived, joined to another of the same person."""
    first = received(pqrsd.kind, user=pqrsd.user)
    ground, number = ArchiveGround.JOINED, first.radicado.number
    return archive(**facts(pqrsd, officer), ground=ground, first=number, text="Es copia.")


def deliver(pqrsd, officer, letter: str, delivered_on: date):
    return record_delivery(
        Pqrsd,
        **facts(again(pqrsd), officer),
        letter=letter,
        result=Delivery.RETURNED,
        delivered_on=delivered_on,
        carrier="Correo Ficticio",
        guide="G-1",
        text="Dirección errada.",
    )


def words(radicado: Radicado) -> str:
    """Everything that the letter says."""
    letter = from_snapshot(Radicado.objects.get(pk=radicado.pk).snapshot)
    blocks = (getattr(block, "text", "") or repr(getattr(block, "rows", "")) for block in letter.blocks)
    return "\n".join((*letter.addressee, letter.subject, letter.salutation, *blocks))


def mails(event: Paso):
    """Those that carry the letter of the step."""
    return Mail.objects.about(event.expediente.pqrsd).filter(awaits=letter_key(event.radicado))


def refused_or_not(refused: bool):
    return pytest.raises(ActRefusedError) if refused else nullcontext()
