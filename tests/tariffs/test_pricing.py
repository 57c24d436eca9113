"""Articles 1, 2 and 9: which figure is charged, in which currency, to whom, and what has no price."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tariffs.kinds import SectionKind
from tariffs.pricing.pricing import RefusedError
from tariffs.pricing.quote import Currency, Customer, RateRow, RequestedLine, Tariff
from tests.tariffs.cases import (
    ANYBODY,
    DAY,
    FOREIGNER,
    SMALL_LABORATORY,
    TARIFF,
    UNIVERSITY,
    line,
    quoted,
    rows,
    step,
)


def refusal(*lines, **options) -> RefusedError:
    with pytest.raises(RefusedError) as refused:
        quoted(*lines, **options)
    return refused.value


# --- Article 1: the published figure ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lines", "total"),
    [
        ([line("CAL-001")], 122_000),
        ([line("CAL-001", 3)], 366_000),
        ([line("CAL-030"), line("CAL-031", 4)], 640_900 + 4 * 219_100),
        ([line("CAL-105")], 5_808_200),  # flagged by the linter, and still the law
        ([line("MRC-001", 10_000)], Decimal("673200000")),  # with its discount of article 5
    ],
)
def test_article_1_charges_the_published_figure_times_the_quantity(lines, total):
    assert quoted(*lines).total == total


def test_lines_stand_in_the_order_asked_and_add_up():
    quote = quoted(line("CAL-002", 2), line("CAL-001"))
    assert [(priced.requested.row.code, priced.figure, priced.amount) for priced in quote.lines] == [
        ("CAL-002", 438_300, 876_600),
        ("CAL-001", 122_000, 122_000),
    ]
    assert (quote.subtotal, quote.discount, quote.total) == (998_600, 0, 998_600)
    assert step(quote, "art. 1").amount == 998_600


def test_footnotes_go_with_their_lines():
    assert quoted(line("EA-027", 5)).lines[0].notes == (
        "El valor final de la tasa del ensayo de aptitud estará sujeto al costo del ítem de comparación",
    )


# --- Article 1, paragraphs 1 and 2: dollars -----------------------------------------------------------
@pytest.mark.parametrize(
    ("foreign", "abroad", "pays_abroad", "currency", "total"),
    [
        (True, True, True, Currency.USD, 46),
        (True, True, False, Currency.COP, 122_000),
        (True, False, True, Currency.COP, 122_000),
        (False, True, True, Currency.COP, 122_000),
        (False, False, False, Currency.COP, 122_000),
    ],
)
def test_paragraph_1_dollars_need_all_three_facts(foreign, abroad, pays_abroad, currency, total):
    customer = Customer(is_foreign=foreign, is_domiciled_abroad=abroad, pays_from_abroad=pays_abroad)
    quote = quoted(line("CAL-001"), customer=customer)
    assert (quote.currency, quote.total) == (currency, total)
    assert step(quote, "art. 1 par. 1").is_applied is (currency is Currency.USD)


@pytest.mark.parametrize(
    ("customer", "change"),
    [
        (replace(FOREIGNER, pays_from_abroad=False), "Si paga fuera de Colombia, se cobra en dólares."),
        (
            replace(FOREIGNER, is_domiciled_abroad=False),
            "Si tiene su domicilio en el exterior, se cobra en dólares.",
        ),
        (
            Customer(is_foreign=True),
            "Si tiene su domicilio en el exterior y paga fuera de Colombia, se cobra en dólares.",
        ),
        (FOREIGNER, "Si paga en Colombia, se cobra en pesos."),
        (ANYBODY, ""),
    ],
)
def test_paragraph_1_says_what_would_change_the_currency(customer, change):
    assert step(quoted(line("CAL-001"), customer=customer), "art. 1 par. 1").what_would_change_it == change


def test_paragraph_2_bank_costs_are_told_only_to_who_pays_in_dollars():
    articles = [step.article for step in quoted(line("CAL-001"), customer=FOREIGNER).trace]
    assert "art. 1 par. 2" in articles
    assert "art. 1 par. 2" not in [step.article for step in quoted(line("CAL-001")).trace]


# --- Article 1, paragraph 3: travel -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("service", "is_accepted"),
    [
        (line("CAL-136"), True),  # «Servicio en sitio»
        (line("CAP-001", is_on_site=True), True),  # a course at the customer's, at its own rate
        (line("CAL-001"), False),
        (line("CAL-001", is_on_site=True), False),  # its row does not say so
        (line("MRC-001", is_on_site=True), False),  # a product has no place
        (line("EA-001", is_on_site=True), False),
        (line("DES-003", is_on_site=True), False),  # travel is no service
    ],
)
def test_paragraph_3_travel_costs_only_with_a_service_on_site(service, is_accepted):
    if is_accepted:
        quote = quoted(service, line("DES-001", 2))
        assert step(quote, "art. 1 par. 3").amount == 651_400
    else:
        (reason,) = refusal(service, line("DES-001", 2)).reasons
        assert (reason.article, reason.line) == ("art. 1 par. 3", None)


@pytest.mark.parametrize(
    ("lines", "applies", "lacks"),
    [
        ([line("CAL-136")], True, True),  # «aplican para la prestación de servicios en sitio»
        ([line("CAP-001", is_on_site=True)], True, True),
        ([line("CAL-136"), line("DES-001")], True, False),
        ([line("CAL-001")], False, False),
    ],
)
def test_paragraph_3_applies_to_what_is_done_on_site_and_says_when_its_costs_are_missing(lines, applies, lacks):
    quote = quoted(*lines)
    found = step(quote, "art. 1 par. 3")
    assert (found.is_applied, quote.lacks_travel) == (applies, lacks)
    assert ("todavía no incluye" in found.why) is lacks


# --- Rows without a price -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lines", "customer", "sentence"),
    [
        ([line("AT-003")], ANYBODY, "No tiene tasa propia. Aplica la tasa de los servicios de capacitación"),
        (
            [line("AT-003")],
            FOREIGNER,
            "No tiene tasa propia. Aplica la tasa de los servicios de capacitación",
        ),
        ([line("CAL-136"), line("DES-011")], ANYBODY, "Solo tiene tasa en dólares"),
        ([line("CAL-136"), line("DES-001")], FOREIGNER, "solo tiene valor en pesos"),
    ],
)
def test_a_row_without_a_price_says_what_applies(lines, customer, sentence):
    (reason,) = refusal(*lines, customer=customer).reasons
    assert sentence in reason.sentence
    assert (reason.article, reason.line) == ("art. 1", len(lines) - 1)


def test_travel_abroad_is_priced_in_dollars():
    quote = quoted(line("CAL-136"), line("DES-011", 2), line("DES-012"), customer=FOREIGNER)
    assert quote.total == 263 + 2 * 293 + 1567


# --- Limits -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("quantity", [0, -1, 10_001, 10**9, 1.5, "2", None, True, Decimal(2)])
def test_a_quantity_is_a_whole_number_from_1_to_10000(quantity):
    (reason,) = refusal(line("CAL-001", quantity)).reasons
    assert reason.sentence == "La cantidad debe ser un número entero de 1 a 10.000."
    # Beside the field its service is in sight; elsewhere it is named.
    assert reason.alone == f"«{line('CAL-001').row.name.rstrip('.')}»: {reason.sentence}"


@pytest.mark.parametrize(("quantity", "is_accepted"), [(1, False), (4, False), (5, True), (6, True)])
@pytest.mark.parametrize("code", ["EA-026", "EA-027"])
def test_special_tests_need_five_participants(code, quantity, is_accepted):
    if is_accepted:
        assert quoted(line(code, quantity)).lines[0].requested.quantity == quantity
    else:
        (reason,) = refusal(line(code, quantity)).reasons
        assert reason.sentence == f"Exige mínimo 5 participantes; usted indicó {quantity}."


@pytest.mark.parametrize(
    ("persons", "complaint"),
    [
        (1, None),
        (6, None),
        (7, "Admite máximo 6 personas; usted indicó 7."),
        (0, "Indique cuántas personas"),
        (None, "Indique cuántas personas"),
        ("6", "Indique cuántas personas"),
    ],
)
def test_a_day_of_practice_takes_six_persons_however_many_days(persons, complaint):
    days = line("CAP-029", 8, persons=persons)
    if complaint:
        assert complaint in refusal(days, customer=UNIVERSITY).reasons[0].sentence
    else:
        assert quoted(days, customer=UNIVERSITY).subtotal == 8 * 1_842_300


def test_a_group_of_eight_is_six_and_two_additional_persons():
    quote = quoted(line("CAP-029", persons=6), line("CAP-030", 2), customer=UNIVERSITY)
    assert quote.subtotal == 1_842_300 + 2 * 421_600


# --- Rows that are part of another, or for some alone ---------------------------------------------------
ADDITIONAL = [code for code, row in rows().items() if row.additional_to]


def test_every_row_that_its_name_or_note_makes_part_of_another_knows_of_which():
    assert len(ADDITIONAL) == 40  # the 39 whose names say «adicional», and CAL-106 by its note
    assert rows()["CAL-106"].additional_to == ("CAL-105",)
    assert rows()["CAL-228"].additional_to == ("CAL-225", "CAL-226", "CAL-227")
    kinds = {(rows()[code].kind, rows()[base].kind) for code in ADDITIONAL for base in rows()[code].additional_to}
    assert all(own is other for own, other in kinds)


@pytest.mark.parametrize("code", ADDITIONAL)
def test_an_additional_row_is_only_charged_with_one_that_it_is_added_to(code):
    bases = rows()[code].additional_to
    (reason,) = refusal(line(code, 2), line("CAL-001"), customer=UNIVERSITY).reasons
    assert (reason.article, reason.line) == ("art. 1", 0)
    assert all(base in reason.sentence for base in bases)
    for base in bases:
        # One that is itself additional takes its own along.
        codes = {base, *(rows()[base].additional_to[:1])}
        whole = [line(each, persons=6) if each == "CAP-029" else line(each) for each in codes]
        assert quoted(line(code, 2), *whole, customer=UNIVERSITY).subtotal > 0


@pytest.mark.parametrize("code", ["CAP-029", "CAP-031"])
def test_what_is_for_higher_education_is_for_nobody_else(code):
    asked = line(code, persons=6)
    assert quoted(asked, customer=UNIVERSITY).discount_article == "art. 6"
    (reason,) = refusal(asked, customer=SMALL_LABORATORY).reasons
    assert reason.sentence.startswith("Es para instituciones de educación superior.")


def test_everything_that_stands_in_the_way_is_told_at_once():
    refused = refusal(line("CAL-001", 0), line("AT-003"), line("DES-001"), on=date(2019, 12, 31))
    assert [reason.line for reason in refused.reasons] == [None, 0, 1]  # AT-003 is on site
    assert str(refused) == " ".join(reason.alone for reason in refused.reasons)


def test_an_empty_quote_is_refused():
    assert str(refusal()) == "Elija al menos un servicio o producto."


# --- Article 2: when it is paid -----------------------------------------------------------------------
@pytest.mark.parametrize(("is_public", "pays_before"), [(False, True), (True, False)])
def test_article_2_payment_comes_first_except_under_public_contracting(is_public, pays_before):
    customer = Customer(is_under_public_contracting=is_public)
    assert step(quoted(line("CAL-001"), customer=customer), "art. 2").is_applied is pays_before


# --- Article 9: the tariff that rules -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "rules"),
    [
        (date(2020, 1, 15), False),
        (date(2020, 1, 16), True),
        (date(2020, 12, 31), True),
        (date(2021, 1, 1), False),
    ],
)
def test_article_9_only_a_tariff_in_force_makes_prices(day, rules):
    tariff = replace(TARIFF, valid_to=date(2020, 12, 31))
    if rules:
        assert "015-2020" in step(quoted(line("CAL-001"), on=day, tariff=tariff), "art. 9").why
    else:
        (reason,) = refusal(line("CAL-001"), on=day, tariff=tariff).reasons
        assert (reason.article, reason.sentence) == (
            "art. 9",
            f"La Resolución 015-2020 no rige el {day:%d/%m/%Y}.",
        )


def test_a_tariff_without_a_date_rules_on_no_day():
    assert not Tariff("015-2020", 1, None).rules_on(DAY)


# --- The trace ----------------------------------------------------------------------------------------
def test_the_trace_accounts_for_every_article_in_a_steady_order():
    assert [found.article for found in quoted(line("CAL-001"), customer=FOREIGNER).trace] == [
        "art. 9", "art. 1", "art. 1 par. 1", "art. 1 par. 2", "art. 1 par. 3", "art. 4", "art. 5", "art. 6",
        "art. 7", "art. 2", "art. 8",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (Decimal(1_234_500), Currency.COP, "$ 1.234.500"),
        (Decimal("1234.5"), Currency.USD, "USD 1.234,50"),
        (Decimal(0), Currency.COP, "$ 0"),
    ],
)
def test_money_is_written_as_in_colombia(amount, currency, written):
    assert currency.written(amount) == written


def test_a_peso_that_does_not_divide_is_rounded_half_up():
    odd = RateRow("MRC-900", "Material impar", SectionKind.REFERENCE_MATERIAL, cop=1_235)
    quote = quoted(RequestedLine(odd, 11))  # 13 585, and a tenth is 1 358.5
    assert (quote.discount, quote.total) == (1_359, 12_226)


def test_travel_alone_is_priced_when_another_quote_has_what_is_done_on_site():
    """Dollars for the service and pesos for the travel are two quotes of one case (art. 1 par. 1 and 3)."""
    assert "solo se cobran con servicios en sitio" in refusal(line("DES-001", 2)).reasons[0].sentence
    assert quoted(line("DES-001", 2), is_on_site_elsewhere=True).total == 2 * rows()["DES-001"].cop


@pytest.mark.parametrize(("own", "others", "is_accepted"), [(1, 4, True), (4, 0, False), (5, 0, True), (1, 3, False)])
@pytest.mark.parametrize("code", ["EA-026", "EA-027"])
def test_the_five_of_a_round_may_come_from_several_companies(code, own, others, is_accepted):
    """«mínimo 5 participantes» is said of the test, not of one customer."""
    asked = line(code, own, gathered=others)
    if is_accepted:
        assert quoted(asked).total == own * rows()[code].cop
    else:
        with pytest.raises(RefusedError, match="mínimo 5 participantes"):
            quoted(asked)


@pytest.mark.parametrize("code", ["CAL-076", "CAL-077", "CAL-078", "CAL-244"])
def test_what_does_not_travel_may_have_travel_costs(code):
    """Art. 1 par. 3: a testing machine is where it is, though its row does not say «en sitio»."""
    assert quoted(line(code, is_on_site=True), line("DES-001")).total == rows()[code].cop + rows()["DES-001"].cop
    with pytest.raises(RefusedError, match="solo se cobran con servicios en sitio"):
        quoted(line(code), line("DES-001"))


@pytest.mark.parametrize("code", ["DES-001", "DES-010"])
def test_travel_that_has_no_dollars_goes_in_a_quote_of_pesos(code):
    """Art. 1 par. 1: no currency is turned into another."""
    with pytest.raises(RefusedError, match="va en una cotización complementaria en pesos"):
        quoted(line("CAL-215"), line(code), customer=FOREIGNER)
