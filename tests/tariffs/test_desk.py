"""The desk of the tariffs: drafts are started and edited, and what is published stays."""

from decimal import Decimal

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from ground.audit.models import Entry
from inm_portal import staff_groups
from tariffs.models import Edition, Footnote, Heading, Rate, Resolution
from tests.staff import enter_admin, staff_user, verified
from tests.tariffs.desk import REASON, answers, correction_of, desk, rows_url

pytestmark = pytest.mark.thorough

NEW = {
    "purpose": "nueva",
    "reason": "Tasas de 2021.",
    "number": "016-2021",
    "issued_on": "2021-01-20",
    "title": "Por la cual se fijan las tasas de 2021.",
    "repeals": "la Resolución 015 de 2020",
    "smmlv_pesos": "908526",
    "percentage": "5,1",
    "dollars": "tasa",
    "pesos_per_dollar": "3400",
}


@pytest.fixture
def admin(db, client):
    return verified(client, staff_user(staff_groups.TARIFFS))


def start(admin, **changed):
    form = admin.get(desk("add")).context["form"]
    return admin.post(desk("add"), answers(form, **{"reason": REASON} | changed))


# --- Starting -------------------------------------------------------------------------------------------
def test_correction_starts_as_a_copy_with_the_same_codes_and_addresses(admin, edition):
    assert start(admin).status_code == 302
    edition.refresh_from_db()
    draft = Edition.objects.drafts().get()
    assert (draft.resolution, draft.version, draft.reason) == (edition.resolution, 2, REASON)
    assert (draft.valid_from, draft.articles) == (edition.valid_from, edition.articles)
    assert draft.created_by.groups.get().name == staff_groups.TARIFFS
    values = "code", "position", "name", "cop", "smmlv", "usd", "raw_figures", "heading__name"
    assert list(draft.rates.values_list(*values)) == list(edition.rates.values_list(*values))
    marks = "code", "footnotes__number"
    assert set(draft.rates.values_list(*marks)) == set(edition.rates.values_list(*marks))


def test_new_resolution_starts_with_other_figures_and_its_own_dates(admin, edition):
    assert start(admin, **NEW).status_code == 302
    draft = Edition.objects.drafts().select_related("resolution").get()
    assert (str(draft.resolution), draft.version) == ("Resolución 016-2021", 1)
    assert (draft.valid_from, draft.smmlv_pesos, draft.uvt_pesos) == (None, 908_526, edition.uvt_pesos)
    before, after = edition.rates.get(code="CAL-001"), draft.rates.get(code="CAL-001")
    assert after.cop == round(before.cop * Decimal("1.051") / 100) * 100
    assert after.usd == -(-after.cop // 3400)
    assert after.raw_figures == []
    assert Entry.objects.filter(subject_type="tariffs.edition", subject_id=str(draft.pk)).exists()


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"reason": "corto"}, "10 caracteres"),
        ({"percentage": "mucho"}, "Ingrese un número"),
        ({"percentage": "-95"}, "-90"),
        ({"percentage": "1000"}, "200"),
        (NEW | {"number": ""}, "Hace falta para una resolución nueva."),
        (NEW | {"number": "015-2020"}, "Esa resolución ya existe"),
        (NEW | {"number": "٠١٥-20٣٠"}, "Escríbalo como 015-2020"),
        (NEW | {"number": "../../admin"}, "Escríbalo como 015-2020"),
        (NEW | {"pesos_per_dollar": ""}, "Diga cuántos pesos vale un dólar."),
        (NEW | {"pesos_per_dollar": "0"}, "mayor"),
        ({"base": "99999"}, "Escoja una opción válida"),
        ({"base": "nada\x00"}, "caracteres nulos"),
    ],
)
def test_draft_that_cannot_be_started_is_told_and_leaves_nothing(admin, edition, wrong, complaint):
    page = start(admin, **wrong)
    assert page.status_code == 422
    assert complaint in page.text
    assert not Edition.objects.drafts().exists()
    assert Resolution.objects.count() == 1


def test_figure_too_large_for_the_tables_is_told(admin, edition):
    draft = correction_of(edition)
    draft.rates.filter(code="CAL-001").update(cop=2**31 - 1)
    draft.publish()
    page = start(admin, base=str(draft.pk), percentage="200")
    assert "demasiado grande" in page.text
    assert not Edition.objects.drafts().exists()


# --- Editing --------------------------------------------------------------------------------------------
def list_form(admin, draft, **changed) -> dict:
    """The list's own form, with answers by code and field: `{"CAL-001": {"cop": 5}}`."""
    formset = admin.get(rows_url(draft)).context["cl"].formset
    posted = answers(formset.management_form) | {"_save": "Guardar"}
    for form in formset:
        posted |= answers(form, f"{form.prefix}-", **changed.get(form.instance.code, {}))
    return posted


def test_figures_of_a_draft_are_edited_in_the_list(admin, correction):
    posted = list_form(admin, correction, **{"CAL-001": {"cop": "123400"}})
    assert admin.post(rows_url(correction), posted).status_code == 302
    rate = correction.rates.get(code="CAL-001")
    assert (rate.cop, rate.raw_figures) == (123_400, [])
    assert rate.search_text
    changed = Entry.objects.filter(subject_type="tariffs.rate", action="changed")
    assert [entry.subject_id for entry in changed] == [str(rate.pk)]


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"cop": "0"}, "Una tasa es mayor que cero."),
        ({"cop": "-5"}, "mayor o igual a 0"),
        ({"cop": "99999999999"}, "menor o igual"),
        ({"cop": "", "smmlv": "", "usd": ""}, "Escriba la tasa, o bien el texto que la reemplaza."),
        ({"text_price": "Gratis"}, "Escriba la tasa, o bien el texto que la reemplaza."),
    ],
)
def test_figures_that_cannot_be_are_refused_in_the_list(admin, correction, wrong, complaint):
    page = admin.post(rows_url(correction), list_form(admin, correction, **{"CAL-001": wrong}))
    assert complaint in page.text
    assert correction.rates.get(code="CAL-001").cop == Rate.objects.get(edition__version=1, code="CAL-001").cop


def test_published_rows_are_read_but_not_edited(admin, edition):
    listing = admin.get(rows_url(edition))
    assert listing.context["cl"].formset is None
    rate = edition.rates.get(code="CAL-001")
    change = reverse("admin:tariffs_rate_change", args=[rate.pk])
    assert 'name="_save"' not in admin.get(change).text
    assert admin.post(change, {"name": "Otro"}).status_code == 403
    assert admin.post(reverse("admin:tariffs_rate_delete", args=[rate.pk]), {"post": "yes"}).status_code == 403
    for model in (Heading, Footnote):
        row = model.objects.filter(edition=edition).first()
        change = reverse(f"admin:tariffs_{model._meta.model_name}_change", args=[row.pk])
        assert admin.get(change).status_code == 200
        assert admin.post(change, {"name": "Otro"}).status_code == 403
    assert admin.post(desk("change", edition), {"reason": "Otra"}).status_code == 403
    assert admin.post(desk("delete", edition), {"post": "yes"}).status_code == 403
    resolution = reverse("admin:tariffs_resolution_change", args=[edition.resolution_id])
    assert admin.post(resolution, {"number": "999-2020"}).status_code == 403


def test_publication_while_somebody_edits_is_told_and_not_an_error(admin, correction):
    """Whoever had the list open before the publication hears it from the database."""
    posted = list_form(admin, correction, **{"CAL-001": {"cop": "123400"}})
    rate = correction.rates.get(code="CAL-001")
    change = reverse("admin:tariffs_rate_change", args=[rate.pk])
    page_form = answers(admin.get(change).context["adminform"].form, name="Otro nombre")
    correction.publish()
    answer = admin.post(rows_url(correction), posted)
    assert answer.status_code == 200  # the list, which is read only now
    assert admin.post(change, page_form).status_code == 403
    rate.refresh_from_db()
    assert rate.cop != 123_400


def test_refusal_of_the_database_is_told_and_not_an_error(admin, edition, monkeypatch):
    """As when the publication falls between the look at the draft and the change."""
    monkeypatch.setattr("tariffs.admin.desk.DraftsOnly._is_open", lambda *args: True)
    rate = edition.rates.get(code="CAL-002")
    change = reverse("admin:tariffs_rate_change", args=[rate.pk])
    delete = reverse("admin:tariffs_rate_delete", args=[rate.pk])
    action = {"action": "delete_selected", "_selected_action": [rate.pk], "post": "yes"}
    for path, posted in [
        (delete, {"post": "yes"}),
        (rows_url(edition), action),
        (desk("delete", edition), {"post": "yes"}),
    ]:
        answer = admin.post(path, posted, follow=True)
        assert answer.status_code == 200
        assert "ya está publicada y no se puede modificar" in answer.text, path
    assert admin.get(change).status_code == 200
    assert edition.rates.count() == 327
    assert not Entry.objects.filter(action="changed").exists()


def test_row_is_added_in_its_place_with_a_code_of_its_own(admin, correction):
    add = reverse("admin:tariffs_rate_add")
    heading = correction.headings.filter(rates__isnull=False).first()
    last = correction.rates.filter(code__startswith="CAL").count()
    posted = answers(
        admin.get(add).context["adminform"].form,
        heading=heading.pk, name="Calibración de prueba", place="3", cop="150000", smmlv="", usd="",
    )  # fmt: skip
    assert admin.post(add, posted).status_code == 302
    rate = correction.rates.get(name="Calibración de prueba")
    assert (rate.code, rate.position) == (f"CAL-{last + 1:03}", 3)
    assert list(correction.rates.values_list("position", flat=True)) == list(range(1, 329))
    admin.post(reverse("admin:tariffs_rate_delete", args=[rate.pk]), {"post": "yes"})
    assert list(correction.rates.values_list("position", flat=True)) == list(range(1, 328))


def test_footnotes_of_another_edition_are_refused(admin, correction, edition, printed):
    other = correction_of(edition)
    add = reverse("admin:tariffs_rate_add")
    posted = answers(
        admin.get(add).context["adminform"].form,
        heading=correction.headings.last().pk, name="Otra", cop="1000",
        footnotes=[other.footnotes.first().pk],
    )  # fmt: skip
    assert "Elija notas de la misma edición" in admin.post(add, posted).text


def test_renamed_heading_is_found_by_its_new_name(admin, correction):
    heading = correction.headings.get(name="Laboratorio de presión")
    change = reverse("admin:tariffs_heading_change", args=[heading.pk])
    form = admin.get(change).context["adminform"].form
    assert admin.post(change, answers(form, name="Laboratorio de fuerzas nuevas")).status_code == 302
    assert correction.rates.matching("fuerzas nuevas balanzas").exists()
    text = correction.rates.get(code="CAL-105").search_text
    assert "laboratorio de fuerzas nuevas" in text
    assert "laboratorio de presion" not in text


def test_heading_moves_and_the_others_make_room(admin, correction):
    heading = correction.headings.get(position=5)
    change = reverse("admin:tariffs_heading_change", args=[heading.pk])
    form = admin.get(change).context["adminform"].form
    admin.post(change, answers(form, place="9"))
    heading.refresh_from_db()
    assert heading.position == 9
    assert list(correction.headings.values_list("position", flat=True)) == list(range(1, 30))


def test_heading_inside_itself_is_refused(admin, correction):
    heading = correction.headings.filter(children__isnull=False, parent=None).first()
    change = reverse("admin:tariffs_heading_change", args=[heading.pk])
    form = admin.get(change).context["adminform"].form
    assert "dentro de sí mismo" in admin.post(change, answers(form, parent=heading.pk)).text


def test_footnote_and_edition_are_edited(admin, correction):
    note = correction.footnotes.get(number=1)
    change = reverse("admin:tariffs_footnote_change", args=[note.pk])
    form = admin.get(change).context["adminform"].form
    admin.post(change, answers(form, text="Otro texto."))
    form = admin.get(desk("change", correction)).context["adminform"].form
    admin.post(desk("change", correction), answers(form, smmlv_pesos="900000"))
    note.refresh_from_db()
    correction.refresh_from_db()
    assert (note.text, correction.smmlv_pesos) == ("Otro texto.", 900_000)


def test_articles_are_edited_and_otherwise_stay_as_they_were(admin, correction, edition):
    edition.refresh_from_db()
    formset = admin.get(desk("articles", correction)).context["articles"]
    posted = answers(formset.management_form)
    for form in formset:
        posted |= answers(form)
    assert admin.post(desk("articles", correction), posted).status_code == 302
    correction.refresh_from_db()
    assert correction.articles == edition.articles
    admin.post(desk("articles", correction), posted | {"form-1-text": "Se paga antes."})
    correction.refresh_from_db()
    assert correction.articles[1]["text"] == "Se paga antes."
    wrong = admin.post(desk("articles", correction), posted | {"form-1-number": "1", "form-1-footnotes": "x"})
    assert wrong.status_code == 422


def test_deleted_draft_takes_its_new_resolution_with_it(admin, edition):
    start(admin, **NEW)
    draft = Edition.objects.drafts().get()
    assert admin.get(desk("delete", draft)).status_code == 200
    assert admin.post(desk("delete", draft), {"post": "yes"}).status_code == 302
    assert Resolution.objects.count() == 1
    assert Edition.objects.count() == 1


# --- Lists cost the same however many rows there are ---------------------------------------------------
def test_lists_and_pages_ask_for_nothing_row_by_row(admin, correction, django_assert_max_num_queries):
    ContentType.objects.clear_cache()
    rate = correction.rates.first()
    for path, most in [
        (rows_url(correction), 20),
        (rows_url(correction) + "&all=", 20),
        (rows_url(correction, "heading"), 16),
        (rows_url(correction, "footnote"), 16),
        (reverse("admin:tariffs_rate_change", args=[rate.pk]), 20),
        (reverse("admin:tariffs_edition_changelist"), 14),
        (desk("compare", correction), 22),
        (desk("delete", correction), 60),
    ]:
        with django_assert_max_num_queries(most):
            assert admin.get(path).status_code == 200, path


@pytest.mark.parametrize(
    "query",
    ["edicion=x", "edicion=9" * 9, "titulo=x%00", "q=%00'%3A*%26", "edicion=-1", "_facets=True&titulo=1"],
)
def test_hostile_addresses_of_the_lists_are_harmless(admin, correction, query):
    assert admin.get(f"{reverse('admin:tariffs_rate_changelist')}?{query}", follow=True).status_code < 500


# --- In a browser ---------------------------------------------------------------------------------------
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_draft_is_started_imported_into_and_published_in_a_browser(reference_data, edition, page):
    enter_admin(page, desk("add"), staff_user(staff_groups.TARIFFS))
    page.get_by_label("Motivo").fill(REASON)
    page.get_by_role("button", name="Iniciar el borrador").click()
    page.get_by_role("link", name="Importar").click()
    rows = "Código;Tasa COP\nCAL-001;$ 999.500\n".encode()
    page.get_by_label("Archivo XLSX o CSV").set_input_files({"name": "t.csv", "mimeType": "text/csv", "buffer": rows})
    page.get_by_role("button", name="Ver lo que cambiaría").click()
    page.get_by_role("button", name="Importar en el borrador").click()
    page.get_by_role("link", name="Publicar").click()
    page.get_by_label("Número de la resolución").fill("015-2020")
    page.get_by_label("Revisé las diferencias").check()
    page.get_by_role("button", name="Publicar para todos").click()
    page.get_by_text("quedó publicada para todos").wait_for()
    page.goto("/tarifas/015-2020/CAL-001/")
    page.get_by_text("$ 999.500").first.wait_for()
