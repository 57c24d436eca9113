"""The pages of the search and the map of the site."""

from functools import partial
from html import unescape
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from ground.synonyms.models import Synonym
from inm_portal.staff_groups import COMMUNICATIONS
from tests.factories import UserFactory, laboratory_user
from tests.staff import staff_user, verified

pytestmark = pytest.mark.django_db
SEARCH = "/buscar/"
# Pages without arguments that nobody looks for: what follows from a step just taken, what machines ask, and the
# pieces of the pages, which only a demonstration shows.
NOT_IN_THE_MAP = {
    "components",
    "offline",
    "accounts:confirm_email",
    "accounts:confirm_new_email",
    "accounts:go_on",
    "accounts:logout",
    "accounts:municipalities",
    "accounts:new_password",
    "accounts:recover_asked",
    "accounts:registered",
    "accounts:resume",
    "accounts:second_factor_check",
    "health_live",
    "health_ready",
    "search_suggestions",
}
WHATEVER = [
    "", " ", "a", "💡", "á", "'; DROP TABLE search_entry; --", "& | ! :* <-> (", "\\", "%_", "a b c d e f g h i j k l",
    "\u202e", "日本語", "0.5", "1.2.3.4", "<script>alert(1)</script>", "x" * 200, "a " * 100, "ﬁ", "ß", "İ",
]  # fmt: skip


def asked(client: Client, typed: str, **more: str):
    return client.get(SEARCH, {"q": typed} | more)


# --- Results ------------------------------------------------------------------------------------------------
def test_results_come_by_kinds_with_their_counts_words_marked_and_links(client, indexed):
    page = asked(client, "calibración")
    assert page.status_code == 200
    assert "Trámites y servicios (" in page.text
    assert "<mark>Calibración</mark> de equipos metrológicos" in page.text
    assert 'href="/servicios/"' in page.text
    assert page.text.index("Trámites y servicios (") < page.text.index("Tasas (")
    assert "tipo=tasas" in page.text
    assert f"/tarifas/?q={quote('calibración')}" in page.text


def test_results_of_a_kind_come_page_by_page(client, indexed):
    first = asked(client, "calibración", tipo="tasas")
    assert first.text.count('<li class="hit">') == 20
    assert "Página 1 de" in first.text
    second = asked(client, "calibración", tipo="tasas", pagina="2")
    titles = [{entry.pk for entry in page.context["page"]} for page in (first, second)]
    assert not titles[0] & titles[1]
    assert asked(client, "calibración", tipo="tasas", pagina="x").status_code == 200
    assert asked(client, "calibración", tipo="otros").status_code == 404


def test_what_was_corrected_is_told_with_a_way_back(client, indexed):
    page = asked(client, "calibrasion")
    assert "Se buscó «<strong>calibración</strong>»" in page.text
    assert "Buscar exactamente «calibrasion»" in page.text
    exact = client.get(f"{SEARCH}?{page.context['exact_query']}")
    assert "Ningún resultado para «calibrasion»" in exact.text


def test_what_is_not_there_is_told_with_ways_on(client, indexed):
    page = asked(client, "xqzwv")
    assert "Ningún resultado para «xqzwv»" in page.text
    for name in ("service_offer", "tariffs:quote", "pqrsd:file", "pqrsd:lookup", "radicados:lookup", "contact"):
        assert f'href="{reverse(name)}"' in page.text


def test_results_with_some_of_the_words_say_so(client, indexed):
    assert "Nada tiene todas esas palabras" in asked(client, "balanza denuncia").text


def test_what_needs_an_account_says_so(client, indexed):
    assert "Requiere ingresar" in asked(client, "mis solicitudes").text


def test_whatever_is_typed_is_answered(client, indexed):
    for typed in WHATEVER:
        for address in (SEARCH, "/buscar/sugerencias/"):
            page = client.get(address, {"q": typed})
            assert page.status_code == 200, typed
            assert "<script>alert" not in page.text


@pytest.mark.parametrize("typed", ["x" * 201, "x" * 10_000, "pesa\x00"])
def test_what_is_too_long_or_no_text_is_refused_beside_its_box(client, typed):
    page = asked(client, typed)
    assert page.status_code == 422
    assert "Revise la información" in page.text
    assert client.get("/buscar/sugerencias/", {"q": typed}).json() == {"suggestions": []}


@pytest.mark.parametrize("typed", ["%", "💡", "º", "' ´"])
def test_a_search_that_has_nothing_left_to_search_says_so(client, indexed, typed):
    assert "no hay letras ni números: escriba una palabra" in client.get(f"/buscar/?q={quote(typed)}").text


def test_nothing_is_searched_by_post(client):
    assert client.post(SEARCH).status_code == 405


def test_suggestions_are_titles_with_their_kind_and_address(client, indexed):
    found = client.get("/buscar/sugerencias/", {"q": "quej"}).json()["suggestions"]
    assert found[0] == {
        "title": "Queja",
        "kind": "Trámites y servicios",
        "address": "/pqrsd/radicar/?clase=queja",
    }
    assert len(found) <= 6


def test_a_page_asks_no_more_for_more_that_is_found(client, indexed, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        asked(client, "calibración")
    with django_assert_max_num_queries(9):
        asked(client, "calibrasion de balansas")


def test_every_page_leads_to_the_search_and_the_map(client):
    page = client.get(reverse("contact"))
    assert page.text.count(f'href="{SEARCH}"') == 3  # beside the account, and in both menus
    assert f'href="{reverse("site_map")}"' in page.text
    assert f'action="{SEARCH}"' in client.get("/").text


def test_everything_found_opens_or_asks_to_log_in(client, indexed):
    """Of the rates, which are all alike, the first."""
    found = {entry.address: entry for entry in reversed(client.get(SEARCH, {"q": "a"}).context["answer"].entries)}
    assert found
    pages = [entry for entry in found.values() if entry.kind != "tasas"]
    for entry in [*pages, next(entry for entry in found.values() if entry.kind == "tasas")]:
        status = client.get(unescape(entry.address)).status_code
        assert status == (302 if entry.needs_account else 200), entry.address


# --- Synonyms are rows ---------------------------------------------------------------------------------------
def test_communications_edits_the_synonyms(client):
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=COMMUNICATIONS))
    page = verified(client, user).post(reverse("admin:synonyms_synonym_add"), {"said": "Gramolita", "means": "pesa"})
    assert page.status_code == 302
    assert Synonym.objects.get(said="Gramolita").key == "gramolita"


# --- The map of the site ---------------------------------------------------------------------------------------
def patterns(resolver: URLResolver, names: tuple[str, ...] = (), *, has_arguments: bool = False):
    """Every address without arguments that has a name, the administration's aside."""
    for pattern in resolver.url_patterns:
        takes = has_arguments or bool(pattern.pattern.regex.groups)
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                inside = (*names, pattern.namespace) if pattern.namespace else names
                yield from patterns(pattern, inside, has_arguments=takes)
        elif isinstance(pattern, URLPattern) and pattern.name and not takes:
            yield ":".join([*names, pattern.name])


def test_the_map_has_every_public_page_that_needs_no_arguments(client, indexed):
    shown = client.get(reverse("site_map"))
    assert shown.status_code == 200
    missing = []
    for name in set(patterns(get_resolver())) - NOT_IN_THE_MAP:
        address = reverse(name)
        if f'href="{address}"' in shown.text.partition("<main")[2].partition("</main>")[0]:
            continue
        page = Client().get(address)
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            missing.append(name)
    assert missing == []


def test_the_map_marks_what_needs_an_account(client, indexed):
    for title, pages in client.get(reverse("site_map")).context["sections"]:
        for page in pages:
            status = Client().get(page.address).status_code
            assert status == (302 if page.needs_account else 200), f"{title}: {page.title}"


def test_search_finds_no_page_that_would_not_open(client, indexed):
    verified(client, staff_user("Oficial PQRSD"))
    for found in (
        client.get(reverse("search"), {"q": "caracterización"}).text,
        client.get(reverse("search_suggestions"), {"q": "caracterización"}).text,
    ):
        assert reverse("accounts:characterisation") not in found
    assert reverse("accounts:characterisation") in Client().get(reverse("search"), {"q": "caracterización"}).text


@pytest.mark.parametrize("someone", [laboratory_user, partial(staff_user, "Oficial PQRSD")])
def test_every_page_of_the_map_opens_for_whoever_has_an_account(client, indexed, someone):
    verified(client, someone())
    sections = client.get(reverse("site_map")).context["sections"]
    opened = {page.title: client.get(page.address, follow=True).status_code for _, pages in sections for page in pages}
    assert {title: status for title, status in opened.items() if status != 200} == {}
