"""Articles 4 to 7: who has a right to ten per cent, of what, and that nobody has it twice."""

from dataclasses import replace

import pytest

from tariffs.pricing.discounts import SAID
from tariffs.pricing.quote import CompanySize, Customer, DiscountBase, RequestedLine
from tests.tariffs.cases import ANYBODY, FOREIGNER, SMALL_LABORATORY, UNIVERSITY, line, quoted, rows, step

SMALL_UNIVERSITY = replace(SMALL_LABORATORY, is_higher_education=True)
WHOLE = DiscountBase.WHOLE_QUOTE
ARTICLES = ["art. 4", "art. 5", "art. 6"]


# --- Article 4 ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("size", "is_laboratory", "proves", "discount", "change"),
    [
        (CompanySize.MICRO, True, True, 12_200, "Si no acredita su tamaño también cuando se preste"),
        (CompanySize.SMALL, True, True, 12_200, "Si no acredita su tamaño también cuando se preste"),
        (CompanySize.MEDIUM, True, True, 0, ""),
        (CompanySize.LARGE, False, True, 0, ""),
        (CompanySize.SMALL, True, False, 0, "Si acredita su tamaño al hacer la solicitud y al prestarse"),
        (CompanySize.SMALL, False, True, 0, "Si es un laboratorio secundario, micro o pequeña"),
        (None, True, True, 0, "Si es micro o pequeña empresa y acredita"),
        (None, False, False, 0, "Si es un laboratorio secundario, micro o pequeña"),
    ],
)
def test_article_4_is_for_secondary_laboratories_proven_micro_or_small(size, is_laboratory, proves, discount, change):
    customer = Customer(size=size, is_secondary_laboratory=is_laboratory, proves_size=proves)
    quote = quoted(line("CAL-001"), customer=customer)
    assert (quote.discount, quote.discount_article) == (discount, "art. 4" if discount else "")
    assert step(quote, "art. 4").is_applied is bool(discount)
    assert step(quote, "art. 4").what_would_change_it.startswith(change)


def test_article_4_covers_every_product_and_service_but_no_travel_cost():
    quote = quoted(
        line("CAL-136"), line("CAP-001"), line("AT-001"), line("EA-001"), line("MRC-001"), line("DES-001"),
        customer=SMALL_LABORATORY,
    )  # fmt: skip
    assert [priced.discount * 10 == priced.amount for priced in quote.lines] == [True] * 5 + [False]
    assert quote.lines[-1].discount == 0


def test_article_4_holds_in_dollars_too():
    quote = quoted(line("CAL-001"), customer=replace(SMALL_LABORATORY, **_facts(FOREIGNER)))
    assert str(quote.total) == "41.40"


def _facts(customer):
    return {name: True for name in ("is_foreign", "is_domiciled_abroad", "pays_from_abroad") if getattr(customer, name)}


# --- Article 5 ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lines", "discount", "change"),
    [
        ([line("MRC-001", 10)], 74_800, "Con menos de diez unidades pierde el descuento."),
        ([line("MRC-001", 4), line("MRC-002", 6)], 83_260, "Con menos de diez unidades"),  # of any mix
        ([line("MRC-001", 9)], 0, "Con 1 unidad más, tiene el 10 %."),
        ([line("MRC-001", 3), line("MRC-007", 4)], 0, "Con 3 unidades más, tiene el 10 %."),
        ([line("CAL-001", 10)], 0, ""),  # other services are no materials
    ],
)
def test_article_5_begins_at_ten_units_of_any_mix_of_materials(lines, discount, change):
    quote = quoted(*lines)
    assert quote.discount == discount
    assert step(quote, "art. 5").what_would_change_it.startswith(change)


@pytest.mark.parametrize(
    ("base", "discount", "stated"),
    [
        (DiscountBase.ELIGIBLE_LINES, 74_800, "10 % solo de los servicios o productos del artículo"),
        (WHOLE, 74_800 + 70_930, "10 % de todo lo cotizado, salvo los costos de desplazamiento"),
    ],
)
def test_article_5_in_a_mixed_quote_follows_the_reading_and_states_it(base, discount, stated):
    """«Dicho descuento aplicará sobre el valor total de la cotización.»"""
    quote = quoted(line("MRC-001", 10), line("CAL-136"), line("DES-001"), base=base)
    assert (quote.discount, quote.base) == (discount, base)
    assert stated in step(quote, "art. 5").why


# --- Article 6 ------------------------------------------------------------------------------------------
# Other training that is not for higher education alone, by its name.
FOR_ANYBODY = RequestedLine(replace(rows()["CAP-031"], is_for_higher_education=False))


@pytest.mark.parametrize(
    ("asked", "customer", "discount", "change"),
    [
        (line("CAP-031"), UNIVERSITY, 46_880, ""),
        (FOR_ANYBODY, UNIVERSITY, 46_880, ""),
        (FOR_ANYBODY, ANYBODY, 0, "Si es una institución de educación superior (Ley 30 de 1992)"),
        (line("CAP-001"), UNIVERSITY, 0, ""),  # a course is no «otro servicio de capacitación»
        (line("AT-001"), UNIVERSITY, 0, ""),
    ],
)
def test_article_6_is_for_other_training_of_higher_education(asked, customer, discount, change):
    quote = quoted(asked, customer=customer)
    assert (quote.discount, quote.discount_article) == (discount, "art. 6" if discount else "")
    assert step(quote, "art. 6").what_would_change_it.startswith(change)


@pytest.mark.parametrize(("base", "discount"), [(DiscountBase.ELIGIBLE_LINES, 46_880), (WHOLE, 46_880 + 116_670)])
def test_article_6_in_a_mixed_quote_follows_the_reading(base, discount):
    assert quoted(line("CAP-031"), line("CAP-001"), customer=UNIVERSITY, base=base).discount == discount


# --- Two readings of articles 5 and 6 -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lines", "customer", "article", "totals"),
    [
        # «… sobre el valor total de la cotización»: of the materials in it, or of all of it.
        ([line("MRC-001", 10), line("CAL-001")], ANYBODY, "art. 5", (795_200, 783_000)),
        ([line("CAP-031"), line("CAP-001")], UNIVERSITY, "art. 6", (1_588_620, 1_471_950)),
        ([line("MRC-001", 10)], ANYBODY, "", ()),  # nothing else is quoted
        ([line("MRC-001", 9), line("CAL-001")], ANYBODY, "", ()),  # no right
        ([line("MRC-001", 10), line("CAL-136"), line("DES-001")], ANYBODY, "art. 5", (1_708_200, 1_637_270)),
        ([line("MRC-001", 10), line("CAL-001")], SMALL_LABORATORY, "", ()),  # article 4 gives as much
    ],
)
def test_a_price_that_can_be_read_in_two_ways_tells_both_and_their_words(lines, customer, article, totals):
    quote = quoted(*lines, customer=customer)
    told = {step.article: step.readings for step in quote.trace if step.readings}
    assert list(told) == ([article] if article else [])
    if not article:
        assert quote.other_reading is None
        return
    taken, other = told[article]
    assert (taken.total, other.total) == totals
    assert (taken.is_taken, taken.total) == (True, quote.total)
    assert quote.other_reading == (step(quote, article), other)
    assert other.total == quoted(*lines, customer=customer, base=other.base).total


@pytest.mark.parametrize("article", SAID)
def test_the_words_of_a_reading_are_those_of_the_article(article, printed):
    text = printed.articles[int(article[-1]) - 1]["text"]
    assert [words for words in SAID[article].values() if words not in text] == []


# --- Quotes apart ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lines", "customer", "saved"),
    [
        ([line("MRC-001", 10), line("CAP-031")], UNIVERSITY, 46_880),  # articles 5 and 6, each in a quote of its own
        ([line("MRC-001", 10), line("CAP-031", 3)], UNIVERSITY, 74_800),
        ([line("MRC-001", 10), line("CAP-031"), line("CAL-001")], SMALL_UNIVERSITY, 0),  # article 4 covers all
        ([line("MRC-001", 10), line("CAL-001")], ANYBODY, 0),
        ([line("MRC-001", 9), line("CAP-031")], UNIVERSITY, 0),
    ],
)
def test_what_quotes_apart_would_save_is_said(lines, customer, saved):
    quote = quoted(*lines, customer=customer)
    assert quote.saved_apart == saved
    assert bool(step(quote, "art. 7").what_would_change_it) is bool(saved)
    apart = sum(quoted(each, customer=customer).total for each in lines)
    assert quote.total - quote.saved_apart == apart


# --- Article 7 ------------------------------------------------------------------------------------------
MATERIALS, TRAINING, CALIBRATION = line("MRC-001", 10), line("CAP-031"), line("CAL-001")


@pytest.mark.parametrize(
    ("lines", "customer", "base", "article", "discount"),
    [
        # The best of those that the customer has a right to.
        ([MATERIALS, CALIBRATION], SMALL_LABORATORY, DiscountBase.ELIGIBLE_LINES, "art. 4", 87_000),
        ([MATERIALS, TRAINING], UNIVERSITY, DiscountBase.ELIGIBLE_LINES, "art. 5", 74_800),
        ([MATERIALS, line("CAP-031", 2)], UNIVERSITY, DiscountBase.ELIGIBLE_LINES, "art. 6", 93_760),
        (
            [MATERIALS, TRAINING, CALIBRATION],
            SMALL_UNIVERSITY,
            DiscountBase.ELIGIBLE_LINES,
            "art. 4",
            133_880,
        ),
        # Among equals, the first article.
        ([MATERIALS], SMALL_LABORATORY, DiscountBase.ELIGIBLE_LINES, "art. 4", 74_800),
        ([MATERIALS, TRAINING], UNIVERSITY, WHOLE, "art. 5", 121_680),
        # One alone, or none.
        ([MATERIALS], ANYBODY, DiscountBase.ELIGIBLE_LINES, "art. 5", 74_800),
        ([CALIBRATION], ANYBODY, DiscountBase.ELIGIBLE_LINES, "", 0),
    ],
)
def test_article_7_gives_one_discount_the_best(lines, customer, base, article, discount):
    quote = quoted(*lines, customer=customer, base=base)
    assert (quote.discount_article, quote.discount) == (article, discount)
    applied = [found.article for found in quote.trace if found.is_applied and found.article in ARTICLES]
    assert applied == ([article] if article else [])


def test_article_7_shows_what_the_others_were_worth():
    quote = quoted(MATERIALS, TRAINING, CALIBRATION, customer=SMALL_UNIVERSITY)
    assert step(quote, "art. 7").is_applied
    assert step(quote, "art. 7").why == (
        "Los descuentos no se acumulan: se aplica el más favorable para usted (art. 4), y no el del art. 5 "
        "ni el del art. 6."
    )
    assert step(quote, "art. 4").amount == 133_880
    assert step(quote, "art. 5").why.endswith(
        "Valdría $ 74.800, pero no se acumula con el del art. 4, el que se aplica (art. 7)."
    )
    assert "Valdría $ 46.880" in step(quote, "art. 6").why


def test_article_7_has_nothing_to_decide_with_one_discount_or_none():
    assert not step(quoted(CALIBRATION), "art. 7").is_applied
    assert not step(quoted(MATERIALS), "art. 7").is_applied
