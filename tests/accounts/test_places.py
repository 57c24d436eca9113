"""The municipalities of DANE's DIVIPOLA: official names, usual ones, and the codes that are no more."""

import pytest

from accounts.forms.registration.contact import ContactForm
from accounts.models import Municipality

pytestmark = pytest.mark.django_db


def offered(department: str) -> dict[str, str]:
    form = ContactForm(initial={"department": department})
    return {str(value): label for value, label in form["municipality"].field.choices if value}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("05360", "Itagüí"),
        ("05172", "Chigorodó"),
        ("11001", "Bogotá, D.C."),
        ("13001", "Cartagena de Indias"),
        ("15248", "El Espino"),
        ("19760", "Sotará - Paispamba"),
        ("27493", "Nuevo Belén de Bajirá"),
        ("52835", "San Andrés de Tumaco"),
        ("76001", "Santiago de Cali"),
    ],
)
def test_a_municipality_has_its_official_name(reference_data, code, name):
    assert Municipality.objects.get(pk=code).name == name


def test_the_list_is_whole(reference_data):
    assert Municipality.objects.filter(is_retired=False).count() == 1122
    assert not Municipality.objects.filter(name__regex=r"\s{2}|\d").exists()


@pytest.mark.parametrize(("code", "department"), [("27086", "27"), ("94663", "94")])
def test_a_retired_code_stays_for_rows_of_before_and_is_not_offered(reference_data, code, department):
    assert Municipality.objects.get(pk=code).is_retired
    assert code not in offered(department)


def test_a_municipality_is_found_in_the_list_by_the_name_that_people_use(reference_data):
    labels = list(offered("76").values())
    assert "Cali (Santiago de Cali)" in labels
    assert labels.index("Cali (Santiago de Cali)") < labels.index("Cartago")
    assert "Itagüí" in offered("05").values()
