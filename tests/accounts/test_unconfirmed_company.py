"""What is filed for a company whose representation nobody has confirmed says so, and what others file does not."""

import pytest

from accounts.models import Company
from pqrsd.kinds import Applicant
from radicados.letters import Letter, Paragraph, from_snapshot
from requests_oec.letters import compose
from tests.factories import OecRequestFactory, SignatoryFactory, laboratory_user
from tests.pqrsd.desk import at_desk, case_path, officer
from tests.pqrsd.petitions import PETITIONER, petition

pytestmark = pytest.mark.django_db
SAID = "no ha confirmado todavía quién representa a"


@pytest.fixture
def user(reference_data):
    SignatoryFactory()
    return laboratory_user()


def says(letter: Letter) -> bool:
    return any(SAID in block.text for block in letter.blocks if isinstance(block, Paragraph))


def petition_of(user, **changes):
    company = {"legal_name": user.profile.company.legal_name, "nit": user.profile.company.nit}
    return petition(user=user, applicant=Applicant.COMPANY, petitioner=PETITIONER | company | changes)


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_a_letter_says_whether_the_company_is_confirmed(user, is_confirmed):
    if not is_confirmed:
        Company.objects.update(confirmed_at=None)
    user.refresh_from_db()
    request = OecRequestFactory(applicant=user, complete=True)
    assert says(compose(request, filed_by=user)) is not is_confirmed
    receipt = from_snapshot(petition_of(user).radicado.snapshot)
    assert says(receipt) is not is_confirmed


def test_what_is_asked_in_no_companys_name_says_nothing_of_it(user):
    Company.objects.update(confirmed_at=None)
    user.refresh_from_db()
    assert not says(from_snapshot(petition_of(user, nit="9004943933").radicado.snapshot))


def test_the_companys_page_and_the_desk_say_it_too(client, user):
    Company.objects.update(confirmed_at=None)
    case = petition_of(user)
    client.force_login(user)
    assert "Sin confirmar." in client.get("/cuenta/empresa/").text
    assert "Sin confirmar: nadie" in at_desk(officer()).get(case_path(case)).text
