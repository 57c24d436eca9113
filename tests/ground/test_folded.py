"""The lists of the administration find a name however it is typed."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import User
from ground.synonyms.models import Synonym
from ground.words import unaccented
from inm_portal import staff_groups
from tests.staff import staff_user, verified

NAMES = ["D'Angelo", "D’Ángelo", "Łukasz Søren", "Straße Æsir", "Termómetro ºC", "王小明", "Юрий", "100 %", "PEÑA"]


def found(typed: str) -> set[str]:
    return set(User.objects.filter(first_name__folded=typed).values_list("first_name", flat=True))


@pytest.fixture
def named(db):
    for number, name in enumerate(NAMES):
        User.objects.create(username=f"u{number}", first_name=name)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("dangelo", {"D'Angelo", "D’Ángelo"}),
        ("D´ANGELO", {"D'Angelo", "D’Ángelo"}),
        ("lukasz soren", {"Łukasz Søren"}),
        ("STRASSE", {"Straße Æsir"}),
        ("aesir", {"Straße Æsir"}),
        ("termometro °c", {"Termómetro ºC"}),
        ("小", {"王小明"}),
        ("юрии", {"Юрий"}),
        ("peña", {"PEÑA"}),
        ("pena", {"PEÑA"}),
        ("%", {"100 %"}),  # what it says and no pattern
        ("_", set()),
        ("'", set()),  # nothing is left to search
        ("´", set()),
    ],
)
def test_a_name_is_found_as_it_is_written_and_as_it_is_typed(named, typed, names):
    assert found(typed) == names


def test_the_database_folds_a_text_as_python_does(named):
    assert [name for name in NAMES if name not in found(unaccented(name))] == []


def test_every_list_searches_the_names_of_people_and_things_so(db):
    """Codes, numbers, addresses and user names are typed as they are."""
    exact = {
        "number", "code", "nit", "foreign_tax_id", "document_number", "filer_document", "username", "email", "sha256",
        "sent_sha256", "accreditation_code", "recipient", "actor_name", "subject_id", "subject_type",
    }  # fmt: skip
    unfolded = [
        (model.__name__, path)
        for model, desk in admin.site._registry.items()
        if desk.get_search_results.__func__ is admin.ModelAdmin.get_search_results
        for path in desk.search_fields
        if not path.endswith("__folded") and path.rpartition("__")[2] not in exact
    ]
    assert unfolded == []


def test_a_list_of_the_administration_finds_words_without_their_accents(db, client):
    Synonym.objects.create(said="galón d'óptica", means="volumen")
    Synonym.objects.create(said="otra cosa", means="masa")
    desk = verified(client, staff_user(staff_groups.COMMUNICATIONS))
    page = desk.get(reverse("admin:synonyms_synonym_changelist"), {"q": "GALON doptica"})
    assert "galón" in page.text
    assert "otra cosa" not in page.text
