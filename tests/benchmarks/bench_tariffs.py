"""The tariffs with one edition, and with fifty years of old ones: nothing may cost more for them.

The same pages are asked for under gunicorn before and after the old editions are there, each time against an
empty view in the same server. And how many prices one core makes.
"""

import time
from datetime import date

from django.core.cache import caches
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from tariffs.models import Edition, Footnote, Heading, Rate, Resolution
from tariffs.pricing.pricing import price
from tariffs.pricing.quote import CompanySize, Customer, RequestedLine
from tests.benchmarks import bench_web, extra_page
from tests.benchmarks.bench_queries import queries

OLD_ROWS = 100_000
FIRST_DAY = date(1970, 1, 1)
BATCH = 5_000
SEARCH = "?q=termom+horno"
BASKET = {"CAL-001": 3, "CAL-136": 2, "CAP-031": 1, "MRC-001": 12, "DES-001": 2}
SMALL_LABORATORY = Customer(size=CompanySize.SMALL, proves_size=True, is_secondary_laboratory=True)


def main(*, is_quick: bool = False) -> dict[str, float]:
    """Pages with few and many rows, the ratios between them, and quotes per second."""
    edition = Edition.objects.in_force(timezone.localdate())
    few, few_queries = _rates(is_quick), _queries()
    _add_old_editions(edition)
    _settle()
    many, many_queries = _rates(is_quick), _queries()
    return {
        **{f"{page}_with_few_over_empty": few[page] / few["empty"] for page in _paths()},
        **{f"{page}_with_many_over_empty": many[page] / many["empty"] for page in _paths()},
        **{f"{page}_with_many_per_second": many[page] for page in _paths()},
        **{f"{page}_cost_growth": (few[page] / few["empty"]) / (many[page] / many["empty"]) for page in _paths()},
        **{f"{page}_queries": count for page, count in many_queries.items()},
        "tariff_rows": Rate.objects.count(),
        "tariff_queries_growth": sum(abs(many_queries[page] - few_queries[page]) for page in _paths()),
        "quotes_per_second": _quotes_per_second(edition, seconds=0.5 if is_quick else 3.0),
    }


def _paths() -> dict[str, str]:
    basket = "&".join(f"{code}={quantity}" for code, quantity in BASKET.items())
    return {
        "catalogue": reverse("tariffs:catalogue"),
        "search": reverse("tariffs:catalogue") + SEARCH,
        "quote": f"{reverse('tariffs:quote')}?t=015-2020.1&{basket}",
    }


def _rates(is_quick: bool) -> dict[str, float]:
    paths = _paths() | {"empty": extra_page.PATH}
    pages = {name: bench_web.request(path) for name, path in paths.items()}
    return bench_web.rates_of(pages, is_quick=is_quick)


def _queries() -> dict[str, int]:
    """As many as a process asks that has drawn nothing yet."""
    counts = {}
    for name, path in _paths().items():
        caches["fragments"].clear()
        counts[name] = queries(path)
    return counts


# --- Prices ---------------------------------------------------------------------------------------------
def _quotes_per_second(edition: Edition, *, seconds: float) -> float:
    """A basket of five rows with a discount, in one core and without the database."""
    found = edition.rates.filter(code__in=BASKET).select_related("heading").prefetch_related("footnotes")
    lines = [RequestedLine(rate.as_row(), BASKET[rate.code]) for rate in found]
    tariff, today = edition.as_tariff(), timezone.localdate()
    count, began = 0, time.perf_counter()
    while time.perf_counter() < began + seconds:
        price(lines, customer=SMALL_LABORATORY, on=today, tariff=tariff)
        count += 1
    return count / (time.perf_counter() - began)


# --- Fifty years ----------------------------------------------------------------------------------------
@transaction.atomic
def _add_old_editions(edition: Edition) -> None:
    """Published copies of an edition, one resolution each, until there are that many rows."""
    headings = list(edition.headings.all())
    rates, notes = list(edition.rates.defer(None).defer("search_words")), list(edition.footnotes.all())
    marks = list(Rate.footnotes.through.objects.filter(rate__edition=edition))
    count = OLD_ROWS // len(rates)
    step = (edition.valid_from - FIRST_DAY) // (count + 1)
    for place in range(count):
        _copy(edition, FIRST_DAY + place * step, place, headings, rates, notes, marks)
    Edition.objects.drafts().update(published_at=timezone.now())


def _settle() -> None:
    """What the server would do by itself in the middle of the measurement."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _copy(edition, valid_from: date, place: int, headings, rates, notes, marks) -> None:
    resolution = Resolution.objects.create(
        number=f"{place:03}-{valid_from.year}", issued_on=valid_from, title=edition.resolution.title
    )
    old = Edition.objects.create(
        resolution=resolution, reason="Historia", valid_from=valid_from, articles=edition.articles
    )
    new_headings = _copied(Heading, headings, edition=old, parent=None)
    heading_ids = {before.pk: after for before, after in zip(headings, new_headings, strict=True)}
    new_rates = Rate.objects.bulk_create(
        [_again(rate, edition=old, heading=heading_ids[rate.heading_id]) for rate in rates], BATCH
    )
    new_notes = _copied(Footnote, notes, edition=old)
    rate_ids = {before.pk: after.pk for before, after in zip(rates, new_rates, strict=True)}
    note_ids = {before.pk: after.pk for before, after in zip(notes, new_notes, strict=True)}
    Rate.footnotes.through.objects.bulk_create(
        Rate.footnotes.through(rate_id=rate_ids[mark.rate_id], footnote_id=note_ids[mark.footnote_id]) for mark in marks
    )


def _copied(model, rows: list, **changes) -> list:
    return model.objects.bulk_create([_again(row, **changes) for row in rows])


def _again(row, **changes):
    """The same row, not saved yet."""
    values = {
        field.name: getattr(row, field.name)
        for field in row._meta.concrete_fields
        if not field.primary_key and not field.generated and field.name not in changes
    }
    return type(row)(**values, **changes)
