"""What only one account may have: said to whoever asks, told to its owner, and decided by the database."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Company, MembershipRequest, Profile, User
from accounts.registering import saving
from ground.mails.models import Mail
from tests.accounts.registration_answers import DONE, PAGE, begun, legal, natural
from tests.factories import ProfileFactory, UserFactory
from tests.triggers import without_triggers

pytestmark = pytest.mark.thorough


@pytest.fixture
def visitor(client, reference_data):
    return begun(client)


def errors_of(page) -> dict[str, list[str]]:
    assert page.status_code == 422
    return {form.add_prefix(name): messages for form in page.context["forms"] for name, messages in form.errors.items()}


def fields_with_errors(page) -> set[str]:
    """As the HTML has them: of two clients at work at once, one's context has what the other rendered."""
    return set(re.findall(r'id="id_([\w-]+)_error"', page.content.decode()))


def test_a_taken_user_name_is_not_available_in_any_case(visitor):
    UserFactory(username="ANA.Nanez", email="x@prueba.example")
    page = visitor.post(PAGE, natural())
    assert errors_of(page).keys() == {"account-username"}


def test_a_taken_mail_is_not_available_and_the_page_tells_nothing_about_its_owner(visitor):
    owner = UserFactory(username="duena", email="ANA.NANEZ@prueba.example", first_name="Eulalia")
    page = visitor.post(PAGE, natural())
    assert errors_of(page).keys() == {"email-email"}
    text = page.content.decode()
    assert owner.first_name not in text
    assert "recupere su contraseña" in text
    told = Mail.objects.get()
    assert (told.event, told.user, told.recipient) == ("accounts.already_registered", owner, owner.email)


def test_the_owner_of_a_mail_is_told_once_a_day(visitor):
    UserFactory(email="ana.nanez@prueba.example")
    for _ in range(3):
        visitor.post(PAGE, natural())
    assert Mail.objects.count() == 1
    with without_triggers():
        Mail.objects.update(created_at=timezone.now() - timedelta(hours=25))
    visitor.post(PAGE, natural())
    assert Mail.objects.count() == 2


def test_the_owner_of_a_closed_account_is_not_written_to(visitor):
    UserFactory(email="ana.nanez@prueba.example", is_active=False)
    assert "email-email" in errors_of(visitor.post(PAGE, natural()))
    assert not Mail.objects.exists()


def test_a_taken_document_is_not_available_and_offers_recovery(visitor):
    ProfileFactory(document_type="CC", document_number="1020304050", user__first_name="Eulalia")
    page = visitor.post(PAGE, natural())
    assert errors_of(page).keys() == {"person-document_number"}
    assert "Eulalia" not in page.content.decode()


def test_who_acts_for_a_company_may_also_register_as_a_natural_person(visitor):
    ProfileFactory(of_company=True, document_type="CC", document_number="1020304050")
    assert visitor.post(PAGE, natural()).url == DONE


def test_a_conflict_keeps_files_and_password(visitor):
    UserFactory(email="ana.nanez@prueba.example")
    text = visitor.post(PAGE, legal()).content.decode()
    assert text.count("Ya recibido:") == 5
    assert 'value="Ana Lucía"' in text


# --- Two at once ---------------------------------------------------------------------------------------
@pytest.fixture
def together(transactional_db, monkeypatch):
    """Two visitors whose answers are looked up before either is saved."""
    call_command("load_reference_data", verbosity=0)
    barrier = Barrier(2, timeout=20)
    register = saving._register

    def register_together(*args):
        barrier.wait()
        return register(*args)

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
    ("same", "field"),
    [
        ({"person__document_number": "1020304050"}, "person-document_number"),
        ({"account__username": "la.misma"}, "account-username"),
        (SAME_MAIL, "email-email"),
    ],
)
def test_of_two_who_register_the_same_at_once_one_is_told(together, same, field):
    answers = post_at_once(somebody("a", **same), somebody("b", **same))
    won, lost = sorted(answers, key=lambda answer: answer.status_code)
    assert won.url == DONE
    assert fields_with_errors(lost) == {field}
    assert 'value="Ana Lucía"' in lost.content.decode()
    assert lost.content.decode().count("Ya recibido:") == 1
    assert Profile.objects.count() == User.objects.count() == 1


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


def test_every_conflict_is_a_constraint_of_the_database(db):
    constraints = {
        name
        for model in (User, Profile)
        for name in connection.introspection.get_constraints(connection.cursor(), model._meta.db_table)
    }
    assert saving.CONFLICTS.keys() <= constraints
