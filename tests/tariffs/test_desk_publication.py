"""A draft is looked at twice, published once, and its history says by whom."""

from datetime import date
from threading import Thread

import pytest
from django.db import connection
from django.urls import reverse

from ground.audit.models import Entry
from inm_portal import staff_groups
from tariffs.draft import fingerprint
from tariffs.history import changes
from tariffs.models import Edition
from tariffs.resolution_import import start_edition
from tests.staff import staff_user, verified
from tests.tariffs.desk import answers, correction_of, desk, rows_url

pytestmark = pytest.mark.thorough

LOOKED = {"number": "015-2020", "has_looked": "on"}


@pytest.fixture
def member(db):
    return staff_user(staff_groups.TARIFFS)


@pytest.fixture
def admin(member, client):
    return verified(client, member)


@pytest.fixture
def correction(correction) -> Edition:
    rate = correction.rates.get(code="CAL-001")
    rate.cop = 1_234_500
    rate.save()
    return correction


def publication(admin, correction, **changed) -> dict:
    return answers(admin.get(desk("publish", correction)).context["form"], **LOOKED | changed)


# --- The differences ------------------------------------------------------------------------------------
def test_differences_show_old_and_new_figures_and_new_findings(admin, correction, edition):
    correction.rates.get(code="CAL-003").delete()
    correction.footnotes.filter(number=1).update(text="Otro texto.")
    page = admin.get(desk("compare", correction))
    (change,) = page.context["differences"].changed[:1]
    assert (change.before.cop, change.after.cop) == (edition.rates.get(code="CAL-001").cop, 1_234_500)
    assert [rate.code for rate in page.context["differences"].removed] == ["CAL-003"]
    assert page.context["notes"] == [1]
    new = {finding.code for finding, is_new in page.context["findings"] if is_new}
    assert "CAL-001" in new
    assert "CAL-105" not in new  # published so, and flagged before


def test_first_edition_of_all_has_nothing_to_be_compared_with(admin, printed):
    correction = start_edition(printed, reason="Transcripción.")
    page = admin.get(desk("compare", correction))
    assert len(page.context["differences"].added) == 327
    assert admin.get(desk("publish", correction)).status_code == 200


def test_preview_shows_the_public_page_of_a_draft_to_the_desk_alone(admin, client, correction):
    assert "1.234.500" in admin.get(desk("preview", correction)).text
    client.logout()
    assert client.get(desk("preview", correction)).status_code == 302
    assert client.get("/tarifas/015-2020/v2/").status_code == 404


# --- Publishing -----------------------------------------------------------------------------------------
def test_draft_is_published_from_a_date_after_a_second_look(admin, member, correction):
    posted = publication(admin, correction, valid_from="2020-02-01")
    assert admin.post(desk("publish", correction), posted).status_code == 302
    correction.refresh_from_db()
    assert (correction.valid_from, correction.published_by) == (date(2020, 2, 1), member)
    assert Edition.objects.in_force(date(2020, 6, 1)) == correction
    entry = Entry.objects.get(detail__what="published")
    assert (entry.actor_id, entry.subject_id) == (member.pk, str(correction.pk))
    assert entry.detail["valid_from"] == "2020-02-01"


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"number": "016-2021"}, "No es el número de esta resolución."),
        ({"number": ""}, "obligatorio"),
        ({"has_looked": ""}, "obligatorio"),
        ({"valid_from": ""}, "Escriba la fecha"),
        ({"valid_from": "ayer"}, "fecha"),
    ],
)
def test_without_a_second_look_nothing_is_published(admin, correction, wrong, complaint):
    page = admin.post(desk("publish", correction), publication(admin, correction, **wrong))
    assert page.status_code == 422
    assert complaint in page.text
    correction.refresh_from_db()
    assert correction.published_at is None


def test_draft_that_changed_since_it_was_looked_at_is_looked_at_again(admin, correction):
    posted = publication(admin, correction)
    correction.rates.filter(code="CAL-002").update(cop=5)
    answer = admin.post(desk("publish", correction), posted, follow=True)
    assert "El borrador cambió" in answer.text
    correction.refresh_from_db()
    assert correction.published_at is None
    admin.post(desk("publish", correction), publication(admin, correction))
    correction.refresh_from_db()
    assert correction.published_at


def test_a_reason_that_changed_is_looked_at_again_too(correction):
    seen = fingerprint(correction)
    correction.reason = "Otro motivo, que también se publica."
    assert fingerprint(correction) != seen


def test_second_who_publishes_is_told_and_changes_nothing(admin, correction):
    posted = publication(admin, correction, valid_from="2020-03-01")
    admin.post(desk("publish", correction), publication(admin, correction, valid_from="2020-02-01"))
    answer = admin.post(desk("publish", correction), posted, follow=True)
    assert "ya está publicada" in answer.text
    correction.refresh_from_db()
    assert correction.valid_from == date(2020, 2, 1)
    assert Entry.objects.filter(detail__what="published").count() == 1


def test_correction_older_than_a_published_one_is_refused(admin, correction, edition):
    later = correction_of(edition)
    later.publish()
    answer = admin.post(desk("publish", correction), publication(admin, correction), follow=True)
    assert "Ya se publicó la versión 3" in answer.text


def test_draft_without_rates_is_refused(admin, correction):
    correction.rates.all().delete()
    assert (
        "no tiene ninguna tasa"
        in admin.post(desk("publish", correction), publication(admin, correction), follow=True).text
    )


@pytest.mark.django_db(transaction=True)
def test_two_people_who_publish_at_once_publish_once(reference_data, edition, client):
    correction = correction_of(edition)
    admin = verified(client, staff_user(staff_groups.TARIFFS))
    posted = publication(admin, correction)
    statuses = []

    def publish():
        try:
            statuses.append(admin.post(desk("publish", correction), posted).status_code)
        finally:
            connection.close()

    threads = [Thread(target=publish) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [302] * 4
    assert Entry.objects.filter(detail__what="published").count() == 1


# --- History --------------------------------------------------------------------------------------------
def test_history_says_who_changed_what_and_when(admin, member, correction):
    rate = correction.rates.get(code="CAL-002")
    change = reverse("admin:tariffs_rate_change", args=[rate.pk])
    note = correction.footnotes.get(number=2)
    form = admin.get(change).context["adminform"].form
    admin.post(change, answers(form, cop="7000", footnotes=[note.pk]))
    told = changes(correction.pk, of=rate)
    assert {one.by for one in told} == {str(member)}
    assert {one.row for one in told} == {"Tasa CAL-002"}
    facts = {fact.label: (fact.before, fact.after) for one in told for fact in one.facts}
    assert facts["tasa en pesos"][1] == "7.000"
    assert facts["notas"] == ("—", "2")
    page = admin.get(reverse("admin:tariffs_rate_history", args=[rate.pk])).text
    assert "7.000" in page
    assert str(member) in page
    whole = admin.get(desk("history", correction)).text
    assert "CAL-001" in whole  # by nobody in a request
    assert "CAL-002" in whole


def test_history_of_a_row_begins_with_the_draft_and_tells_its_end(admin, correction):
    untouched = correction.rates.get(code="CAL-050")
    assert changes(correction.pk, of=untouched) == []
    assert "No ha cambiado" in admin.get(reverse("admin:tariffs_rate_history", args=[untouched.pk])).text
    admin.post(reverse("admin:tariffs_rate_delete", args=[untouched.pk]), {"post": "yes"})
    assert [(one.verb, one.row) for one in changes(correction.pk)][:1] == [("Eliminó", "Tasa CAL-050")]


def test_history_tells_headings_editions_and_publication(admin, member, correction):
    heading = correction.headings.get(position=2)
    change = reverse("admin:tariffs_heading_change", args=[heading.pk])
    admin.post(change, answers(admin.get(change).context["adminform"].form, name="Otro nombre"))
    form = admin.get(desk("change", correction)).context["adminform"].form
    admin.post(desk("change", correction), answers(form, uvt_pesos="36308"))
    admin.post(desk("publish", correction), publication(admin, correction))
    told = changes(correction.pk)
    assert [one.row for one in told[:3]] == ["Edición", "Edición", "Título «Otro nombre»"]
    assert told[0].facts[0].label == "publicada"
    assert told[1].facts[0].after == "36.308"
    assert {one.by for one in told[:3]} == {str(member)}


def test_long_history_costs_the_same(admin, correction, django_assert_max_num_queries):
    for rate in correction.rates.all()[:60]:
        rate.cop = 5000
        rate.save()
    with django_assert_max_num_queries(20):
        page = admin.get(desk("history", correction))
    assert page.context["page"].paginator.num_pages == 2


# --- Who may --------------------------------------------------------------------------------------------
PAGES = {
    "add": ("T", 200),
    "change": ("TA", 200),
    "compare": ("TA", 200),
    "preview": ("TA", 200),
    "export": ("TA", 200),
    "history": ("TA", 200),
    "import": ("T", 200),
    "articles": ("T", 200),
    "publish": ("T", 200),
    "delete": ("T", 200),
}
LETTERS = {"T": staff_groups.TARIFFS, "A": staff_groups.AUDITOR, "R": staff_groups.OFFICER, "-": None}


@pytest.mark.parametrize("letter", LETTERS)
def test_each_group_reaches_its_pages_of_the_desk_and_no_other(client, correction, letter):
    admin = verified(client, staff_user(*filter(None, [LETTERS[letter]])))
    for name, (letters, status) in PAGES.items():
        path = desk(name, None if name == "add" else correction)
        assert admin.get(path).status_code == (status if letter in letters else 403), name
    posted = publication(admin, correction) if letter == "T" else LOOKED
    if letter != "T":
        assert admin.post(desk("publish", correction), posted).status_code == 403
        assert admin.post(desk("import", correction), {}).status_code == 403
        assert admin.post(desk("articles", correction), {}).status_code == 403
        assert admin.post(rows_url(correction), {"_save": "x"}).status_code in {200, 403}


def test_permission_to_edit_is_not_permission_to_publish(client, correction):
    editor = staff_user(staff_groups.TARIFFS)
    editor.groups.clear()
    group = editor.groups.create(name="Editores")
    group.permissions.set(staff_user(staff_groups.TARIFFS).groups.get().permissions.exclude(codename="publish_edition"))
    admin = verified(client, editor)
    assert "Publicar" not in admin.get(desk("change", correction)).text
    assert admin.get(desk("publish", correction)).status_code == 403
    assert admin.post(desk("publish", correction), LOOKED).status_code == 403
