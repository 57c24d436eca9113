"""All answers before they are filed: each in the words of its form, and the page sent again without loss."""

import pytest
from django import forms
from django.http import QueryDict

from ground.webforms.fields import ApplicableForm, DayField, ParagraphsField, TextLineField
from ground.webforms.review import ReviewPart, answers, review
from ground.webforms.typed import as_known, as_posted, typed_in

LETTERS = [("Vocales", [("a", "Letra a"), ("e", "Letra e")]), ("b", "Letra b")]


class AskedForm(ApplicableForm):
    prefix = "asked"

    name = TextLineField(label="Nombre")
    letter = forms.ChoiceField(label="Letra", choices=LETTERS, required=False)
    letters = forms.MultipleChoiceField(label="Letras", choices=LETTERS, required=False)
    on = DayField(label="Día", required=False)
    story = ParagraphsField(label="Qué pasó", required=False)
    agrees = forms.BooleanField(label="Acepto lo dicho.", required=False)
    is_new = forms.BooleanField(label="Es nuevo", required=False)
    secret = forms.CharField(label="Clave", widget=forms.PasswordInput, required=False)
    elsewhere = TextLineField(label="Ciudad", required=False)
    name_again = TextLineField(label="Nombre, otra vez", required=False)

    ASKED_AGAIN = ("name_again",)

    @property
    def unasked(self) -> frozenset[str]:
        return frozenset({"elsewhere"})


def posted(**told: object) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, value in ({"name": "Ana"} | told).items():
        sent.setlist(f"asked-{name}", value if isinstance(value, list) else [value])
    return sent


@pytest.mark.parametrize(
    ("told", "label", "read"),
    [
        ({"name": "  Ana   Peña "}, "Nombre", "Ana Peña"),
        ({"letter": "e"}, "Letra", "Letra e"),
        ({"letter": "b"}, "Letra", "Letra b"),
        ({"letter": ""}, "Letra", ""),
        ({"letters": ["a", "b"]}, "Letras", "Letra a\nLetra b"),
        ({"on": "2026-08-31"}, "Día", "31/08/2026"),
        ({"story": "Uno.\r\n\r\nDos."}, "Qué pasó", "Uno.\n\nDos."),
        ({"agrees": "on"}, "Acepto lo dicho.", "Sí"),
        ({}, "Acepto lo dicho.", "No"),
        ({"name": ""}, "Nombre", ""),
        ({"on": "ayer"}, "Día", "ayer"),  # what is wrong, as it was typed
    ],
)
def test_each_answer_is_read_in_the_words_of_the_form(told, label, read):
    form = AskedForm(posted(**told))
    form.is_valid()
    assert {str(answer.label): answer.value for answer in answers(form)}[label] == read


def test_what_is_wrong_says_why_and_what_is_not_asked_is_not_there():
    form = AskedForm(posted(name="", elsewhere="Lima", secret="palabras"))
    form.is_valid()
    shown = {str(answer.label): answer for answer in answers(form)}
    assert shown["Nombre"].problems
    assert "Ciudad" not in shown
    assert "Clave" not in shown
    assert "Nombre, otra vez" not in shown
    assert [label for label, answer in shown.items() if answer.is_statement] == ["Acepto lo dicho."]


def test_a_form_that_asked_nothing_of_this_person_has_no_answers():
    assert not list(answers(AskedForm()))


def test_the_page_carries_everything_but_passwords_and_its_own_button():
    sent = posted(letters=["a", "b"], story="Uno.\nDos.", secret="palabras")
    sent.update({"action": "review", "csrfmiddlewaretoken": "x", "draft": "abc"})
    form = AskedForm(sent)
    form.is_valid()
    shown = review(sent, [ReviewPart("asked", "Lo pedido", tuple(answers(form)))], [form], form_url="/")
    assert ("asked-letters", "a") in shown.carried
    assert ("asked-letters", "b") in shown.carried
    assert ("asked-story", "Uno.\nDos.") in shown.carried
    assert ("draft", "abc") in shown.carried
    assert not {"action", "csrfmiddlewaretoken", "asked-secret"} & {name for name, _ in shown.carried}


# --- What a draft keeps ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "told",
    [
        {"name": "  Ana  ", "story": "Uno.\r\n"},  # as typed, not as it would be kept
        {"letters": ["a", "b"], "agrees": "on", "on": "ayer"},
        {"letter": "no está", "name": "ñ" * 300},
    ],
)
def test_what_was_typed_is_sent_again_as_it_was(told):
    sent = posted(**told)
    again = as_posted(typed_in([AskedForm()], sent))
    assert {name: again.getlist(name) for name in sent} == {name: sent.getlist(name) for name in sent}


def test_neither_passwords_nor_nul_nor_what_nobody_types_is_kept():
    typed = typed_in([AskedForm()], posted(secret="palabras", name="An\x00a", story="a" * 100_000))
    assert "asked-secret" not in typed
    assert typed["asked-name"] == "Ana"
    assert len(typed["asked-story"]) == 2_000


def test_a_form_begins_with_what_was_typed():
    known = as_known(typed_in([AskedForm()], posted(letters=["a"], agrees="on")))
    form = AskedForm(initial=known["asked"])
    assert form["letters"].value() == ["a"]
    assert form["agrees"].value() is True
