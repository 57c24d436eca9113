"""What is reserved: who of the staff knows of it, what the public is told, and what nobody can change."""

import hashlib
import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.explicit_permissions import has_explicitly
from audit.reserve import VIEW_RESERVED
from habeas_data.holdings import holdings
from habeas_data.traces import entries_about
from inm_portal.staff_groups import AUDITOR, OFFICER
from radicados.filing import annul
from radicados.models import Radicado, SignedLetter
from radicados.throttling import is_throttled
from tests.factories import UserFactory, file_simple, laboratory_user, person_user
from tests.staff import staff_user, verified

PDF = b"%PDF-1.7 una carta"
REASON = "Se radicó con datos de otra persona."


def given(user, *codenames):
    """The user, with those permissions of their own."""
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    return user


# What each opens; the ones of the staff who were not told to look after reserved radicados, superusers too,
# find in them nothing at all.
ROLES = {
    "oficial de radicación": lambda: staff_user(OFFICER),
    "auditor": lambda: staff_user(AUDITOR),
    "superusuario": lambda: staff_user(is_superuser=True),
    "oficial con el permiso": lambda: given(staff_user(OFFICER), "view_reserved_radicado"),
    "superusuario con el permiso": lambda: given(staff_user(is_superuser=True), "view_reserved_radicado"),
}
SEE_RESERVED = {role for role in ROLES if role.endswith("con el permiso")}
MAY_ANNUL = set(ROLES) - {"auditor"}


def file_issued(**facts) -> Radicado:
    """Filed, with a letter, a mail, and the work of issuing it still on the list."""
    with transaction.atomic():
        radicado = file_simple(facts.pop("filed_by", None) or person_user(), **facts)
    SignedLetter.objects.create(radicado=radicado, pdf=PDF)
    sealed = {"sha256": hashlib.sha256(PDF).hexdigest(), "signature_level": "B-B", "signed_by": "CN=x"}
    Radicado.objects.filter(pk=radicado.pk).update(issued_at=timezone.now(), **sealed)
    radicado.refresh_from_db()
    radicado.notices.create(event="filed", recipient="persona@prueba.example")
    return radicado


@pytest.fixture
def ordinary(reference_data) -> Radicado:
    return file_issued(filer_name="Ana Ordinaria", document_kind="Queja")


@pytest.fixture
def reserved(reference_data) -> Radicado:
    facts = {"filer_name": "Zoe Zutana", "document_kind": "Denuncia", "office": "Control interno"}
    return file_issued(is_reserved=True, **facts)


# --- Permissions that were given -----------------------------------------------------------------------
def in_a_group(user):
    group = Group.objects.create(name="De prueba")
    group.permissions.add(Permission.objects.get(codename="view_reserved_radicado"))
    user.groups.add(group)
    return user


@pytest.mark.parametrize(
    ("somebody", "expected"),
    [
        (lambda: AnonymousUser(), False),
        (lambda: UserFactory(is_staff=True), False),
        (lambda: UserFactory(is_staff=True, is_superuser=True), False),
        (lambda: given(UserFactory(is_staff=True), "view_radicado"), False),
        (lambda: given(UserFactory(), "view_reserved_radicado"), False),
        (lambda: given(UserFactory(is_staff=True, is_active=False), "view_reserved_radicado"), False),
        (lambda: given(UserFactory(is_staff=True), "view_reserved_radicado"), True),
        (lambda: given(UserFactory(is_staff=True, is_superuser=True), "view_reserved_radicado"), True),
        (lambda: in_a_group(UserFactory(is_staff=True)), True),
        (lambda: in_a_group(UserFactory(is_staff=True, is_superuser=True)), True),
    ],
)
@pytest.mark.django_db
def test_permission_counts_when_it_was_given_to_active_staff(somebody, expected):
    assert has_explicitly(somebody(), VIEW_RESERVED) is expected


@pytest.mark.django_db
def test_permissions_that_were_given_are_asked_for_once(django_assert_num_queries):
    user = given(staff_user(), "view_reserved_radicado")
    with django_assert_num_queries(1):
        assert has_explicitly(user, VIEW_RESERVED)
        assert not has_explicitly(user, "radicados.annul_radicado")


# --- The administration: roles × pages -----------------------------------------------------------------
def page_of(name, *arguments) -> str:
    return reverse(f"admin:radicados_{name}", args=arguments)


def lists_it(client, address, radicado) -> bool:
    """Whether it is among the rows; what is not in them is nowhere on the page, save in what was searched."""
    page = client.get(address)
    assert page.status_code == 200, address
    rows = {getattr(row, "radicado_id", row.pk) for row in page.context_data["cl"].result_list}
    assert "?q=" in address or (radicado.number in page.text) is (radicado.pk in rows)
    return radicado.pk in rows


LISTS = {
    "list": lambda radicado: page_of("radicado_changelist"),
    "search by number": lambda radicado: page_of("radicado_changelist") + f"?q={radicado.number}",
    "search by name": lambda radicado: page_of("radicado_changelist") + f"?q={radicado.filer_name}",
    "filter": lambda radicado: page_of("radicado_changelist") + f"?document_kind={radicado.document_kind}",
    "notices": lambda radicado: page_of("notice_changelist"),
    "search of notices": lambda radicado: page_of("notice_changelist") + f"?q={radicado.number}",
    "unissued letters": lambda radicado: page_of("letterissuance_changelist"),
    "search of letters": lambda radicado: page_of("letterissuance_changelist") + f"?q={radicado.filer_name}",
}
RECORDS = {
    "radicado": lambda radicado: page_of("radicado_change", radicado.pk),
    "history": lambda radicado: page_of("radicado_history", radicado.pk),
    "notice": lambda radicado: page_of("notice_change", radicado.notices.get().pk),
    "unissued letter": lambda radicado: page_of("letterissuance_change", radicado.pk),
    "letter": lambda radicado: page_of("radicado_letter", radicado.pk),
}


@pytest.mark.parametrize("role", ROLES)
def test_lists_and_searches_tell_of_reserved_radicados_only_to_who_may_see_them(
    client, role, ordinary, reserved
):
    verified(client, ROLES[role]())
    for name, address in LISTS.items():
        assert lists_it(client, address(ordinary), ordinary), name
        assert lists_it(client, address(reserved), reserved) is (role in SEE_RESERVED), name


@pytest.mark.parametrize("role", ROLES)
def test_records_and_letters_open_only_for_who_may_see_them(client, role, ordinary, reserved):
    verified(client, ROLES[role]())
    for name, address in RECORDS.items():
        assert client.get(address(ordinary)).status_code == 200, name
        refused = 404 if name == "letter" else 302  # the administration's own answer for what is not there
        expected = 200 if role in SEE_RESERVED else refused
        assert client.get(address(reserved)).status_code == expected, name


@pytest.mark.parametrize("role", ROLES)
def test_reserved_radicado_is_annulled_only_by_who_may_see_it(client, role, ordinary, reserved):
    verified(client, ROLES[role]())
    for radicado, seen in ((ordinary, True), (reserved, role in SEE_RESERVED)):
        expected = (200, 302) if seen else (404, 404)
        address = page_of("radicado_annul", radicado.pk)
        answers = client.get(address).status_code, client.post(address, {"reason": REASON}).status_code
        assert answers == (expected if role in MAY_ANNUL else (403, 403))
        radicado.refresh_from_db()
        assert bool(radicado.annulled_at) is (seen and role in MAY_ANNUL)


@pytest.mark.parametrize("role", ["oficial de radicación", "superusuario", "oficial con el permiso"])
@pytest.mark.parametrize("work", ["letterissuance", "notice"])
def test_work_on_reserved_radicados_is_retried_only_by_who_may_see_it(client, role, work, reserved):
    verified(client, ROLES[role]())
    row = reserved.issuance if work == "letterissuance" else reserved.notices.get()
    type(row).objects.filter(pk=row.pk).update(parked_at=timezone.now())
    client.post(page_of(f"{work}_changelist"), {"action": "retry", "_selected_action": [str(row.pk)]})
    row.refresh_from_db()
    assert (row.parked_at is None) is (role in SEE_RESERVED)


@pytest.mark.parametrize("role", ROLES)
def test_filters_name_neither_the_reserve_nor_what_only_reserved_radicados_have(client, role, reserved):
    verified(client, ROLES[role]())
    text = client.get(page_of("radicado_changelist")).text
    for word in ("Denuncia", "is_reserved"):
        assert (word in text) is (role in SEE_RESERVED), word


@pytest.mark.parametrize("role", ROLES)
def test_counts_leave_out_what_is_not_shown(client, role, ordinary, reserved):
    verified(client, ROLES[role]())
    shown = client.get(page_of("radicado_changelist") + "?q=Zutana").context_data["cl"]
    assert (shown.result_count, shown.full_result_count) == ((1, 2) if role in SEE_RESERVED else (0, 1))


def test_reply_names_what_it_answers(client, ordinary):
    reply = file_issued(kind="S", in_reply_to=ordinary)
    verified(client, staff_user(OFFICER))
    assert ordinary.number in client.get(page_of("radicado_change", reply.pk)).text


# --- Mis solicitudes and the person's own data ---------------------------------------------------------
def test_person_sees_their_own_reserved_radicado(client, reserved):
    client.force_login(reserved.filed_by)
    assert reserved.number in client.get("/radicados/").text
    assert client.get(f"/radicados/{reserved.number}/carta.pdf").content == PDF


def test_reserved_radicado_of_a_company_is_shown_to_nobody_through_the_company(reference_data):
    filer = laboratory_user()
    radicado = file_issued(filed_by=filer)
    assert radicado in Radicado.objects.visible_to(filer)
    Radicado.objects.update(is_reserved=True)
    assert radicado not in Radicado.objects.visible_to(filer)


def test_letters_of_the_entity_are_not_the_officers_own(client, ordinary):
    officer = person_user()
    reply = file_issued(kind="S", in_reply_to=ordinary, filed_by=officer)
    client.force_login(officer)
    assert client.get(f"/radicados/{reply.number}/").status_code == 404
    assert holdings(officer)["radicados"] == []
    assert not entries_about(officer).filter(subject_id=str(reply.pk)).exists()


def test_what_one_handed_in_again_is_given_with_the_number_that_it_answers(ordinary):
    more = file_issued(filed_by=ordinary.filed_by, in_reply_to=ordinary)
    told = holdings(more.filed_by)["radicados"]
    assert [row["in_reply_to"] for row in told] == [None, ordinary.number]
    assert [row["is_reserved"] for row in told] == [False, False]


# --- What the public is told ---------------------------------------------------------------------------
UNKNOWN = "2019-E-000077"
NO_CODE, WRONG_CODE = "", "A" * 18


def look_up(client, number, code):
    return client.post(reverse("radicados:lookup"), {"number": number, "code": code})


def told(response, number) -> str:
    """The page without its number and its token."""
    return re.sub(r"(csrfToken|csrfmiddlewaretoken|csrf-token)[^>]*", "", response.text).replace(number, "N")


@pytest.mark.parametrize("code", [NO_CODE, WRONG_CODE])
def test_number_of_a_reserved_radicado_is_answered_as_one_that_does_not_exist(client, reserved, rf, code):
    answers = []
    for number, address in ((reserved.number, "192.0.2.1"), (UNKNOWN, "192.0.2.2")):
        client.defaults["REMOTE_ADDR"] = address
        with CaptureQueriesContext(connection) as queries:
            response = look_up(client, number, code)
        statements = [query["sql"].replace(number, "N") for query in queries]
        answers.append((response.status_code, told(response, number), statements))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize("code", [NO_CODE, WRONG_CODE])
def test_number_of_a_reserved_radicado_counts_as_a_miss(client, reserved, rf, settings, code):
    settings.VERIFICATION_MISSES_PER_HOUR = 1
    look_up(client, reserved.number, code)
    assert is_throttled(rf.get("/"))


def test_code_of_another_radicado_does_not_tell_of_a_reserved_one(client, reserved, ordinary):
    page = look_up(client, reserved.number, ordinary.verification_code)
    assert page.status_code == 404
    assert "No existe ningún radicado con el número" in page.text


def verdicts(client, radicado) -> list[str]:
    """What both pages say to who has the code."""
    address = f"/v/{radicado.verification_code}"
    pages = [client.get(address), look_up(client, radicado.number, radicado.verification_code)]
    assert [page.status_code for page in pages] == [200, 200]
    return [page.text.partition("<main")[2].partition("</main>")[0] for page in pages]


def test_code_of_a_reserved_radicado_proves_it_and_tells_nothing_of_what_it_says(client, reserved):
    for text in verdicts(client, reserved):
        for shown in ("Documento auténtico", "Su contenido es reservado", reserved.number, reserved.sha256):
            assert shown in text
        for hidden in ("Zutana", "Denuncia", reserved.subject, "Control interno", "carta.pdf"):
            assert hidden not in text
    assert client.get(f"/v/{reserved.verification_code}/carta.pdf").status_code == 404


def test_reason_of_the_annulment_of_a_reserved_radicado_is_reserved(client, reserved):
    annul(radicado=reserved, by=reserved.filed_by, reason=REASON)
    for text in verdicts(client, reserved):
        assert "ANULADO" in text
        assert REASON not in text


def test_page_that_was_kept_is_not_shown_once_it_is_reserved(client, ordinary):
    assert all("Ana Ordinaria" in text for text in verdicts(client, ordinary))
    Radicado.objects.update(is_reserved=True)
    assert not any("Ana Ordinaria" in text for text in verdicts(client, ordinary))
    Radicado.objects.update(is_reserved=False)
    assert all("Ana Ordinaria" in text for text in verdicts(client, ordinary))


def test_verdict_on_a_letter_of_the_entity_names_whom_it_is_for(client, ordinary):
    reply = file_issued(kind="S", in_reply_to=ordinary, filer_name="Ana Destinataria")
    for text in verdicts(client, reply):
        assert "<dt>Destinatario</dt>" in text
        assert "Ana Destinataria" in text
        assert "Quién radicó" not in text


# --- What the database allows --------------------------------------------------------------------------
OTHER_VALUES = {
    "id": uuid4(),
    "kind": "S",
    "year": 2020,
    "sequence": 9,
    "filed_at": "2020-01-01T00:00:00Z",
    "document_kind": "Otra clase",
    "subject": "Otro asunto",
    "office": "Otra dependencia",
    "filed_by": None,
    "company": None,
    "filer_name": "Otro",
    "filer_document": "CC 1",
    "filed_from": "192.0.2.1",
    "slot": "otro",
    "in_reply_to": None,
    "snapshot": {},
    "template_version": 9,
    "verification_code": "A" * 18,
    "issued_at": None,
    "sha256": "b" * 64,
    "signature_level": "otro",
    "signed_by": "CN=otro",
    "annulled_at": None,
    "annulled_by": None,
    "annulment_reason": "Otra razón",
}
CHANGEABLE = {"is_reserved", "number"}  # the number is computed from what is frozen


def test_every_field_of_a_radicado_is_in_the_table():
    assert {field.name for field in Radicado._meta.concrete_fields} == set(OTHER_VALUES) | CHANGEABLE


@pytest.mark.parametrize("is_reserved", [True, False])
@pytest.mark.parametrize("field", OTHER_VALUES)
def test_nothing_else_changes_with_the_reserve(ordinary, field, is_reserved):
    radicado = file_issued(filed_by=laboratory_user(), in_reply_to=ordinary)
    annul(radicado=radicado, by=radicado.filed_by, reason=REASON)
    with pytest.raises(DatabaseError, match="no se puede modificar"), transaction.atomic():
        Radicado.objects.filter(pk=radicado.pk).update(
            is_reserved=is_reserved, **{field: OTHER_VALUES[field]}
        )


def test_what_answers_nothing_cannot_be_made_to_answer_something(ordinary, reserved):
    with pytest.raises(DatabaseError, match="no se puede modificar"), transaction.atomic():
        Radicado.objects.filter(pk=ordinary.pk).update(in_reply_to=reserved)


def is_reserved(radicado) -> bool:
    return Radicado.objects.get(pk=radicado.pk).is_reserved


def test_reserve_is_put_and_taken_away_with_that_of_the_replies(ordinary):
    annul(radicado=ordinary, by=ordinary.filed_by, reason=REASON)  # in every state
    reply = file_issued(kind="S", in_reply_to=ordinary)
    more = file_issued(in_reply_to=reply)
    other = file_issued()
    for value in (True, False):
        Radicado.objects.filter(pk=ordinary.pk).update(is_reserved=value)
        assert [is_reserved(row) for row in (ordinary, reply, more, other)] == [value, value, value, False]


def test_what_answers_a_reserved_radicado_is_reserved(ordinary, reserved):
    assert is_reserved(file_issued(kind="S", in_reply_to=reserved))
    assert not is_reserved(file_issued(kind="S", in_reply_to=ordinary))
    assert is_reserved(file_issued(kind="S", in_reply_to=ordinary, is_reserved=True))
