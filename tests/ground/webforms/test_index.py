"""The index of a long form: which questions it counts, and how each stands."""

import pytest
from django import forms

from ground.webforms.fields import ApplicableForm
from ground.webforms.index import IndexPart, IndexQuestion, questions
from ground.webforms.templatetags.inm_forms import told

ANSWERED, MISSING, OPEN = IndexQuestion


class Form(ApplicableForm):
    name = forms.CharField()
    country = forms.ChoiceField(choices=[("", "Seleccione…"), ("CO", "Colombia"), ("CL", "Chile")])
    department = forms.CharField()
    phone = forms.RegexField(r"\d{10}", required=False)
    accepts = forms.BooleanField(required=False)

    @property
    def unasked(self) -> frozenset[str]:
        return frozenset({"department"}) if self["country"].value() == "CL" else frozenset()

    def clean(self) -> None:
        super().clean()
        self.forget(*self.unasked)


@pytest.mark.parametrize(
    ("form", "states"),
    [
        (Form(), (OPEN, OPEN, OPEN)),
        (Form(initial={"name": "Ana", "country": "CO"}), (ANSWERED, ANSWERED, OPEN)),
        (Form(initial={"country": "CL"}), (OPEN, ANSWERED)),  # what does not apply is not asked
        (Form({}), (MISSING, MISSING, MISSING)),
        (Form({"name": "Ana", "country": "CL"}), (ANSWERED, ANSWERED)),
        # What is optional is counted only when something is wrong with it.
        (Form({"name": "Ana", "country": "CL", "phone": "12"}), (ANSWERED, ANSWERED, MISSING)),
        (Form({"name": "Ana", "country": "CL", "phone": "3001234567"}), (ANSWERED, ANSWERED)),
    ],
)
def test_index_counts_what_has_to_be_answered(form, states):
    assert questions(form) == states
    part = IndexPart("contact", "Contacto", states)
    assert (part.answered, part.missing) == (states.count(ANSWERED), states.count(MISSING))


@pytest.mark.parametrize(
    ("form", "is_open"),
    [
        (Form(), False),
        (Form(initial={"accepts": False, "phone": ""}), False),
        (Form(initial={"accepts": True}), True),
        (Form(initial={"phone": "3001234567"}), True),
        (Form({"phone": "12"}), True),
        (Form({}), False),
    ],
)
def test_what_is_folded_opens_with_an_answer_or_an_error_in_it(form, is_open):
    assert told([form["phone"], form["accepts"]]) is is_open
