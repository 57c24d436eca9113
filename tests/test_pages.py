"""The face of the portal: public pages, news, log-in and log-out, errors, and how forms are drawn."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import Company, User
from communications.models import NewsItem
from ground.webforms.templatetags.inm_forms import linked_errors
from tests.browser import ORIENTATION

PASSWORD = "una-clave-larga-de-prueba"
WRONG_LOGIN = "Usuario o contraseña incorrectos. Verifique los datos e inténtelo de nuevo."
PUBLIC_PAGES = ["home", "service_offer", "news_list", "contact", "accounts:login", "radicados:lookup", "components"]


@pytest.fixture
def user(db):
    return User.objects.create_user("laboratorio", password=PASSWORD, first_name="Ana", last_name="Ñáñez")


def news_item(*, slug, published=-1, expires=None) -> NewsItem:
    """A piece of news published, and perhaps expiring, so many days from now."""
    now = timezone.now()
    return NewsItem.objects.create(
        title=f"Noticia {slug}",
        slug=slug,
        summary="Resumen.",
        body="Primero con <b>texto</b>.\n\nSegundo.",
        published_at=now + timedelta(days=published),
        expires_at=None if expires is None else now + timedelta(days=expires),
    )


def log_in(client, **data):
    return client.post(reverse("accounts:login"), {"username": "laboratorio", "password": PASSWORD, **data})


# --- Public pages --------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_public_page_opens_without_logging_in(client, name):
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert "<h1" in page.text
    assert 'lang="es-CO"' in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_no_page_carries_inline_script_or_style(client, name):
    page = client.get(reverse(name)).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)
    assert not re.search(r'(?:src|rel="stylesheet" href)="(?:https?:)?//', page)


@pytest.mark.django_db
def test_content_security_policy_allows_no_inline_code(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_entity_data_that_is_not_stated_is_not_shown(client):
    page = client.get(reverse("contact")).text
    assert "900.494.393-3" in page
    assert "Teléfono" not in page


@pytest.mark.django_db
def test_home_costs_six_queries_however_much_news_there_is(client, django_assert_num_queries):
    for slug in ("una", "dos", "tres"):
        news_item(slug=slug)
    with django_assert_num_queries(6):
        client.get("/")


@pytest.mark.django_db
def test_each_service_is_requested_from_the_offer(client, reference_data):
    page = client.get(reverse("service_offer")).text
    assert "solo se podrá solicitar una vez" in page
    assert page.count("/solicitar/") == 5


# --- News ----------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_only_current_news_is_published():
    now = timezone.now()
    current = [news_item(slug="hoy"), news_item(slug="ayer", published=-2, expires=1)]
    news_item(slug="futura", published=1)
    news_item(slug="vencida", published=-3, expires=-1)
    assert list(NewsItem.objects.published(at=now)) == current


@pytest.mark.django_db
def test_news_that_is_not_current_is_not_found(client):
    hidden = news_item(slug="futura", published=1)
    assert client.get(hidden.get_absolute_url()).status_code == 404


@pytest.mark.django_db
def test_news_list_has_pages(client):
    for number in range(11):
        news_item(slug=f"n{number}", published=-number - 1)
    assert "Página 1 de 2" in client.get(reverse("news_list")).text
    for page in (2, 999, "última"):  # what is no page is one that there is
        text = client.get(reverse("news_list"), {"pagina": page}).text
        assert ("Noticia n10" in text) == (page != "última")


@pytest.mark.django_db
def test_news_cannot_expire_before_it_is_published():
    with pytest.raises(IntegrityError, match="news_expires_after_publication"):
        news_item(slug="al-reves", published=-1, expires=-2)


# --- Log-in and log-out --------------------------------------------------------------------------------
def test_log_in_leads_to_the_offer_of_services(client, user):
    page = log_in(client)
    assert page.url == reverse("service_offer")
    assert "Ana Ñáñez" in client.get(page.url).text


def test_log_in_goes_on_to_the_page_that_was_asked_for(client, user):
    asked = client.get(reverse("my_cases"))
    assert asked.url == "/ingreso/?next=/radicados/"
    assert log_in(client, next="/radicados/").url == "/radicados/"


def test_log_in_never_leads_to_another_site(client, user):
    assert log_in(client, next="https://example.org/").url == reverse("service_offer")
    client.logout()
    assert log_in(client, next="//example.org/").url == reverse("service_offer")


@pytest.mark.parametrize("username", ["laboratorio", "nadie", "retirado"])
def test_failed_log_in_says_the_same_whoever_it_is(client, user, username):
    User.objects.create_user("retirado", password="otra-clave-larga", is_active=False)
    page = log_in(client, username=username, password="otra-clave-larga")
    assert page.text.count(WRONG_LOGIN) == 1
    assert 'class="error-summary" role="alert" tabindex="-1"' in page.text
    assert "otra-clave-larga" not in page.text


def test_empty_log_in_links_each_error_to_its_field(client, user):
    page = log_in(client, username="", password="").text
    assert '<a href="#id_username">' in page
    assert '<a href="#id_password">' in page


@override_settings(AXES_FAILURE_LIMIT=3)
@pytest.mark.parametrize("username", ["laboratorio", "nadie"])
def test_log_in_stops_after_too_many_failures_and_tells_nobody_who_exists(client, user, username):
    for _ in range(2):
        assert log_in(client, username=username, password="mala").status_code == 200
    page = log_in(client, username=username, password="mala")
    assert page.status_code == 429
    assert page.headers["Retry-After"] == "900"
    assert "espere 15 minutos" in page.text
    assert log_in(client, username=username).status_code == 429


@override_settings(AXES_FAILURE_LIMIT=3)
def test_nobody_is_locked_out_from_another_address(client, user):
    for _ in range(3):
        log_in(client, password="mala")
    page = client.post(
        reverse("accounts:login"),
        {"username": "laboratorio", "password": PASSWORD},
        REMOTE_ADDR="203.0.113.9",
    )
    assert page.url == reverse("service_offer")


def test_log_out_is_a_post(client, user):
    client.force_login(user)
    assert client.get(reverse("accounts:logout")).status_code == 405
    assert client.get(reverse("my_cases")).status_code == 200
    assert client.post(reverse("accounts:logout")).url == reverse("home")
    assert client.get(reverse("my_cases")).status_code == 302


@pytest.mark.django_db
def test_log_out_without_a_session_leads_home(client):
    assert client.post(reverse("accounts:logout")).url == reverse("home")


def test_pages_of_a_logged_in_person_are_not_stored(client, user):
    client.force_login(user)
    assert "no-store" in client.get("/").headers["Cache-Control"]


# --- Errors --------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_unknown_address_gets_a_clear_page(client):
    page = client.get("/no-existe/")
    assert page.status_code == 404
    assert "No encontramos esta página" in page.text


@pytest.mark.django_db
def test_form_without_its_token_gets_a_clear_page():
    page = Client(enforce_csrf_checks=True).post(reverse("accounts:recover"), {"identifier": "laboratorio"})
    assert page.status_code == 403
    assert "No pudimos recibir el formulario" in page.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "text"),
    [(PermissionDenied, 403, "No tiene permiso"), (ValueError, 500, "Tenemos un problema técnico")],
)
def test_failing_page_is_told_in_plain_words(monkeypatch, client, error, status, text):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr("inm_portal.pages.render", fail)
    client.raise_request_exception = False
    page = client.get(reverse("contact"))
    assert page.status_code == status
    assert text in page.text


def test_request_that_cannot_be_understood_is_told_in_plain_words(client):
    page = client.get("/contacto/", headers={"host": "otro.example.org"})
    assert page.status_code == 400
    assert "No pudimos entender la solicitud" in page.text


# --- The admin -----------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_admin_finds_people_companies_and_news(admin_client):
    Company.objects.create(legal_name="Laboratorio Ñandú S. A. S.", nit="900494393")
    news_item(slug="una")
    for model, query, found in [
        ("accounts_company", "9004943933", "900.494.393-3"),
        ("accounts_user", "admin", "admin"),
        ("accounts_municipality", "zzzz", "0 municipios"),
        ("communications_newsitem", "Noticia", "Noticia una"),
    ]:
        page = admin_client.get(reverse(f"admin:{model}_changelist"), {"q": query})
        assert found in page.text
        assert admin_client.get(reverse(f"admin:{model}_add")).status_code == 200


# --- How forms are drawn -------------------------------------------------------------------------------
class SampleForm(forms.Form):
    number = forms.CharField(label="Número", help_text="Sin puntos.")
    notes = forms.CharField(label="Notas", required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(label="Clase", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    accepted = forms.BooleanField(label="Acepto")
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("No coinciden.")


def drawn(form, name) -> str:
    return render_to_string("inm/field.html", {"field": form[name]})


def test_field_shows_label_hint_and_error_before_its_control():
    html = drawn(SampleForm({}), "number")
    order = [html.index(part) for part in ('for="id_number"', "id_number_hint", "id_number_error", "<input")]
    assert order == sorted(order)
    assert html.count("aria-describedby=") == 1
    assert 'aria-describedby="id_number_hint id_number_error"' in html
    assert html.count('aria-invalid="true"') == 1


def test_optional_field_says_so_and_required_one_does_not():
    assert "(opcional)" in drawn(SampleForm(), "notes")
    assert "(opcional)" not in drawn(SampleForm(), "number")


def test_field_without_hint_or_error_names_no_description():
    assert "aria-describedby" not in drawn(SampleForm(), "notes")


def test_group_of_choices_is_a_described_fieldset():
    html = drawn(SampleForm({}), "kind")
    assert re.search(r'<fieldset[^>]* aria-describedby="id_kind_error"', html)
    assert "<legend" in html
    assert 'for="id_kind_1"' in html


def test_every_error_is_linked_to_where_it_is_mended():
    assert linked_errors([SampleForm({})]) == [
        ("id_number", "Este campo es obligatorio."),
        ("id_kind_0", "Este campo es obligatorio."),
        ("id_accepted", "Este campo es obligatorio."),
        ("", "Este campo es obligatorio."),
        ("", "No coinciden."),
    ]


def test_summary_without_errors_is_nothing():
    assert render_to_string("inm/error_summary.html", {"forms": [SampleForm()]}).strip() == ""


def test_summary_takes_errors_that_belong_to_no_form():
    context = {"forms": [], "extra_errors": [("people", "Agregue una persona.")]}
    assert '<a href="#people">Agregue una persona.</a>' in render_to_string("inm/error_summary.html", context)


# --- In the browser ------------------------------------------------------------------------------------
@pytest.mark.browser
@pytest.mark.parametrize(
    "path", ["/", "/servicios/", "/noticias/", "/contacto/", "/ingreso/", "/no-existe/", "/salir/"]
)
def test_page_is_accessible_and_fits_the_smallest_screen(transactional_db, page, axe, path):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.set_viewport_size({"width": 1280, "height": 900})
    axe(page)


@pytest.mark.browser
def test_no_style_sheet_locks_the_orientation(transactional_db, page):
    page.goto("/")
    rule = {"runOnly": {"type": "rule", "values": [ORIENTATION]}, "resultTypes": ["violations"]}
    assert Axe().run(page, options=rule).violations_count == 0


@pytest.mark.browser
def test_failed_log_in_takes_the_focus_to_its_error(transactional_db, page, axe):
    page.goto("/")
    page.get_by_role("textbox", name="Usuario").fill("nadie")
    page.get_by_role("textbox", name="Contraseña").fill("mala")
    page.get_by_role("button", name="Ingresar").click()
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)


@pytest.mark.browser
def test_menu_opens_on_a_phone_without_javascript(transactional_db, no_script_page):
    no_script_page.set_viewport_size({"width": 320, "height": 640})
    no_script_page.goto("/")
    menu = no_script_page.get_by_role("navigation", name="Menú principal")
    assert not menu.get_by_role("link", name="Noticias").is_visible()
    no_script_page.get_by_text("Menú", exact=True).click()
    menu.get_by_role("link", name="Noticias").click()
    expect(no_script_page).to_have_url(re.compile("/noticias/$"))


@pytest.mark.django_db
def test_endless_user_name_is_refused_and_not_a_fault(client):
    response = client.post("/ingreso/", {"username": "u" * 300, "password": "x"})
    assert response.status_code in {200, 422}
    assert "150" in response.text


def test_pages_are_legible_in_the_dark(page, axe, reference_data):
    page.emulate_media(color_scheme="dark")
    for address in (
        "/",
        "/pqrsd/",
        "/pqrsd/radicar/",
        "/pqrsd/plazos/?clase=queja",
        "/verificar/",
        "/registro/",
    ):
        page.goto(address)
        expect(page.locator("body")).to_have_css("background-color", "rgb(11, 22, 38)")
        axe(page)
