"""Who opens what in the whole portal: every address for fourteen visitors, and whose the rows are.

Those of petitions, case by case, are in tests/pqrsd/test_roles_matrix.py; what each group of the staff finds in the
administration, in tests/test_staff_groups.py. An address without a row fails. What is for reading, and the forms that
anybody may fill in, are everybody's: tests/test_carriage.py walks them.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.consents import give, wordings_in_force
from accounts.models import Consent, Invitation
from inm_portal.staff_groups import GROUPS
from pqrsd.kinds import ClaimAsks, Kind
from requests_oec.models import EquipmentItem, StaffMember
from tests.addresses import PRIVATE
from tests.factories import OecRequestFactory, SignatoryFactory, file_simple, laboratory_user, person_user
from tests.habeas_data.claims import officer_request
from tests.habeas_data.conftest import add_document
from tests.pqrsd.petitions import petition
from tests.staff import staff_user, verified

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

# Nobody; Ana, who read what is hers and left; Ana, whose the document, the consent, the radicado and the claim are, and
# Bob; a user of the company whose the draft, the user and the invitation are, and one of another; each group of the
# staff, in the order of `GROUPS`; a superuser.
# 2: it opens. 4: it is not there. F: forbidden. L: log in first. P: only posted to. R: on to a page of the portal.
# fmt: off
#                  no le  an bo  la ot  of pe he co ta cm au  su
EVERYBODYS = "2  2   2  2   2  2   2  2  2  2  2  2  2  2  2  2   2"
NOBODYS = "4  4   4  4   4  4   4  4  4  4  4  4  4  4  4  4   4"  # without its link, or its form
SENT_ON = "R  R   R  R   R  R   R  R  R  R  R  R  R  R  R  R   R"
POSTED = "P  P   P  P   P  P   P  P  P  P  P  P  P  P  P  P   P"
ONE_S_OWN = "L  L   2  2   2  2   2  2  2  2  2  2  2  2  2  2   2"
POSTED_BY_USERS = "L  L   P  P   P  P   P  P  P  P  P  P  P  P  P  P   P"
BACK_IN = "L  L   R  R   R  R   R  R  R  R  R  R  R  R  R  R   R"
REGISTERED = "L  L   2  2   2  2   4  4  4  4  4  4  4  4  4  4   4"
OF_A_COMPANY = "L  L   4  4   2  2   4  4  4  4  4  4  4  4  4  4   4"
OF_ITS_HEADS = "L  L   4  4   2  4   4  4  4  4  4  4  4  4  4  4   4"
ANA_S = "L  L   2  4   4  4   4  4  4  4  4  4  4  4  4  4   4"
NOT_YET = "L  L   4  4   4  4   4  4  4  4  4  4  4  4  4  4   4"  # her letter, which is not signed
STAFF_S = "L  L   4  4   4  4   2  2  2  2  2  2  2  2  2  2   2"
SHOWN_ALREADY = "L  L   4  4   4  4   R  R  R  R  R  R  R  R  R  R   R"
ERASURE = "L  L   4  4   4  4   4  2  2  4  4  4  4  4  4  F   2"
WHOLE = "L  L   R  R   R  R   2  2  2  2  2  2  2  2  2  2   2"  # who has a whole request reads it once more
NEWS_OFFICERS_S = "L  L   4  4   4  4   F  F  F  F  F  4  F  F  F  F   4"  # there is none
OFFER_S = "L  L   4  4   4  4   F  F  F  F  F  2  2  F  F  F   2"  # who writes what is said of the services
OF_THE_DRAFT = "L  L   4  4   2  4   2  2  2  2  2  2  2  2  2  2   2"  # the staff is told that it has none
# fmt: on
MATRIX = {
    **dict.fromkeys(("health_live", "health_ready", "metrics"), EVERYBODYS),
    **dict.fromkeys(("favicon", "change_password", "accounts:registered"), SENT_ON),
    "accounts:logout": POSTED,
    "fake_bank:pay": NOBODYS,
    **dict.fromkeys(("my_cases", "habeas_data:overview", "habeas_data:download", "habeas_data:claim"), ONE_S_OWN),
    **{f"accounts:{name}": ONE_S_OWN for name in ("account", "email", "password", "sessions", "consents")},
    **{
        f"requests_oec:{name}": ONE_S_OWN
        for name in (
            "request",
            "new_staff_member",
            "staff_list",
            "new_equipment_item",
            "equipment_list",
        )
    },
    **{
        f"accounts:{name}": NOBODYS
        for name in (
            "municipalities",
            "new_password",
            "confirm_email",
            "confirm_new_email",
            "recover_open",
            "verify_email",
            "verify_new_email",
            "invitation",
        )
    },
    "radicados:verify_pdf": NOBODYS,
    **{
        f"accounts:{name}": POSTED_BY_USERS
        for name in (
            "theme",
            "go_on",
            "resend_verification",
            "become_person",
            "invite_user",
            "forget_email",
            "end_other_sessions",
            "end_session",
            "change_role",
            "decide_membership",
            "revoke_invitation",
        )
    },
    "accounts:resume": BACK_IN,
    **{
        f"accounts:{name}": REGISTERED
        for name in (
            "contact_data",
            "characterisation",
            "company",
            "documents",
            "new_document",
        )
    },
    "accounts:leave_company": OF_A_COMPANY,
    **{f"accounts:{name}": OF_ITS_HEADS for name in ("change_company", "company_users", "remove_user")},
    **{f"accounts:{name}": ANA_S for name in ("open_document", "replace_document", "withdraw_consent")},
    "radicados:detail": ANA_S,
    **dict.fromkeys(("radicados:pdf", "accounts:give_consent"), NOT_YET),
    **dict.fromkeys(("staff_home", "accounts:second_factor", "accounts:second_factor_replace"), STAFF_S),
    "news_preview": NEWS_OFFICERS_S,
    "offer_preview": OFFER_S,
    "accounts:second_factor_check": SHOWN_ALREADY,
    "habeas_data:erasure": ERASURE,
    "requests_oec:review": WHOLE,
    **dict.fromkeys(("requests_oec:staff_member", "requests_oec:equipment_item"), OF_THE_DRAFT),
}  # fmt: skip


@pytest.fixture
def visitors(reference_data) -> tuple[list[Client], dict[str, dict]]:
    """Each with the session of theirs, and what the addresses say of the rows, by name."""
    SignatoryFactory()
    ana, bob, other = person_user(), person_user(), laboratory_user()
    lab = laboratory_user(is_company_administrator=True)
    colleague = laboratory_user(company=lab.profile.company)
    with transaction.atomic():
        radicado = file_simple(ana)
    give(user=ana, wording=wordings_in_force()["news"], request=officer_request(ana))
    invited = Invitation.objects.create(company=lab.profile.company, email="x@prueba.example", invited_by=lab)
    OecRequestFactory(applicant=lab, company=lab.profile.company, complete=True)
    claim = petition(Kind.DATA_CLAIM, user=ana, claim_asks=ClaimAsks.ERASURE)
    number, document = {"number": radicado.number}, {"pk": add_document(ana.profile).pk}
    facts = {
        **dict.fromkeys(("radicados:detail", "radicados:pdf"), number),
        **dict.fromkeys(("accounts:open_document", "accounts:replace_document"), document),
        **dict.fromkeys(("accounts:change_role", "accounts:remove_user"), {"pk": colleague.profile.pk}),
        "accounts:withdraw_consent": {"pk": Consent.objects.get(user=ana).pk},
        "accounts:revoke_invitation": {"pk": invited.pk},
        "radicados:verify_pdf": {"code": radicado.verification_code},
        "habeas_data:erasure": {"number": claim.radicado.number},
        "requests_oec:staff_member": {"pk": StaffMember.objects.get().pk},
        "requests_oec:equipment_item": {"pk": EquipmentItem.objects.get().pk},
    }
    gone = Client()
    gone.force_login(ana)
    assert gone.get(reverse("radicados:detail", kwargs=number)).status_code == 200
    gone.post("/salir/")
    citizens = [Client() for _ in range(4)]
    for client, user in zip(citizens, (ana, bob, lab, other), strict=True):
        client.force_login(user)
    staff = [staff_user(group, username=f"de-{place}") for place, group in enumerate(GROUPS)]
    staff.append(staff_user(is_superuser=True))
    return [Client(), gone, *citizens, *(verified(Client(), user) for user in staff)], facts


def outcome(response) -> str:
    """The answer as the matrix writes it."""
    if response.status_code == 302:
        return "L" if response.url.startswith("/ingreso/?") else "R"
    return {200: "2", 403: "F", 404: "4", 405: "P"}.get(response.status_code, str(response.status_code))


def test_every_address_that_is_not_everybodys_has_its_row():
    assert set(MATRIX) == {name for name in PRIVATE if not name.startswith(("pqrsd:", "services:"))}


@pytest.mark.usefixtures("undrawn")
def test_each_visitor_opens_what_the_matrix_says(visitors):
    clients, facts = visitors
    found = {}
    for name in MATRIX:
        path = reverse(name, kwargs=facts.get(name, PRIVATE[name]))
        found[name] = " ".join(outcome(client.get(path)) for client in clients)
    assert found == {name: " ".join(row.split()) for name, row in MATRIX.items()}


def test_the_administration_is_not_there_for_citizens_and_its_registers_are_no_address_of_theirs(visitors):
    clients, _ = visitors
    for path in ("/admin/", reverse("admin:radicados_radicado_changelist"), reverse("admin:audit_entry_changelist")):
        assert [outcome(client.get(path, follow=True)) for client in clients[:2]] == ["2"] * 2
        for client in clients[2:6]:
            assert client.get(path, follow=True).status_code == 404
