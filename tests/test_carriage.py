"""How every page of the portal is carried: who may keep it, what it weighs, and who may index it.

All addresses of the URLconf are walked, once by nobody and once by somebody who is logged in; one that is new
fails until the table below says what it is.
"""

import gzip
import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver, reverse

from tests.addresses import FORMS, PRIVATE, READING, WALKED, address, in_each_language, names, portal_to_show
from tests.factories import person_user

MOST_BYTES = 100 * 1024


@pytest.fixture
def code(reference_data) -> str:
    return portal_to_show()


# --- What a first visit loads ----------------------------------------------------------------------------
LOADED = re.compile(
    r'(?:rel="(?:stylesheet|preload|icon)"[^>]*?href|<script[^>]* src|<img[^>]* src|<use href)="([^"#]+)'
)
SHEETS = re.compile(r'rel="stylesheet" href="/static/(css/[^"]+)')
CANONICAL = re.compile(r'rel="canonical"\s+href="([^"]*)"')
STYLED = re.compile(r"\.([a-z][\w-]*)")
TEXTS = {".css", ".js", ".svg"}


@cache
def wire_bytes(name: str) -> int:
    """Of a static file, as WhiteNoise sends it."""
    path = Path(finders.find(name))
    content = path.read_bytes()
    return len(gzip.compress(content)) if path.suffix in TEXTS else len(content)


def loaded(html: str) -> set[str]:
    """The static files that a page loads."""
    return {name.removeprefix("/static/") for name in LOADED.findall(html) if name.startswith("/static/")}


def weight(page: HttpResponse, files: set[str]) -> int:
    """The bytes of a page and of those files, each once."""
    return len(page.getvalue()) + sum(map(wire_bytes, files))


@cache
def styled(sheet: str) -> frozenset[str]:
    text = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", Path(finders.find(sheet)).read_text(), flags=re.DOTALL)
    return frozenset(STYLED.findall(text))


def unstyled(html: str) -> set[str]:
    """The classes of a page that some sheet styles, but none that it loads."""
    every = {str(path.relative_to(settings.BASE_DIR / "static")) for path in settings.BASE_DIR.glob("static/css/*.css")}
    sheets = set(SHEETS.findall(html))
    own = {name for each in re.findall(r'class="([^"]*)"', html) for name in each.split()}
    there = set().union(*map(styled, sheets))
    return own & set().union(*map(styled, every - sheets)) - there


def fetched(client: Client, path: str, **headers: str) -> tuple[HttpResponse, str]:
    """The page as it travels, and its text."""
    page = client.get(path, headers={"accept-encoding": "gzip", **headers})
    content = page.getvalue()
    packed = page.headers.get("Content-Encoding") == "gzip"
    return page, (gzip.decompress(content) if packed else content).decode(errors="replace")


def is_private(page: HttpResponse) -> bool:
    control = page.headers.get("Cache-Control", "")
    return "public" not in control and ("private" in control or "no-store" in control)


# --- The walk --------------------------------------------------------------------------------------------
def test_every_address_is_in_the_table():
    assert names(get_resolver()) == set(WALKED)


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PROPFIND", "CONNECT"])
def test_no_address_takes_another_method(code, method):
    visitor = Client()
    answers = {path: visitor.generic(method, path).status_code for _, path in in_each_language(WALKED, code)}
    assert set(answers.values()) == {405}


def test_page_for_reading_is_anybodys(code):
    found = {}
    for name, path in in_each_language(READING, code):
        visitor = Client()
        page, html = fetched(visitor, path)
        again = visitor.get(path, headers={"if-none-match": page.headers["ETag"], "accept-encoding": "gzip"})
        is_found = name not in {
            *("offline", "radicados:verify", "search", "search_suggestions", "finder", "components"),
        }
        found[path] = {
            "status": page.status_code,
            "cookies": [*page.cookies],
            "is public": bool(re.match(r"(public, )?max-age=\d+(, public)?", page.headers["Cache-Control"])),
            "varies": "Cookie" in page.headers["Vary"],
            "again": (
                again.status_code,
                again.content,
                again.headers["Cache-Control"] == page.headers["Cache-Control"],
            ),
            "is indexed": ("X-Robots-Tag" not in page.headers) == is_found,
            "is light": weight(page, loaded(html)) <= MOST_BYTES,
            "token": "csrfmiddlewaretoken" in html,
            "unstyled": unstyled(html),
            "named whole": all(named.split() == [named] for named in CANONICAL.findall(html)),
        }
    expected = {
        "status": 200, "cookies": [], "is public": True, "varies": True, "again": (304, b"", True),
        "is indexed": True, "is light": True, "token": False, "unstyled": set(),
        "named whole": True,
    }  # fmt: skip
    assert {path: told for path, told in found.items() if told != expected} == {}


def test_page_with_a_form_for_anybody_is_private_and_light(code):
    for name, path in in_each_language(FORMS, code):
        page, html = fetched(Client(), path)
        assert (page.status_code, is_private(page), unstyled(html)) == (200, True, set()), path
        assert weight(page, loaded(html)) <= MOST_BYTES, path
        assert ("X-Robots-Tag" in page.headers) == (name == "accounts:recover_asked"), path


def test_all_else_is_kept_from_caches_and_search_engines(code):
    for name in PRIVATE:
        page, _ = fetched(Client(), address(name, code))
        assert is_private(page), name
        assert page.headers["X-Robots-Tag"] == "noindex", name


def test_whoever_is_logged_in_leaves_no_page_behind(code):
    """Nothing of a person is compressed; what every page loads, the browser has had from the log-in page on."""
    client = Client()
    at_hand = loaded(fetched(client, "/ingreso/")[1])
    client.force_login(person_user())
    for name in WALKED.keys() - {"accounts:logout"}:
        page, html = fetched(client, address(name, code))
        assert "no-store" in page.headers["Cache-Control"], name
        assert is_private(page), name
        assert page.headers["X-Robots-Tag"] == "noindex", name
        assert page.headers.get("Content-Encoding", "") == "" or name in READING, name
        assert unstyled(html) == set(), name
        assert weight(page, loaded(html) - at_hand) <= MOST_BYTES, name


def test_administration_is_private_whatever_is_asked_of_it(db):
    for pattern in admin.site.get_urls():
        if isinstance(pattern, URLPattern) and pattern.name and "<" not in str(pattern.pattern):
            page = Client().get(reverse(f"admin:{pattern.name}"))
            assert is_private(page), pattern.name
            assert page.headers["X-Robots-Tag"] == "noindex", pattern.name


def test_no_cache_takes_the_page_of_somebody_for_anybodys(code):
    """Whoever has the page of before the log-in, its tag included, is sent their own."""
    client = Client()
    before = client.get("/")
    client.force_login(person_user())
    after = client.get("/", headers={"if-none-match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Hola, " in after.text
    assert "ETag" not in after.headers


def test_what_is_told_once_is_not_kept(db):
    client = Client()
    told = [Message(messages.INFO, "Su contraseña quedó cambiada.")]
    client.cookies["messages"] = CookieStorage(RequestFactory().get("/"))._encode(told)
    page = client.get("/")
    assert "Su contraseña quedó cambiada." in page.text
    assert is_private(page)
    assert page.cookies["messages"].value == "", "it was read"
