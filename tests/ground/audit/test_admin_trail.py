"""What the staff reads, searches, exports and changes in the administration leaves a trail."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ground.audit.models import Action, Entry, record
from ground.mails.models import Mail
from ground.mails.queue import owe
from ground.spreadsheets.csv_files import csv_response
from radicados.mail_events import ANNULLED, FILED
from radicados.models import LetterIssuance, Radicado, Signatory
from radicados.tasks import issue_document
from tests.factories import SignatoryFactory, file_simple, person_user
from tests.staff import staff_user, verified
from tests.triggers import without_triggers

DESK = [
    "view_radicado", "annul_radicado", "view_letterissuance", "retry_letterissuance", "view_mail",
    "retry_mail", "view_signatory", "add_signatory", "change_signatory", "view_entry",
]  # fmt: skip


@pytest.fixture
def radicado(reference_data) -> Radicado:
    with transaction.atomic():
        return file_simple(person_user())


@pytest.fixture
def officer(reference_data):
    user = staff_user(username="oficial")
    user.user_permissions.set(Permission.objects.filter(codename__in=DESK))
    return user


@pytest.fixture
def desk(client, officer):
    """The officer's browser, before the officer has done anything."""
    return verified(client, officer)


def trail(*actions: Action) -> list[tuple]:
    """Oldest first; all of it by the officer."""
    entries = Entry.objects.filter(action__in=actions).order_by("pk")
    assert {(entry.actor_name, entry.address) for entry in entries} <= {("oficial", "127.0.0.1")}
    return [(entry.subject_type, entry.subject_id, entry.detail) for entry in entries]


def change_url(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def test_opening_a_radicado_is_recorded(desk, radicado):
    assert desk.get(change_url(radicado)).status_code == 200
    assert trail(Action.READ) == [("radicados.radicado", str(radicado.pk), {})]


def test_radicado_that_may_not_be_opened_is_not_recorded_as_read(desk, officer, radicado):
    officer.user_permissions.clear()
    for url in (change_url(radicado), reverse("admin:radicados_radicado_letter", args=[radicado.pk])):
        assert desk.get(url).status_code == 403
    assert trail(Action.READ) == []


def test_opening_a_letter_is_recorded(desk, radicado, pki):
    url = reverse("admin:radicados_radicado_letter", args=[radicado.pk])
    assert desk.get(url).status_code == 404  # not issued yet
    assert trail(Action.READ) == []
    issue_document(str(radicado.pk))
    assert url in desk.get(change_url(radicado)).content.decode()
    assert desk.get(url).content.startswith(b"%PDF-")
    assert trail(Action.READ)[-1] == ("radicados.radicado", str(radicado.pk), {"what": "letter"})


@pytest.mark.parametrize(("query", "results"), [("", 1), ("q=Laboratorio", 1), ("q=Otro+%C3%B1", 0), ("year=1999", 0)])
def test_listing_and_searching_is_recorded_with_what_was_sought(desk, radicado, query, results):
    desk.get(f"{reverse('admin:radicados_radicado_changelist')}?{query}")
    assert trail(Action.SEARCHED) == [("radicados.radicado", "", {"query": query, "results": results})]


def test_annulment_is_recorded_once_and_without_its_words(desk, radicado):
    url = reverse("admin:radicados_radicado_annul", args=[radicado.pk])
    for reason in ("corto", "Una razón bien larga.", "Otra razón bien larga."):
        desk.post(url, {"reason": reason})
    assert trail(Action.CHANGED) == [("radicados.radicado", str(radicado.pk), {"what": "annulled"})]


def test_retries_are_recorded_for_what_was_retried(desk, radicado):
    LetterIssuance.objects.filter(pk=radicado.pk).update(parked_at=datetime.now(UTC))
    to = {"about": radicado, "recipient": "a@prueba.example"}
    parked, sent = owe(FILED, **to), owe(ANNULLED, **to)
    Mail.objects.filter(pk=parked.pk).update(parked_at=datetime.now(UTC))
    Mail.objects.filter(pk=sent.pk).update(done_at=datetime.now(UTC))
    chosen = {"radicados_letterissuance": [radicado], "mails_mail": [parked, sent]}
    for model, rows in chosen.items():
        url = reverse(f"admin:{model}_changelist")
        desk.post(url, {"action": "retry", "_selected_action": [row.pk for row in rows]})
    assert trail(Action.CHANGED) == [
        ("radicados.letterissuance", str(radicado.pk), {"what": "retried"}),
        ("mails.mail", str(parked.pk), {"what": "retried"}),
    ]


def test_changes_are_recorded_by_field_and_without_values(desk):
    form = {"name": "Ana Á.", "position": "Director General", "appointed_by": "", "valid_from": "2021-01-01"}
    desk.post(reverse("admin:radicados_signatory_add"), form)
    signatory = Signatory.objects.get()
    desk.post(change_url(signatory), form | {"name": "Secreta", "valid_to": "2022-01-01"})
    added, changed = trail(Action.CHANGED)
    about = ("radicados.signatory", str(signatory.pk))
    assert added == (*about, {"what": "added", "changes": [{"added": {}}]})
    assert changed[:2] == about
    assert changed[2]["what"] == "changed"
    (fields,) = (change["changed"]["fields"] for change in changed[2]["changes"])
    assert len(fields) == 2
    assert "Secreta" not in str(changed)


def test_change_that_is_rolled_back_leaves_no_entry(desk, monkeypatch):
    signatory = SignatoryFactory()
    monkeypatch.setattr("radicados.admin.SignatoryAdmin.response_change", lambda *args: 1 / 0)
    desk.raise_request_exception = False
    form = {"name": "Otra", "position": "Director General", "appointed_by": "", "valid_from": "2021-01-01"}
    assert desk.post(change_url(signatory), form).status_code == 500
    assert trail(Action.CHANGED) == []


def test_rows_deleted_together_are_recorded_one_by_one(rf, officer):
    request = rf.post("/admin/")
    request.user = officer
    rows = [SignatoryFactory(valid_to="2020-12-31"), SignatoryFactory(valid_from="2021-01-01")]
    site.get_model_admin(Signatory).log_deletions(request, rows)
    assert trail(Action.CHANGED) == [("radicados.signatory", str(row.pk), {"what": "deleted"}) for row in rows]


def test_trail_that_cannot_be_written_shows_nobody_anything(desk, radicado, monkeypatch):
    monkeypatch.setattr("ground.audit.models.Entry.objects.create", lambda **facts: 1 / 0)
    desk.raise_request_exception = False
    for url in (change_url(radicado), reverse("admin:radicados_radicado_changelist")):
        response = desk.get(url)
        assert response.status_code == 500
        assert radicado.number not in response.content.decode()


# --- The trail itself ----------------------------------------------------------------------------------
@pytest.fixture
def entry(db) -> Entry:
    entry = record(Action.SEARCHED, subject=Radicado, query="q=ñ", results=2)
    connection.check_constraints()
    return entry


def test_trail_is_read_with_its_seals_and_never_edited(desk, entry):
    listing = reverse("admin:audit_entry_changelist")
    assert entry.seal.sha256 in desk.get(change_url(entry)).content.decode()
    found = desk.get(listing, {"q": "radicados.rad"}).content.decode()
    assert '<td class="field-subject">radicado</td>' in found
    assert desk.get(reverse("admin:audit_entry_add")).status_code == 403
    assert desk.post(change_url(entry), {"actor_name": "otro"}).status_code == 403
    assert desk.post(reverse("admin:audit_entry_delete", args=[entry.pk]), {"post": "yes"}).status_code == 403
    assert "delete_selected" not in desk.get(listing).content.decode()
    assert ("audit.entry", str(entry.pk), {}) in trail(Action.READ)


@pytest.mark.parametrize("label", ["", "nadie", "accounts.ausente"])
def test_entry_about_what_is_no_more_is_shown_by_its_label(desk, label):
    entry = Entry.objects.create(action=Action.READ, subject_type=label, subject_id="7")
    assert f"{label} 7".strip() in desk.get(change_url(entry)).content.decode()


def test_entry_without_its_seal_is_shown_too(desk, entry):
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_seal")
    assert desk.get(change_url(entry)).status_code == 200
    assert desk.get(reverse("admin:audit_entry_changelist")).status_code == 200


def test_list_of_the_trail_asks_the_same_whatever_its_length(desk, entry):
    listing = reverse("admin:audit_entry_changelist")
    with CaptureQueriesContext(connection) as few:
        desk.get(listing)
    for n in range(30):
        record(Action.READ, n=n)
    with CaptureQueriesContext(connection) as many:
        desk.get(listing)
    assert len(many) == len(few)


def test_exporting_the_trail_is_recorded_and_formulas_are_defused(desk, officer):
    danger = record(Action.LOGIN_FAILED, username="=cmd()")
    Entry.objects.create(action=Action.READ, actor_name="=HYPERLINK(1)", actor_id=7)
    connection.check_constraints()
    chosen = {"action": "export", "_selected_action": list(Entry.objects.values_list("pk", flat=True))}
    response = desk.post(reverse("admin:audit_entry_changelist"), chosen)
    assert response["Content-Disposition"] == 'attachment; filename="auditoria.csv"'
    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig")), delimiter=";"))
    assert {row["actor_name"] for row in rows} == {"", "oficial", "'=HYPERLINK(1)"}
    assert danger.seal.sha256 in {row["seal__sha256"] for row in rows}
    assert trail(Action.EXPORTED) == [("audit.entry", "", {"rows": len(chosen["_selected_action"])})]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start):
    line = csv_response("a.csv", ["columna"], [[f"{start}1+1"]]).getvalue().decode()
    assert f"'{start}1+1" in line


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-5, "-5"),
        (None, ""),
        ("a;b", '"a;b"'),
        ({"ñ": 1}, '"{""ñ"": 1}"'),
        (datetime(2026, 1, 2, 3, 4, tzinfo=UTC), "2026-01-02T03:04:00+00:00"),
    ],
)
def test_other_values_are_written_plainly(value, cell):
    assert csv_response("a.csv", ["c"], [[value, "x"]]).getvalue().decode().splitlines()[1] == f"{cell};x"
