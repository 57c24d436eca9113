"""Documents that are reserved: for who may not see them they are in no list, search or page."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from ground.documents.models import Document, Scan
from inm_portal.staff_groups import AUDITOR, OFFICER
from tests.staff import staff_user, verified

ROLES = {
    "oficial de radicación": ([OFFICER], {}, False),
    "auditor": ([AUDITOR], {}, False),
    "superusuario": ([], {"is_superuser": True}, False),
    "oficial con el permiso": ([OFFICER], {}, True),
    "superusuario con el permiso": ([], {"is_superuser": True}, True),
}


@pytest.fixture(params=ROLES)
def member(request, reference_data):
    """Somebody of the staff, who may see what is reserved when `may` is true."""
    groups, flags, may = ROLES[request.param]
    user = staff_user(*groups, **flags)
    if may:
        user.user_permissions.add(Permission.objects.get(codename="view_reserved_radicado"))
    user.may = may
    return user


def kept(name: str, **facts) -> Document:
    """A document whose scan stopped."""
    facts |= {"content_type": "application/pdf", "size": 1, "sha256": "0" * 64}
    document = Document.objects.create(file=name, name=f"{name}.pdf", **facts)
    Scan.objects.create(document=document, parked_at=timezone.now())
    return document


@pytest.fixture
def ordinary(db):
    return kept("ordinario")


@pytest.fixture
def reserved(db):
    return kept("reservado", is_reserved=True)


@pytest.mark.parametrize("model", ["document", "scan"])
def test_reserved_documents_are_known_only_to_who_may_see_them(client, member, ordinary, reserved, model):
    verified(client, member)
    listing = reverse(f"admin:documents_{model}_changelist")
    for document, seen in ((ordinary, True), (reserved, member.may)):
        assert (document.name in client.get(listing).text) is seen
        found = client.get(f"{listing}?q={document.name}").context_data["cl"]
        assert found.result_count == seen
        change = reverse(f"admin:documents_{model}_change", args=[document.pk])
        assert client.get(change).status_code == (200 if seen else 302)


def test_scans_of_reserved_documents_are_retried_only_by_who_may_see_them(client, member, reserved):
    member.user_permissions.add(Permission.objects.get(codename="retry_scan"))
    verified(client, member)
    listing = reverse("admin:documents_scan_changelist")
    client.post(listing, {"action": "retry", "_selected_action": [str(reserved.pk)]})
    assert (Scan.objects.get().parked_at is None) is member.may


def test_filter_of_reserved_documents_is_offered_to_who_may_see_them(client, member, ordinary, reserved):
    verified(client, member)
    assert ("is_reserved" in client.get(reverse("admin:documents_document_changelist")).text) is member.may


def test_verb_of_the_query_says_the_same(member, ordinary, reserved):
    assert set(Document.objects.open_to(member)) == ({ordinary, reserved} if member.may else {ordinary})
