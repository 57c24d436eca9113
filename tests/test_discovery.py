"""What browsers, search engines and those who find a hole ask of a site before anything else."""

import re
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.staticfiles import finders
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from accounts.ended_sessions import OWNER_COOKIE, OWNER_COOKIE_AGE
from communications.models import NewsItem
from expedientes.views.follower import COOKIE as CASE_COOKIE
from expedientes.views.follower import ENGLISH_COOKIE
from ground.documents.drafts import LIFE
from inm_portal.state_menus import kept_cookies
from tests.browser import watched_page

pytestmark = pytest.mark.django_db
BASE = settings.PORTAL_BASE_URL
ATOM = "{http://www.w3.org/2005/Atom}"
KEPT = """caches.open("offline").then(cache => cache.keys())
    .then(requests => requests.map(({url}) => new URL(url).pathname))"""


@pytest.fixture
def news(db) -> NewsItem:
    """One that may be read, and beside it one that may not yet."""
    now = timezone.now()
    NewsItem.objects.create(title="Vendrá", slug="vendra", summary="s", body="b", published_at=now + timedelta(days=1))
    return NewsItem.objects.create(title="Hay «una»", slug="una", summary="Uno & dos.", body="b", published_at=now)


def test_head_says_what_the_page_is(client, news):
    page = client.get(f"{news.get_absolute_url()}?x=1").text
    assert '<meta property="og:title" content="Hay «una»">' in page
    assert 'content="Uno &amp; dos."' in page
    assert f'href="{BASE}/noticias/una/"' in page
    assert re.search(r'og:image"\s+content="([^"]+)"', page)[1] == f"{BASE}/static/img/share/news.png"


@pytest.mark.parametrize("name", ["portal", "tariffs", "pqrsd", "verification", "news"])
def test_image_of_a_section_has_the_size_that_the_head_says(name):
    with Image.open(finders.find(f"img/share/{name}.png")) as image:
        assert image.size == (1200, 630)


def test_site_map_names_what_is_published_by_the_portals_own_address(client, news):
    page = client.get("/sitemap.xml")
    assert page.text.count(f'hreflang="en" href="{BASE}/en/"') == page.text.count(f'hreflang="es" href="{BASE}/"') == 2
    assert "/en/noticias/" not in page.text
    found = [each.text for each in ElementTree.fromstring(page.content).iter() if each.tag.endswith("loc")]
    assert page.headers["Content-Type"] == "application/xml"
    assert {f"{BASE}/noticias/una/", f"{BASE}/", f"{BASE}/en/"} <= set(found)
    assert [address for address in found if "vendra" in address] == []
    answers = {address: client.get(address.removeprefix(BASE), HTTP_COOKIE="") for address in found}
    assert {address for address, each in answers.items() if each.status_code != 200} == set()
    assert {address for address, each in answers.items() if "X-Robots-Tag" in each.headers} == set()
    assert f"Sitemap: {BASE}/sitemap.xml" in client.get("/robots.txt").text


def test_news_feed_is_of_current_news(client, news):
    feed = ElementTree.fromstring(client.get("/noticias/atom.xml").content)
    entries = feed.findall(f"{ATOM}entry")
    assert [each.find(f"{ATOM}title").text for each in entries] == ["Hay «una»"]
    assert entries[0].find(f"{ATOM}link").get("href") == f"{BASE}/noticias/una/"


def test_news_feed_can_be_read_whatever_was_pasted_into_the_news(client, news):
    NewsItem.objects.filter(slug="una").update(title="Una\vnoticia", summary="Resumen \x01\x1b\u202edel revés")
    entry = ElementTree.fromstring(client.get("/noticias/atom.xml").content).find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "Una\nnoticia"
    assert entry.find(f"{ATOM}summary").text == "Resumen del revés"


@override_settings(ENTITY=settings.ENTITY | {"email": "seguridad@prueba.example"})
def test_hole_is_told_by_the_entitys_mail_on_a_page_that_never_expires(client):
    told = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").text.splitlines())
    assert told["Contact"] == "mailto:seguridad@prueba.example"
    assert told["Preferred-Languages"] == "es, en"
    left = datetime.fromisoformat(told["Expires"]) - timezone.now()
    assert timedelta(days=90) < left < timedelta(days=365)


def test_hole_is_told_on_the_page_of_contact_when_there_is_no_mail(client):
    assert f"Contact: {BASE}/contacto/" in client.get("/.well-known/security.txt").text


def test_manifest_names_icons_that_there_are(client):
    page = client.get("/manifest.webmanifest")
    assert page.headers["Content-Type"] == "application/manifest+json"
    for icon in page.json()["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))


def test_a_password_manager_finds_where_the_password_is_changed(client):
    assert client.get("/.well-known/change-password").url == "/cuenta/clave/"


def test_icon_is_found_without_reading_a_page(client):
    assert client.get("/favicon.ico").url == "/static/img/favicon.ico"


def test_without_a_network_a_page_says_so_and_nothing_else_is_kept(transactional_db, browser, live_server):
    with watched_page(browser, live_server.url, width=1280, height=900, service_workers="allow") as page:
        page.goto("/contacto/")
        page.evaluate("navigator.serviceWorker.ready.then(({active}) => active.state)")
        page.reload()
        assert [path for path in page.evaluate(KEPT) if not path.startswith("/static/")] == ["/sin-conexion/"]
        page.context.set_offline(True)
        page.goto("/noticias/")
        expect(page.get_by_role("heading", name="Sin conexión")).to_be_visible()


def test_the_policy_of_cookies_names_all_that_are_ever_set(client, db):
    """Django's own three, and those that the code sets by itself."""
    own = (path.relative_to(settings.BASE_DIR) for path in settings.BASE_DIR.glob("*/**/*.py"))
    sets = re.compile(r"\.set_(signed_)?cookie\(")
    code = (path for path in own if path.parts[0] not in {"tests", ".venv", "var"})
    setting = {str(path) for path in code if sets.search((settings.BASE_DIR / path).read_text())}
    assert setting == {"accounts/ended_sessions.py", "expedientes/views/follower.py"}
    named = {cookie.name for cookie in kept_cookies()}
    assert named == {"sessionid", "csrftoken", OWNER_COOKIE, CASE_COOKIE, ENGLISH_COOKIE, CookieStorage.cookie_name}
    page = client.get(reverse("cookies")).text
    assert all(f"<code>{name}</code>" in page for name in named)


@override_settings(
    CSRF_COOKIE_AGE=86_400 * 90, SESSION_COOKIE_AGE=3_600 * 8, SESSION_IDLE_MINUTES=45, SESSION_STAFF_IDLE_MINUTES=15
)
def test_the_policy_of_cookies_tells_the_lives_that_they_have(client, db):
    page = client.get(reverse("cookies")).text
    assert "90 días, o hasta que la borre." in page
    assert "tras 45 minutos sin uso (15 el personal); y 8 horas como máximo." in page
    assert f"{OWNER_COOKIE_AGE // 86_400} días, o hasta que salga." in page
    assert f"los borra a las {LIFE // timedelta(hours=1)} horas" in page


def test_whoever_registers_has_a_session_before_logging_in_and_the_policy_says_so(client, reference_data):
    answer = client.post(reverse("accounts:register"), {})
    assert settings.SESSION_COOKIE_NAME in answer.cookies
    session = next(cookie for cookie in kept_cookies() if cookie.name == settings.SESSION_COOKIE_NAME)
    assert "se registra" in session.purpose


@pytest.mark.parametrize("path", ["/", "/en/", "/tarifas/", "/pqrsd/radicar/"])
def test_the_three_menus_of_the_state_are_on_every_page(client, path, reference_data):
    page = client.get(path).text
    for name in ("transparency", "attention", "participation"):
        assert page.count(f'href="{reverse(name)}"') == 2  # on a wide screen, and in a phone's menu
