"""What only one account may have: told to its owner alone, and decided by the database."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.credentials import confirm_registration
from accounts.models import Company, Consent, MembershipRequest, Profile, User
from accounts.registering import saving
from ground.mails.models import Mail
from tests.accounts.registration_answers import DONE, NIT, PAGE, PASSWORD, begun, legal, natural
from tests.factories import CompanyFactory, ProfileFactory, UserFactory
from tests.outbox import deliver
from tests.triggers import without_triggers

pytestmark = pytest.mark.thorough


@pytest.fixture
def visitor(client, reference_data):
    return begun(client)


# What somebody else has already, and what of whoever registers says it.
def nobody() -> None:
    UserFactory(email="otra@prueba.example")


def address_of_somebody() -> None:
    UserFactory(username="duena", email="ANA.NANEZ@prueba.example", first_name="Eulalia")


def address_of_a_closed_account() -> None:
    UserFactory(email="ana.nanez@prueba.example", is_active=False)


def address_never_confirmed() -> None:
    ProfileFactory(user=UserFactory(email="ana.nanez@prueba.example", email_verified_at=None))


def document_of_somebody() -> None:
    ProfileFactory(document_type="CC", document_number="1020304050", user__first_name="Eulalia")


def user_name_of_somebody() -> None:
    UserFactory(username="ANA.Nanez", email="x@prueba.example")


def all_of_it() -> None:
    address_of_somebody()
    document_of_somebody()
    user_name_of_somebody()


def company_of_somebody() -> None:
    CompanyFactory(nit=NIT, legal_name="La primera")


TAKEN = [
    address_of_somebody, address_of_a_closed_account, address_never_confirmed, document_of_somebody,
    user_name_of_somebody, all_of_it,
]  # fmt: skip


def answer_to(answers: dict) -> tuple:
    """Everything that whoever registers gets to see, and how much the database was asked for it."""
    browser = begun(Client())
    with CaptureQueriesContext(connection) as queries:
        answer = browser.post(PAGE, answers)
    shown = browser.get(DONE)
    again = browser.post("/ingreso/", {"username": "ana.nanez", "password": PASSWORD})
    secrets = r'name="csrfmiddlewaretoken" value="\w+"|Referencia: \w+|[?&]v=\w+'
    said = [re.sub(secrets, "", page.text) for page in (shown, again)]
    return (answer.status_code, answer.url, shown.status_code, again.status_code, *said), len(queries)


@pytest.mark.parametrize("taken", TAKEN)
def test_registering_tells_nobody_who_is_registered(reference_data, taken):
    """Neither the answer, nor the confirmation, nor what logging in says of the new account, nor the work done."""
    expected, asked = answer_to(natural())
    with without_triggers():
        for model in (Mail, Profile, User):
            model.objects.all().delete()
    taken()
    shown, asked_when_taken = answer_to(natural())
    assert shown == expected
    assert abs(asked_when_taken - asked) <= 1


def finished_page() -> tuple[Client, dict]:
    """Somebody's browser that lost its session and keeps its other cookie, and what its finished page sends again."""
    browser = Client(enforce_csrf_checks=True)
    shown = browser.get(PAGE).text
    kept = {name: re.search(rf'name="{name}" value="([^"]+)"', shown)[1] for name in ("draft", "csrfmiddlewaretoken")}
    assert browser.post(PAGE, natural() | kept).url == DONE
    del browser.cookies[settings.SESSION_COOKIE_NAME]
    unsent = {"password-password", "password-password_again", "documents-contacto"}
    return browser, {name: value for name, value in (natural() | kept).items() if name not in unsent}


@pytest.mark.parametrize("taken", [nobody, address_of_somebody])
@pytest.mark.parametrize("action", ["finish", "review", "attach", "remove:1", ""])
def test_a_finished_page_that_is_sent_again_tells_nobody_who_is_registered(reference_data, taken, action):
    taken()
    browser, page = finished_page()
    assert browser.post(PAGE, page | {"action": action}).url == DONE


@pytest.mark.parametrize("taken", [nobody, address_of_somebody])
def test_a_finished_page_without_its_token_tells_nobody_who_is_registered(reference_data, taken):
    """Whoever was registered already got none of the files."""
    taken()
    browser, page = finished_page()
    again = browser.post(PAGE, page | {"csrfmiddlewaretoken": ""})
    assert again.status_code == 403
    assert not [place.slot.name for place in again.context["slots"] if place.received]


def test_registering_tells_nobody_which_companies_are_registered(reference_data):
    expected, asked = answer_to(legal())
    with without_triggers():
        for model in (Mail, Profile, User, Company):
            model.objects.all().delete()
    company_of_somebody()
    shown, asked_when_taken = answer_to(legal())
    assert shown == expected
    assert abs(asked_when_taken - asked) <= 3


ACCEPT = {"decision": "accept"}


@pytest.mark.parametrize("taken", [nobody, address_of_somebody])
def test_the_company_hears_of_whoever_asks_once_they_confirmed(reference_data, taken):
    """Its administrator, who may have typed all of it, learns of no address whose it is."""
    taken()
    company = CompanyFactory(nit=NIT, confirmed_at=timezone.now(), confirmed_by=UserFactory(is_staff=True))
    of_company = ProfileFactory(of_company=True, company=company, is_company_administrator=True).user
    (administrator := Client()).force_login(of_company)

    def heard() -> tuple:
        deliver()
        page, overview = administrator.get("/cuenta/empresa/usuarios/"), administrator.get("/cuenta/")
        told = Mail.objects.filter(event="accounts.membership_asked", recipient=of_company.email).count()
        return len(page.context["waiting"]), overview.context["waiting_count"], told

    begun(Client()).post(PAGE, legal())
    assert heard() == (0, 0, 0)
    for asked in MembershipRequest.objects.all():
        assert administrator.post(f"/cuenta/empresa/solicitudes/{asked.pk}/", ACCEPT).status_code == 404
        confirm_registration(asked.profile.user, password=PASSWORD, request=RequestFactory().post("/"))
        assert heard() == (1, 1, 1)


def mails_of(answers: dict) -> dict[str, list[str]]:
    """To whom which mail goes because somebody registered."""
    begun(Client()).post(PAGE, answers)
    deliver()
    sent: dict[str, list[str]] = {}
    for owed in Mail.objects.exclude(recipient="").order_by("pk"):
        sent.setdefault(owed.recipient, []).append(owed.event.removeprefix("accounts."))
    return sent


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        (nobody, {"ana.nanez@prueba.example": ["verify_email"]}),
        (address_of_somebody, {"ANA.NANEZ@prueba.example": ["already_registered"]}),
        (address_never_confirmed, {"ana.nanez@prueba.example": ["already_registered"]}),
        (address_of_a_closed_account, {}),
        (user_name_of_somebody, {"ana.nanez@prueba.example": ["verify_email"]}),
    ],
)
def test_only_the_mailbox_is_told(reference_data, taken, told):
    taken()
    assert mails_of(natural()) == told


def test_whoever_has_the_document_is_told_and_both_accounts_stand(reference_data):
    owner = ProfileFactory(document_type="CC", document_number="1020304050").user
    sent = mails_of(natural())
    assert sent == {"ana.nanez@prueba.example": ["verify_email"], owner.email: ["document_registered"]}
    assert Profile.objects.filter(document_number="1020304050").count() == 2


def test_nothing_is_left_of_a_registration_with_somebodys_address(visitor):
    address_of_somebody()
    assert visitor.post(PAGE, legal()).url == DONE
    assert User.objects.count() == 1
    assert not any(model.objects.exists() for model in (Profile, Company, Consent))


def test_a_taken_user_name_becomes_one_that_is_free_and_the_mail_says_so(visitor):
    user_name_of_somebody()
    UserFactory(username="ana.nanez-2")
    visitor.post(PAGE, natural())
    user = User.objects.get(email="ana.nanez@prueba.example")
    assert user.username == "ana.nanez-3"
    (sent,) = deliver()
    assert "ana.nanez, no estaba disponible: el de esta cuenta es ana.nanez-3." in sent.body


@pytest.mark.parametrize("wished", ["ana", "a" * 150])
def test_a_user_name_is_found_however_many_are_taken(db, wished):
    for _ in range(8):
        UserFactory(username=saving.free_username(wished))
    names = set(User.objects.values_list("username", flat=True))
    assert len(names) == 8
    assert max(map(len, names)) <= 150


def test_the_owner_of_a_mail_is_told_once_a_day(reference_data):
    address_of_somebody()
    for _ in range(3):
        mails_of(natural())
    told = Mail.objects.filter(event="accounts.already_registered")
    assert told.count() == 1
    with without_triggers():
        Mail.objects.update(created_at=timezone.now() - timedelta(hours=25))
    mails_of(natural())
    assert told.count() == 2


def test_who_acts_for_a_company_may_also_register_as_a_natural_person(reference_data):
    owner = ProfileFactory(of_company=True, document_type="CC", document_number="1020304050").user
    assert owner.email not in mails_of(natural())
    assert Profile.objects.filter(document_number="1020304050", person_type="natural").exists()


def test_an_officer_reviews_one_registration_of_a_document(reference_data):
    """The database has the last word, which nobody who registers gets to hear."""
    first, second = (ProfileFactory(document_type="CC", document_number="1020304050") for _ in range(2))
    officer = UserFactory()
    Profile.objects.filter(pk=first.pk).update(reviewed_at=timezone.now(), reviewed_by=officer)
    with pytest.raises(IntegrityError, match="uq_natural_person_document"), transaction.atomic():
        Profile.objects.filter(pk=second.pk).update(reviewed_at=timezone.now(), reviewed_by=officer)


# --- Two at once ---------------------------------------------------------------------------------------
@pytest.fixture
def together(transactional_db, monkeypatch):
    """Two visitors whose answers are looked up before either is saved."""
    call_command("load_reference_data", verbosity=0)
    barrier = Barrier(2, timeout=20)
    register = saving._register

    def register_together(*args, **facts):
        with suppress(BrokenBarrierError):  # whoever tries again does so alone
            barrier.wait()
            barrier.abort()
        return register(*args, **facts)

    monkeypatch.setattr(saving, "_register", register_together)


def post_at_once(*answers: dict) -> list:
    def post(one):
        try:
            return begun(Client()).post(PAGE, one)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(answers)) as pool:
        return list(pool.map(post, answers))


def somebody(letter: str, base=natural, **changes) -> dict:
    """Answers that have nothing in common with another's but what is changed."""
    mail = f"{letter}@prueba.example"
    own = {"email__email": mail, "email__email_again": mail, "account__username": f"persona.{letter}"}
    return base(**own | {"person__document_number": f"10000{ord(letter)}"} | changes)


SAME_MAIL = {"email__email": "misma@prueba.example", "email__email_again": "MISMA@prueba.example"}


@pytest.mark.parametrize(
    ("same", "names"),
    [
        ({"person__document_number": "1020304050"}, {"persona.a", "persona.b"}),
        ({"account__username": "la.misma"}, {"la.misma", "la.misma-2"}),
    ],
)
def test_two_who_register_the_same_at_once_get_the_same_answer(together, same, names):
    answers = post_at_once(somebody("a", **same), somebody("b", **same))
    assert [answer.url for answer in answers] == [DONE, DONE]
    assert set(User.objects.values_list("username", flat=True)) == names


def test_of_two_who_register_one_address_at_once_one_has_it_and_both_get_the_same_answer(together):
    answers = post_at_once(somebody("a", **SAME_MAIL), somebody("b", **SAME_MAIL))
    assert [answer.url for answer in answers] == [DONE, DONE]
    assert Profile.objects.count() == User.objects.count() == 1
    assert Mail.objects.filter(event="accounts.verify_email").count() == 2


def test_of_two_who_register_one_nit_at_once_the_second_asks_the_first(together):
    answers = post_at_once(somebody("a", legal), somebody("b", legal))
    assert [answer.url for answer in answers] == [DONE, DONE]
    company = Company.objects.get()
    assert Profile.objects.administrators_of(company).count() == 1
    assert MembershipRequest.objects.get().company == company


def test_a_double_click_is_one_registration(transactional_db):
    call_command("load_reference_data", verbosity=0)
    client = begun(Client())
    barrier = Barrier(2, timeout=20)

    def click(answers):
        twin = Client()
        twin.cookies = client.cookies
        barrier.wait()
        try:
            return twin.post(PAGE, answers)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(click, (natural(), natural())))
    assert [answer.url for answer in answers] == [DONE, DONE]
    assert Profile.objects.count() == 1
