"""What holds for any rows, quantities and customer."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tariffs.kinds import SectionKind
from tariffs.pricing.pricing import RefusedError, price
from tariffs.pricing.quote import CompanySize, Currency, Customer, DiscountBase, RateRow, RequestedLine
from tests.tariffs.cases import DAY, TARIFF

pytestmark = pytest.mark.thorough

DISCOUNTS = {"art. 4", "art. 5", "art. 6"}
SERVICES = [kind for kind in SectionKind if kind is not SectionKind.TRAVEL]

settings.register_profile("house", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("house")

figures = st.integers(min_value=1, max_value=100_000)
quantities = st.integers(min_value=1, max_value=9_999)
bases = st.sampled_from(DiscountBase)
customers = st.builds(
    Customer,
    *[st.booleans()] * 3,
    size=st.none() | st.sampled_from(CompanySize),
    proves_size=st.booleans(),
    is_secondary_laboratory=st.booleans(),
    is_higher_education=st.booleans(),
    is_under_public_contracting=st.booleans(),
)


def lines_of(kinds, cop):
    rows = st.builds(
        RateRow,
        st.just("X-001"),
        st.just("Una fila"),
        st.sampled_from(kinds),
        cop=cop,
        usd=figures,
        is_on_site=st.just(True),
    )
    # Few units as often as many, so that ten of a material is a border that is crossed.
    return st.builds(RequestedLine, rows, st.integers(1, 12) | quantities)


def quotes_of(cop):
    """At least one service on site, so that travel may be among the others."""
    return st.tuples(lines_of(SERVICES, cop), st.lists(lines_of(list(SectionKind), cop), max_size=6)).map(
        lambda parts: (parts[0], *parts[1])
    )


hundreds = figures.map(lambda number: number * 100)
requests = quotes_of(hundreds)


def quoted(lines, customer, base):
    return price(lines, customer=customer, on=DAY, tariff=TARIFF, base=base)


def materials(lines) -> int:
    return sum(line.quantity for line in lines if line.row.kind is SectionKind.REFERENCE_MATERIAL)


@given(requests, customers, bases)
def test_never_two_discounts(lines, customer, base):
    quote = quoted(lines, customer, base)
    applied = {step.article for step in quote.trace if step.is_applied} & DISCOUNTS
    assert applied == ({quote.discount_article} if quote.discount_article else set())
    assert {line.discount for line in quote.lines} <= {
        amount for line in quote.lines for amount in (Decimal(0), line.amount / 10)
    }
    assert bool(quote.discount) is bool(quote.discount_article)


@given(quotes_of(figures), customers, bases)
def test_totals_are_never_negative_nor_above_the_subtotal(lines, customer, base):
    quote = quoted(lines, customer, base)
    assert 0 < quote.total <= quote.subtotal
    assert all(0 < line.total <= line.amount for line in quote.lines)
    assert quote.discount * 10 <= quote.subtotal + 10 * len(lines) * quote.currency.quantum


@given(requests, customers, bases, st.data())
def test_more_of_anything_costs_no_less(lines, customer, base, data):
    """Except where article 5 itself begins: a cheap tenth material discounts nine dear ones."""
    place = data.draw(st.integers(0, len(lines) - 1))
    more = tuple(replace(line, quantity=line.quantity + (number == place)) for number, line in enumerate(lines))
    before, after = quoted(lines, customer, base), quoted(more, customer, base)
    assert after.subtotal == before.subtotal + before.lines[place].figure
    assert after.discount >= before.discount
    if not materials(lines) < 10 <= materials(more):
        assert after.total >= before.total


@given(lines_of([SectionKind.REFERENCE_MATERIAL], hundreds), customers, bases)
def test_more_of_one_material_costs_no_less_where_article_5_begins_too(line, customer, base):
    totals = [quoted([replace(line, quantity=units)], customer, base).total for units in range(8, 13)]
    assert totals == sorted(totals)


@given(requests, customers, bases, st.randoms())
def test_the_order_of_lines_is_irrelevant(lines, customer, base, random):
    shuffled = random.sample(lines, len(lines))
    first, second = quoted(lines, customer, base), quoted(shuffled, customer, base)
    assert (first.total, first.discount_article, first.trace) == (
        second.total,
        second.discount_article,
        second.trace,
    )


@given(requests, customers, bases, st.data())
def test_a_line_taken_out_takes_its_discount_along(lines, customer, base, data):
    assume(len(lines) > 1)
    place = data.draw(st.integers(1, len(lines) - 1))
    before = quoted(lines, customer, base)
    after = quoted((*lines[:place], *lines[place + 1 :]), customer, base)
    assert after.discount <= before.discount
    if after.discount_article == before.discount_article:
        assert after.discount == before.discount - before.lines[place].discount
    if after.discount_article == "art. 5":
        assert materials(line.requested for line in after.lines) >= 10
    if after.discount_article == "art. 6":
        assert SectionKind.OTHER_TRAINING in {line.requested.row.kind for line in after.lines}


@given(requests, customers, bases)
def test_sums_are_exact_to_the_peso(lines, customer, base):
    quote = quoted(lines, customer, base)
    assert sum(line.total for line in quote.lines) == quote.total == quote.subtotal - quote.discount
    discounted = [line.amount for line in quote.lines if line.discount]
    assert quote.discount * 10 == sum(discounted)  # ten per cent of hundreds leaves nothing over
    if quote.currency is Currency.COP:
        assert quote.total == quote.total.to_integral_value()


@given(quotes_of(figures), customers, bases)
def test_every_figure_is_a_whole_peso_or_cent_whatever_is_published(lines, customer, base):
    quote = quoted(lines, customer, base)
    assert all(line.total % quote.currency.quantum == 0 for line in quote.lines)
    assert sum(line.total for line in quote.lines) == quote.total


@given(st.one_of(st.integers(max_value=0), st.integers(min_value=10_001), st.floats(), st.text(), st.booleans()))
def test_no_other_quantity_has_a_price(quantity):
    row = RateRow("X-001", "Una fila", SectionKind.CALIBRATION, cop=100)
    with pytest.raises(RefusedError, match="debe ser un número entero de 1 a 10.000"):
        quoted([RequestedLine(row, quantity)], Customer(), DiscountBase.ELIGIBLE_LINES)
