"""The pages of the help and the ways to them, from the screens and within sentences."""

import re

import pytest
from django.db import OperationalError
from django.template import engines
from django.urls import reverse
from playwright.sync_api import expect

from communications.models import ServiceNotice
from ground.words import normalise
from inm_portal.help.content import glossary, questions, topics

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", topics())
def test_topic_is_open_to_everybody(client, name):
    page = client.get(reverse("help_topic", args=[name]))
    assert page.status_code == 200
    assert topics()[name].title in page.text


def test_help_is_there_without_the_database(client, monkeypatch):
    def away(at):
        raise OperationalError("away")

    monkeypatch.setattr(ServiceNotice.objects, "in_force", away)
    assert client.get("/ayuda/").status_code == 200


def test_help_that_there_is_not_is_not_found(client):
    assert client.get("/ayuda/no-existe/").status_code == 404


def test_index_has_every_topic_the_questions_and_the_glossary(client):
    page = client.get("/ayuda/").text
    for address in (*(topic.address for topic in topics().values()), "/ayuda/preguntas/", "/ayuda/glosario/"):
        assert f'href="{address}"' in page


def test_every_question_has_its_own_address(client):
    page = client.get("/ayuda/preguntas/").text
    for question in questions():
        assert f'id="{question.name}"' in page
        assert f'href="#{question.name}"' in page


def test_every_word_has_its_own_address(client):
    page = client.get("/ayuda/glosario/").text
    assert all(f'id="{name}"' in page for name in glossary())


def test_screen_leads_to_its_help_and_the_home_page_to_none(client):
    page = client.get(reverse("accounts:recover")).text
    assert f'<a class="page-help" href="{reverse("help_topic", args=["ingresar"])}">Ayuda para esta página</a>' in page
    assert "page-help" not in client.get("/").text


def drawn(text: str) -> str:
    return engines["django"].from_string(text).render()


def test_explained_word_is_a_button_described_by_its_meaning_and_reads_as_text():
    html = drawn('Son {% term "dia-habil" %}días hábiles{% endterm %}.')
    assert re.search(
        r'<button type="button"[^>]*popovertarget="term-dia-habil"[^>]*aria-describedby="term-dia-habil"', html
    )
    assert glossary()["dia-habil"].means in html
    assert re.sub(r"<[^>]*>", "", html).startswith("Son días hábiles Día que cuenta")


def test_word_that_the_glossary_does_not_have_is_an_error():
    with pytest.raises(KeyError):
        drawn('{% term "no-esta" %}x{% endterm %}')


def test_glossary_has_each_letter_that_begins_a_word_once(client):
    letters = re.findall(r'<a href="#([\w-]+)" aria-label="(.): ([^"]+)"', client.get("/ayuda/glosario/").text)
    assert [letter for _, letter, _ in letters] == sorted(
        {normalise(term.word)[0].upper() for term in glossary().values()}
    )
    assert all(glossary()[name].word == word for name, _, word in letters)


# --- In the browser ------------------------------------------------------------------------------------
@pytest.mark.browser
@pytest.mark.parametrize("path", ["/ayuda/", "/ayuda/presentar-pqrsd/", "/ayuda/preguntas/", "/ayuda/glosario/"])
def test_help_is_accessible_and_fits_a_phone(transactional_db, phone_page, axe, path):
    phone_page.goto(path)
    axe(phone_page)
    assert phone_page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.browser
def test_address_of_a_question_opens_its_answer(transactional_db, page):
    page.goto("/ayuda/preguntas/#plazo-prorroga")
    answer = page.locator("#plazo-prorroga")
    expect(answer).to_be_visible()
    expect(answer).to_be_in_viewport()


@pytest.mark.browser
def test_address_of_a_question_opens_its_answer_without_script(transactional_db, no_script_page):
    no_script_page.goto("/ayuda/preguntas/#plazo-prorroga")
    expect(no_script_page.locator("#plazo-prorroga")).to_be_visible()


@pytest.mark.browser
def test_word_is_explained_by_keyboard_without_script_and_escape_closes_it(transactional_db, no_script_page):
    no_script_page.goto("/pqrsd/plazos/")
    word = no_script_page.get_by_role("button", name="días hábiles")
    meaning = no_script_page.locator("#term-dia-habil")
    expect(meaning).to_be_hidden()
    word.press("Enter")
    expect(meaning).to_be_visible()
    meaning.hover()
    expect(meaning).to_be_visible()
    no_script_page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(word).to_be_focused()


@pytest.mark.browser
def test_meaning_is_never_cut_off_on_a_phone(transactional_db, phone_page, axe):
    phone_page.goto("/verificar/")
    phone_page.get_by_role("button", name="código", exact=True).tap()
    box = phone_page.locator("#term-codigo-de-verificacion").bounding_box()
    assert 0 <= box["x"] <= 360 - box["width"]
    assert 0 <= box["y"] <= 740 - box["height"]
    axe(phone_page)
