"""A quote: what its letter says, its versions, and the sums that it must give."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from expedientes.acts.steps import ActRefusedError
from ground.mails.models import Mail
from radicados.letters import fingerprint
from radicados.rendering.version_1 import style
from radicados.rendering.version_1.blocks import CELL_PADDING
from services.acts.answers import accept, in_force
from services.acts.quoting import quote
from services.kinds import Service, State, Step
from services.letters.quote import WITH_DISCOUNT, WITHOUT_DISCOUNT
from services.models import Line, Quote
from services.quoting import valid_until
from tariffs.amount_words import amount_in_words
from tariffs.pricing.quote import CompanySize, Currency, Customer
from tests.services.requests import accepted, again, asked, checked, facts, filed, measurer, officer, quoted, sent

pytestmark = pytest.mark.django_db
FOREIGNER = Customer(is_foreign=True, is_domiciled_abroad=True, pays_from_abroad=True)
MICRO = Customer(size=CompanySize.MICRO, proves_size=True, is_secondary_laboratory=True)
UNIVERSITY = Customer(is_higher_education=True)


def blocks(found: Quote, kind: str) -> list[dict]:
    return [block for block in found.step.letter.snapshot["blocks"] if block["block"] == kind]


def rows(found: Quote, title: str) -> dict[str, str]:
    return dict(next(each for each in blocks(found, "fields") if each["title"] == title)["rows"])


def tables(found: Quote) -> dict[str, list]:
    return {each["title"]: each["rows"] for each in blocks(found, "table")}


# --- What it says (Resolución 015 de 2020, arts. 1 to 9) ---------------------------------------------------
@pytest.mark.parametrize("service", list(Service))
def test_every_service_is_quoted_by_a_letter_whose_lines_add_up(ready, service):
    case = quoted(filed(service, items=(asked(service, quantity=3),)), officer())
    found = in_force(case)
    assert case.state == State.QUOTED
    assert case.next_on == found.valid_until
    assert sum(Decimal(line["total"]) for line in found.lines) == found.total == found.subtotal - found.discount
    sums = rows(found, "Cuánto vale")
    assert sums["Total"] == found.written_total
    assert sums["Total en letras"] == f"Son: {amount_in_words(found.total, Currency.COP)}."
    assert [row[1] for row in tables(found)["Lo que se cotiza"]] == [line["code"] for line in found.lines]
    assert tables(found)["Anexo: cómo se llegó a este valor"]
    assert found.content_sha256 == fingerprint(found.step.letter.snapshot)


@pytest.mark.parametrize(
    ("service", "quantity", "customer", "article"),
    [
        (Service.CALIBRATION, 1, MICRO, "art. 4"),
        (Service.CALIBRATION, 1, replace(MICRO, proves_size=False), ""),
        (Service.REFERENCE_MATERIAL, 10, Customer(), "art. 5"),
        (Service.REFERENCE_MATERIAL, 9, Customer(), ""),
        (Service.TRAINING, 1, UNIVERSITY, ""),
    ],
)
def test_the_discount_is_said_with_its_article(ready, service, quantity, customer, article):
    case = filed(service, customer=customer, items=(asked(service, quantity=quantity),))
    checked(case, officer(key="55" * 20), **({"is_size_proved": True} if customer.proves_size else {}))
    found = in_force(quoted(again(case), officer()))
    assert (found.discount_article, bool(found.discount)) == (article, bool(article))
    assert (f"Descuento ({article})" in rows(found, "Cuánto vale")) == bool(article)
    assert len(tables(found)["Lo que se cotiza"][0]) == (8 if article else 6)


def test_dollars_are_for_who_meets_the_three_conditions(ready):
    case = quoted(filed(customer=FOREIGNER), officer())
    found = in_force(case)
    assert (found.chain.currency, rows(found, "Cuánto vale")["Moneda"]) == ("USD", "dólares de los Estados Unidos")
    assert "art. 1 par. 2" in rows(found, "Condiciones")["No incluye"]


# --- Until when --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("on", "tariff_ends", "last"),
    [
        (date(2027, 1, 15), None, date(2027, 2, 14)),
        (date(2027, 2, 1), None, date(2027, 3, 3)),
        (date(2027, 12, 1), None, date(2027, 12, 31)),  # art. 8: never in another year
        (date(2027, 12, 31), None, date(2027, 12, 31)),
        (date(2027, 3, 1), date(2027, 3, 10), date(2027, 3, 10)),  # nor after the tariff
        (date(2027, 3, 1), date(2028, 1, 10), date(2027, 3, 31)),
    ],
)
def test_validity(on, tariff_ends, last):
    assert valid_until(on, tariff_ends=tariff_ends) == last


# --- Versions (I4) -----------------------------------------------------------------------------------------
def test_a_new_version_names_the_one_it_replaces_and_acceptance_falls(ready):
    by = officer()
    case = accepted(filed(), by)
    first = in_force(case)
    case = quoted(case, by)
    second = in_force(case)
    first.refresh_from_db()
    assert (first.version, second.version, first.replaced_by) == (1, 2, second.step)
    assert case.state == State.QUOTED
    assert first.step.letter.number in blocks(second, "paragraph")[1]["text"]
    assert Quote.objects.in_force().get() == second


def test_only_the_version_that_was_read_is_accepted(ready):
    by = officer()
    case = quoted(filed(), by)
    read = in_force(case).content_sha256
    case = quoted(case, by)
    if in_force(case).content_sha256 == read:
        pytest.fail("each version is another letter")
    with pytest.raises(ActRefusedError, match="La versión 2 reemplazó la que usted lee"):
        accept(**sent(case), read=read)
    accept(**sent(case), read=in_force(case).content_sha256)
    assert again(case).state == State.ACCEPTED


def test_nobody_else_accepts(ready):
    case = quoted(filed(), officer())
    with pytest.raises(ActRefusedError, match=r"Solo quien actúa por .* puede aceptar"):
        accept(**sent(case, user=measurer("Volumen", key="66" * 20)), read=in_force(case).content_sha256)


# --- Travel (art. 1 par. 3) --------------------------------------------------------------------------------
def test_travel_is_of_the_whole_and_replaced_whole(ready):
    by = officer()
    case = quoted(filed(items=(asked(is_on_site=True),)), by, travel={"DES-001": 2, "DES-003": 2})
    assert [line["code"] for line in in_force(case).lines] == ["CAL-216", "DES-001", "DES-003"]
    quoted(case, by, travel={"DES-001": 1})
    assert [str(line) for line in Line.objects.live().filter(item=None)] == ["1 × DES-001"]
    assert Line.objects.filter(item=None).count() == 3


def test_what_has_no_price_is_not_quoted(ready):
    by = officer()
    case = checked(filed(), by)
    with pytest.raises(ActRefusedError, match="Solo tiene tasa en dólares"):
        quote(**facts(case, by), travel={"DES-011": 1}, text="")


def test_each_mail_is_owed_once(ready):
    case = accepted(filed(), officer())
    told = list(Mail.objects.about(case).values_list("event", "occasion", "recipient"))
    assert len(told) == len(set(told))
    assert {step.kind for step in case.steps.all()} == {
        "filed", Step.OPINION_GIVEN, Step.CHECKED, Step.QUOTED, Step.ACCEPTED,
    }  # fmt: skip
    assert timezone.localdate() <= in_force(case).valid_until


# --- How it is read ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("columns", [WITH_DISCOUNT, WITHOUT_DISCOUNT], ids=["with a discount", "without"])
def test_no_heading_code_or_amount_of_the_table_is_broken(columns):
    written = dict.fromkeys(("Tasa", "Valor", "Descuento", "Total"), "$ 10.883.700")
    written |= {"Código": "MRC-002", "Cant.": "10.000", "Servicio": "Referencia", "Ítem": "Ítem"}
    share = style.WIDTH / sum(column.weight for column in columns)
    for column in columns:
        room = column.weight * share - 2 * CELL_PADDING
        for words, look in ((column.label, style.CELL_HEADING), (written[column.label], style.CELL)):
            assert look.typeface.width(words, look.size) <= room, column.label


@pytest.mark.parametrize(
    ("service", "said", "unsaid"),
    [
        (Service.CALIBRATION, "El transporte de los instrumentos y los costos bancarios", "reciba el pago"),
        (Service.REFERENCE_MATERIAL, "El transporte de los materiales y los costos bancarios", "instrumentos"),
        (Service.TRAINING, "Los costos bancarios del pago.", "transporte"),
    ],
)
def test_a_quote_says_what_its_own_service_leaves_out(ready, service, said, unsaid):
    measurer(key="22" * 20)
    terms = str(in_force(quoted(filed(service), officer())).step.letter.snapshot["blocks"])
    assert said in terms
    assert unsaid not in terms
