"""Who of the staff knows of what is reserved."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.urls import reverse
from django.utils import timezone

from ground.doors.explicit_permissions import has_explicitly
from ground.mails.models import Mail
from inm_portal.staff_groups import AUDITOR, OFFICER
from tests.factories import UserFactory
from tests.radicados.issued import REASON, file_issued
from tests.staff import staff_user, verified

pytestmark = pytest.mark.thorough


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
    assert has_explicitly(somebody(), settings.RESERVE_PERMISSION) is expected


@pytest.mark.django_db
def test_permissions_that_were_given_are_asked_for_once(django_assert_num_queries):
    user = given(staff_user(), "view_reserved_radicado")
    with django_assert_num_queries(1):
        assert has_explicitly(user, settings.RESERVE_PERMISSION)
        assert not has_explicitly(user, "radicados.annul_radicado")


# --- The administration: roles × pages -----------------------------------------------------------------
def page_of(name, *arguments) -> str:
    app = "mails" if name.startswith("mail_") else "radicados"
    return reverse(f"admin:{app}_{name}", args=arguments)


def mail_of(radicado) -> Mail:
    return Mail.objects.about(radicado).get()


def lists_it(client, address, radicado) -> bool:
    """Whether it is among the rows; what is not in them is nowhere on the page, save in what was searched."""
    page = client.get(address)
    assert page.status_code == 200, address
    listed = page.context_data["cl"].result_list
    rows = {str(row.subject_id if isinstance(row, Mail) else row.pk) for row in listed}
    assert "?q=" in address or (radicado.number in page.text) is (str(radicado.pk) in rows)
    return str(radicado.pk) in rows


LISTS = {
    "list": lambda radicado: page_of("radicado_changelist"),
    "search by number": lambda radicado: page_of("radicado_changelist") + f"?q={radicado.number}",
    "search by name": lambda radicado: page_of("radicado_changelist") + f"?q={radicado.filer_name}",
    "filter": lambda radicado: page_of("radicado_changelist") + f"?document_kind={radicado.document_kind}",
    "mails": lambda radicado: page_of("mail_changelist"),
    "search of mails": lambda radicado: page_of("mail_changelist") + f"?q={radicado.number}",
    "unissued letters": lambda radicado: page_of("letterissuance_changelist"),
    "search of letters": lambda radicado: page_of("letterissuance_changelist") + f"?q={radicado.filer_name}",
}
RECORDS = {
    "radicado": lambda radicado: page_of("radicado_change", radicado.pk),
    "history": lambda radicado: page_of("radicado_history", radicado.pk),
    "mail": lambda radicado: page_of("mail_change", mail_of(radicado).pk),
    "unissued letter": lambda radicado: page_of("letterissuance_change", radicado.pk),
    "letter": lambda radicado: page_of("radicado_letter", radicado.pk),
}


@pytest.mark.parametrize("role", ROLES)
def test_lists_and_searches_tell_of_reserved_radicados_only_to_who_may_see_them(client, role, ordinary, reserved):
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
@pytest.mark.parametrize("work", ["letterissuance", "mail"])
def test_work_on_reserved_radicados_is_retried_only_by_who_may_see_it(client, role, work, reserved):
    verified(client, ROLES[role]())
    row = reserved.issuance if work == "letterissuance" else mail_of(reserved)
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
