"""What the record of each radicado of a petition says (AGN, Acuerdo 060 de 2001, arts. 2, 5, 8 and 10; CPACA, art. 15,
par. 1), and the series of the archive to which it belongs (Ley 594 de 2000, art. 24)."""

import pytest
from django.test import Client
from django.urls import reverse

from expedientes.models import Expediente
from expedientes.retention import retention_of
from inm_portal.staff_groups import OFFICER, PETITIONS_OFFICER
from pqrsd.acts.answer import answer
from pqrsd.kinds import AnswerChannel, FilingChannel
from pqrsd.models import Pqrsd
from radicados.models import Radicado
from tests.factories import SignatoryFactory
from tests.pqrsd.acts.cases import facts
from tests.pqrsd.desk import case_path
from tests.pqrsd.petitions import document, petition
from tests.staff import staff_user, verified

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer(reference_data):
    SignatoryFactory()
    return staff_user(PETITIONS_OFFICER, first_name="Olga", last_name="Oficial")


def test_the_radicado_of_a_petition_says_how_it_came_and_number_and_class_of_what_came_with_it(officer):
    files = document(), document("foto.pdf")
    radicado = petition(documents=files, channel=FilingChannel.POST, folios=12, received_by=officer).radicado
    radicado = Radicado.objects.get(pk=radicado.pk)
    assert (radicado.channel, radicado.folios) == ("Correspondencia física", 12)
    assert radicado.annexes == [{"type": f.content_type, "size": f.size, "sha256": f.sha256} for f in files]
    assert radicado.annexes_in_words.startswith("2 en total; ")
    assert "12" in str(radicado.snapshot["blocks"])
    admin = verified(Client(), staff_user(OFFICER, key="22" * 20))
    page = admin.get(reverse("admin:radicados_radicado_change", args=[radicado.pk])).text
    for said in ("Correspondencia física", files[0].sha256, "2 en total"):
        assert said in page


def test_the_letter_of_the_entity_says_who_answers_for_it_and_how_it_goes(officer):
    case = petition(answer_channel=AnswerChannel.POST)
    letter = answer(**facts(Pqrsd.objects.get(pk=case.pk), officer), text="Está listo.").radicado
    letter = Radicado.objects.get(pk=letter.pk)
    assert (letter.responsible, letter.channel) == ("Olga Oficial", AnswerChannel.POST.label)
    assert letter.annexes_in_words == "Ninguno"


def test_every_kind_of_case_has_its_series_and_says_whether_it_was_approved(officer):
    for model in Expediente.__subclasses__():
        if not model._meta.proxy:
            assert retention_of(model._meta.app_label).status == "por aprobar"
    case = petition()
    assert f"{case.retention}" in verified(Client(), officer).get(case_path(case)).text
