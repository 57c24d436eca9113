"""The public notices of letters to people whose address is unknown."""

from datetime import timedelta

import pytest
from django.utils import timezone

from legal_calendar.stored import current_calendar
from pqrsd.kinds import Kind
from pqrsd.views.public_notices import published_since
from radicados.filing import annul
from radicados.models import Radicado
from tests.factories import (
    UserFactory,
)
from tests.pqrsd.following import (
    ANSWER,
    answer,
    signed,
    text_of,
)
from tests.pqrsd.petitions import PETITIONER, petition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


def test_public_notice_tells_numbers_and_dates_and_nothing_else(client, anonymous):
    answer(anonymous)
    letter = signed(Radicado.objects.get(kind=Radicado.Kind.SALIDA))
    page = text_of(client.get("/pqrsd/avisos/"))
    assert letter.number in page
    assert anonymous.radicado.number in page
    assert ANSWER not in page
    assert anonymous.subject not in page
    assert letter.verification_code not in page


@pytest.mark.parametrize("email", ["", "no es un correo"])
def test_who_gave_no_address_is_told_by_a_public_notice_too(client, email):
    """CPACA, art. 69: the notice says from when it counts as notified, and not to whom."""
    answer(petition(petitioner=PETITIONER | {"email": email}))
    letter = signed(Radicado.objects.get(kind=Radicado.Kind.SALIDA))
    page = text_of(client.get("/pqrsd/avisos/"))
    assert letter.number in page
    assert "al finalizar el día hábil siguiente al retiro" in page
    assert PETITIONER["last_name"] not in page


def _named():
    answer(petition())


def _named_with_an_address_only():
    answer(petition(petitioner=PETITIONER | {"email": "", "address": "Calle 1"}))


def _denuncia():
    answer(petition(Kind.REPORT, petitioner=None))


def _annulled():
    answer(petition(petitioner=None))
    annul(radicado=Radicado.objects.get(kind="S"), by=UserFactory(), reason="Se escribió mal.")


@pytest.mark.parametrize("story", [_named, _named_with_an_address_only, _denuncia, _annulled])
def test_no_public_notice_for(client, story):
    story()
    letter = Radicado.objects.get(kind=Radicado.Kind.SALIDA)
    if not letter.annulled_at:
        signed(letter)
    page = text_of(client.get("/pqrsd/avisos/"))
    assert letter.number not in page
    assert "No hay comunicaciones publicadas" in page


def test_letter_that_is_not_signed_is_not_published(client, anonymous):
    answer(anonymous)
    assert "No hay comunicaciones publicadas" in text_of(client.get("/pqrsd/avisos/"))


def test_notice_stays_for_five_business_days():
    """CPACA, art. 69."""
    calendar = current_calendar()
    today = timezone.localdate()
    since = published_since(calendar, today)
    assert calendar.after(since, 5) >= today
    assert calendar.after(since - timedelta(days=1), 5) < today
