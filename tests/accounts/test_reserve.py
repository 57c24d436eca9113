"""Who is let into what is reserved: one proposes it, another gives it, all who hold it are told."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import ReservedGrant
from accounts.reserve import reserved_groups
from ground.audit.models import Entry
from ground.mails.models import Mail
from inm_portal.staff_groups import GROUPS, INTERNAL_CONTROL, PETITIONS_OFFICER
from tests.staff import staff_user, verified

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
GRANTS = reverse("admin:accounts_reservedgrant_changelist")
ADD = reverse("admin:accounts_reservedgrant_add")


@pytest.fixture
def admin():
    return staff_user(is_superuser=True, username="admin")


@pytest.fixture
def holder():
    return staff_user(INTERNAL_CONTROL, username="control", email="control@prueba.example")


@pytest.fixture
def clerk():
    return staff_user(PETITIONS_OFFICER, username="oficial", email="oficial@prueba.example")


def control() -> Group:
    return Group.objects.get(name=INTERNAL_CONTROL)


def proposed(by, to) -> ReservedGrant:
    facts = {"user": to.pk, "group": control().pk, "reason": "Reemplaza a Carlos."}
    assert verified(Client(), by).post(ADD, facts).status_code == 302
    return ReservedGrant.objects.get()


def given(by, grant: ReservedGrant) -> str:
    page = verified(Client(), by).post(GRANTS, {"action": "give", "_selected_action": [grant.pk]}, follow=True)
    return page.text


def trail(what: str) -> list[dict]:
    return list(Entry.objects.filter(detail__what=what).values_list("detail", flat=True))


def told(event: str = "accounts.reserve_changed") -> set[str]:
    return set(Mail.objects.filter(event=event).values_list("recipient", flat=True))


def posted(page) -> dict:
    """What the form of a page of the administration would send as it stands."""
    form = page.context["adminform"].form
    fields = {name: form[name].value() for name in form.fields}
    formset = page.context["inline_admin_formsets"][0].formset if page.context["inline_admin_formsets"] else None
    management = {f"{formset.prefix}-{key}": 0 for key in ("TOTAL_FORMS", "INITIAL_FORMS")} if formset else {}
    dates = {"last_login_0": "", "last_login_1": "", "date_joined_0": "27/11/2026", "date_joined_1": "10:00"}
    return {name: value for name, value in fields.items() if value not in (None, False)} | management | dates


def test_the_group_that_sees_what_is_reserved_is_one():
    assert {group.name for group in reserved_groups()} == {INTERNAL_CONTROL} < set(GROUPS)


@pytest.mark.parametrize("field", ["groups", "user_permissions"])
def test_nobody_gives_it_alone_in_the_accounts(admin, clerk, field):
    browser, path = verified(Client(), admin), reverse("admin:accounts_user_change", args=[clerk.pk])
    reserved = control() if field == "groups" else Permission.objects.get(codename="handle_denuncia")
    data = posted(browser.get(path))
    page = browser.post(path, data | {field: [*data.get(field, []), reserved.pk]})
    assert "deja ver lo reservado y nadie lo da a solas" in page.text
    assert set(clerk.groups.values_list("name", flat=True)) == {PETITIONS_OFFICER}
    assert not clerk.user_permissions.exists()


def test_nobody_gives_it_to_a_group(admin):
    browser, group = verified(Client(), admin), Group.objects.get(name=PETITIONS_OFFICER)
    reserved = Permission.objects.get(codename="view_reserved_radicado")
    data = {"name": group.name, "permissions": [reserved.pk]}
    page = browser.post(reverse("admin:auth_group_change", args=[group.pk]), data)
    assert "no se le da a otro grupo" in page.text
    assert reserved not in group.permissions.all()


def test_whoever_proposes_reads_who_gives_it_and_changes_no_person_and_no_group_on_the_way(admin):
    page = verified(Client(), admin).get(reverse("admin:accounts_reservedgrant_add")).text
    assert "Lo da después, en la lista, otra persona que ya vea lo reservado" in page
    assert "related-widget-wrapper-link" not in page


def test_one_proposes_it_and_another_who_holds_it_gives_it(admin, holder, clerk):
    grant = proposed(admin, clerk)
    assert not clerk.groups.filter(name=INTERNAL_CONTROL).exists()
    assert told() == {holder.email, clerk.email}
    Mail.objects.all().delete()
    for nobody in (admin, staff_user(is_superuser=True), clerk):
        assert not clerk.groups.filter(name=INTERNAL_CONTROL).exists()
        given(nobody, grant)
    assert (told(), ReservedGrant.objects.get().given_at) == (set(), None)
    assert "quedó dado" in given(holder, grant)
    assert clerk.groups.filter(name=INTERNAL_CONTROL).exists()
    assert told() == {holder.email, clerk.email}
    assert trail("reserve_given") == [
        {"what": "reserve_given", "group": INTERNAL_CONTROL, "grant": grant.pk, "proposed_by": "admin"}
    ]
    assert trail("reserve_proposed")[0]["group"] == INTERNAL_CONTROL
    assert "ya se dio" in given(holder, grant)


def test_while_nobody_holds_it_another_administrator_gives_it(admin, clerk):
    grant = proposed(admin, clerk)
    assert "lo da quien ya ve lo reservado" in given(admin, grant)
    given(staff_user(is_superuser=True, username="segundo"), grant)
    assert clerk.groups.filter(name=INTERNAL_CONTROL).exists()


@pytest.mark.parametrize("giver", ["proposed_by", "user"])
def test_the_database_refuses_it_to_whom_it_is_about_and_to_who_proposed_it(admin, clerk, giver):
    grant = proposed(admin, clerk)
    with pytest.raises(IntegrityError, match="reserve_is_given_by_another"), transaction.atomic():
        ReservedGrant.objects.update(given_by=getattr(grant, giver), given_at=grant.proposed_at)


def test_it_is_taken_away_at_once_and_the_trail_names_the_group(admin, holder, clerk):
    browser, path = verified(Client(), admin), reverse("admin:accounts_user_change", args=[holder.pk])
    others = [group.pk for group in holder.groups.exclude(name=INTERNAL_CONTROL)]
    clerk.groups.add(control())
    assert browser.post(path, posted(browser.get(path)) | {"groups": others}).status_code == 302
    assert not holder.groups.filter(name=INTERNAL_CONTROL).exists()
    assert trail("access") == [{"what": "access", "given": [], "taken": [INTERNAL_CONTROL]}]
    assert told() == {holder.email, clerk.email}


def test_other_groups_are_given_by_one_and_named_in_the_trail(admin, clerk):
    browser, path = verified(Client(), admin), reverse("admin:accounts_user_change", args=[clerk.pk])
    auditors = Group.objects.get(name="Auditor")
    data = posted(browser.get(path))
    assert browser.post(path, data | {"groups": [*data["groups"], auditors.pk]}).status_code == 302
    assert trail("access") == [{"what": "access", "given": ["Auditor"], "taken": []}]
    assert told() == set()


def test_whoever_could_come_in_as_a_holder_is_told_of(admin, holder, clerk):
    clerk.groups.add(control())
    browser = verified(Client(), admin)
    reset = {"action": "reset_second_factor", "_selected_action": [holder.pk]}
    browser.post(reverse("admin:accounts_user_changelist"), reset)
    assert told() == {holder.email, clerk.email}
    Mail.objects.all().delete()
    path = reverse("admin:accounts_user_change", args=[holder.pk])
    assert browser.post(path, posted(browser.get(path)) | {"email": "nueva@prueba.example"}).status_code == 302
    assert told() == {"nueva@prueba.example", clerk.email}
