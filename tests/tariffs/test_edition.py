"""Editions: what is published stays, one rules on each date, every row is found and keeps its address."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError, connection, transaction

from tariffs.kinds import SectionKind
from tariffs.models import Edition, Footnote, Heading, Rate, Resolution
from tariffs.pricing.quote import Tariff
from tariffs.resolution_import import start_edition
from tests.tariff_editions import FIXTURE, TEXT


def another(printed, *, number="016-2021", valid_from=date(2021, 1, 20), **values):
    printed = replace(printed, number=number, valid_from=valid_from, **values)
    edition = start_edition(printed, reason="Otra.")
    edition.publish()
    return edition


# --- From the fixture to the rows -----------------------------------------------------------------------
def test_the_fixture_becomes_a_published_edition(db):
    call_command("import_resolution", FIXTURE, "--publish", verbosity=0)
    edition = Edition.objects.published().get()
    assert (edition.resolution.number, edition.version, edition.smmlv_pesos) == ("015-2020", 1, 877_803)
    assert (edition.rates.count(), edition.headings.count(), edition.footnotes.count()) == (327, 29, 10)
    assert [article["number"] for article in edition.articles] == list(range(1, 10))


def test_rows_keep_figures_headings_and_footnotes(edition):
    rate = edition.rates.get(code="CAL-106")
    assert (rate.cop, rate.smmlv, rate.usd) == (151_100, Decimal("0.174605"), 56)
    assert rate.raw_figures == ["151 100", "0,174605", "56"]
    assert [heading.name for heading in rate.heading.path] == [
        "Servicios de calibración", "Laboratorio de presión", "Balanzas de presión",
    ]  # fmt: skip
    assert rate.as_row().notes == ("La medición de masa solo aplica cuando es parte de la unidad pistón cilindro.",)
    assert (rate.as_row().kind, rate.as_row().cop) == (SectionKind.CALIBRATION, 151_100)


def test_a_text_becomes_a_draft_and_shows_its_flaws(db, tmp_path, capsys):
    file = tmp_path / "resolucion.txt"
    file.write_text(TEXT, encoding="utf-8")
    call_command("import_resolution", file, "--smmlv=877803")
    edition = Edition.objects.drafts().get()
    assert (edition.resolution.number, edition.rates.count(), edition.valid_from) == ("001-2031", 8, None)
    out = capsys.readouterr().out
    assert "DES-001: Falta una cifra: «Día de viáticos» no tiene tasa en dólares." in out
    assert "Resolución 001-2031: 8 filas." in out


def test_a_text_becomes_a_fixture_without_touching_the_tables(db, tmp_path):
    file, fixture = tmp_path / "resolucion.txt", tmp_path / "resolucion.json"
    file.write_text(TEXT, encoding="utf-8")
    call_command("import_resolution", file, f"--fixture={fixture}", "--valid-from=2031-02-04", verbosity=0)
    assert not Resolution.objects.exists()
    call_command("import_resolution", fixture, "--publish", verbosity=0)
    assert Edition.objects.in_force(date(2031, 2, 4)).rates.count() == 8


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("r.txt", TEXT, "diga desde cuándo rige"),
        ("r.txt", TEXT.replace("229.800", "22.98.00"), "Línea 32: «22.98.00» no es una cifra"),
        ("r.json", "{}", "No se pudo leer"),
        ("r.json", "nada", "No se pudo leer"),
    ],
)
def test_what_cannot_be_read_or_published_leaves_nothing(db, tmp_path, name, content, complaint):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=complaint):
        call_command("import_resolution", tmp_path / name, "--publish", verbosity=0)
    assert not Resolution.objects.exists()


# --- Which edition rules --------------------------------------------------------------------------------
def test_a_resolution_rules_from_its_date_until_a_later_one_does(edition, printed):
    next_one = another(printed)
    for day, expected in [
        (date(2020, 1, 15), None),
        (date(2020, 1, 16), edition),
        (date(2021, 1, 19), edition),
        (date(2021, 1, 20), next_one),
        (date(2030, 1, 1), next_one),
    ]:
        assert Edition.objects.in_force(day) == expected


def test_the_end_of_a_resolution_does_not_bring_the_one_before_back(edition, printed):
    another(printed, valid_to=date(2021, 12, 31))
    assert Edition.objects.in_force(date(2022, 1, 1)) is None


def test_a_correction_rules_in_the_place_of_the_version_before(edition, printed):
    correction = start_edition(printed, reason="Corrige una tasa.")
    assert (correction.version, Edition.objects.in_force(date(2020, 6, 1))) == (2, edition)
    correction.publish()
    assert Edition.objects.in_force(date(2020, 6, 1)) == correction
    assert list(Edition.objects.current()) == [correction]


def test_a_correction_that_begins_later_leaves_what_it_corrects_in_force_until_then(edition, printed):
    later = edition.valid_from + timedelta(days=4)
    start_edition(replace(printed, valid_from=later), reason="Rige desde otra fecha.").publish()
    assert Edition.objects.in_force(later - timedelta(days=1)) == edition
    assert Edition.objects.in_force(later).version == 2


def test_a_correction_that_begins_earlier_rules_from_its_own_date_on(edition, printed):
    earlier = edition.valid_from - timedelta(days=4)
    start_edition(replace(printed, valid_from=earlier), reason="La fecha del Diario Oficial.").publish()
    assert Edition.objects.in_force(earlier).version == 2
    assert Edition.objects.in_force(edition.valid_from).version == 2


def test_asking_what_rules_costs_one_query_however_many_there_are(edition, printed, django_assert_num_queries):
    small = replace(printed, headings=(), rates=(), footnotes=())
    for year in range(2021, 2041):
        another(small, number=f"001-{year}", valid_from=date(year, 1, 2))
    with django_assert_num_queries(1):
        assert str(Edition.objects.in_force(date(2035, 5, 5))) == "Resolución 001-2035, versión 1"


def test_an_edition_tells_pricing_when_it_rules(edition):
    assert edition.as_tariff() == Tariff("015-2020", 1, date(2020, 1, 16), None)


def test_nothing_is_published_without_the_date_from_which_it_rules(draft):
    draft.valid_from = None
    draft.save()
    with pytest.raises(IntegrityError, match="published_edition_has_its_date"), transaction.atomic():
        draft.publish()


# --- A published edition is frozen -----------------------------------------------------------------------
CHANGES = {
    "la resolución": lambda edition: Resolution.objects.update(title="Otro"),
    "borrar la resolución": lambda edition: _sql("DELETE FROM tariffs_resolution"),
    "la edición": lambda edition: Edition.objects.update(smmlv_pesos=1),
    "retirarla": lambda edition: Edition.objects.update(published_at=None),
    "borrar la edición": lambda edition: edition.delete(),
    "una tasa": lambda edition: edition.rates.update(cop=1),
    "borrar una tasa": lambda edition: edition.rates.filter(code="CAL-001").delete(),
    "una tasa más": lambda edition: Rate.objects.create(
        edition=edition, heading=edition.headings.first(), position=999, code="CAL-999", name="Más", cop=100
    ),
    "un título": lambda edition: edition.headings.update(name="Otro"),
    "un título más": lambda edition: Heading.objects.create(edition=edition, position=99, kind="x", name="Más"),
    "una nota": lambda edition: edition.footnotes.update(text="Otra"),
    "una nota más": lambda edition: Footnote.objects.create(edition=edition, number=99, text="Más"),
    "la nota de una tasa": lambda edition: edition.rates.get(code="CAL-106").footnotes.clear(),
    "otra nota en una tasa": lambda edition: edition.rates.first().footnotes.add(edition.footnotes.first()),
}


def _sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_database_refuses_to_change_what_was_published(edition, change):
    with pytest.raises(IntegrityError, match="publicada no se puede modificar"), transaction.atomic():
        change(edition)
    edition.refresh_from_db()
    assert edition.rates.count() == 327


@pytest.mark.django_db(transaction=True)
def test_a_publication_waits_for_a_change_of_its_rows(draft):
    """Otherwise a row could still change while its edition is being published."""
    other = connection.copy()
    try:
        with transaction.atomic():
            draft.rates.filter(code="CAL-001").update(cop=123_000)
            cursor = other.cursor()
            cursor.execute("SET lock_timeout = '100ms'")
            with pytest.raises(OperationalError, match="lock timeout"):
                cursor.execute("UPDATE tariffs_edition SET published_at = now()")
    finally:
        other.close()
    draft.publish()
    with pytest.raises(IntegrityError, match="publicada no se puede modificar"):
        draft.rates.filter(code="CAL-001").update(cop=124_000)


def test_no_table_is_emptied(db):
    with pytest.raises(IntegrityError, match="no se puede vaciar"), transaction.atomic():
        _sql("TRUNCATE tariffs_rate CASCADE")


def test_a_draft_changes_and_goes(draft):
    draft.rates.filter(code="CAL-001").update(cop=123_000)
    draft.footnotes.first().delete()
    draft.rates.last().footnotes.add(draft.footnotes.first())
    draft.delete()
    assert not Rate.objects.exists()
    assert not Heading.objects.exists()


def test_rows_do_not_move_from_a_draft_into_what_was_published(edition, printed):
    draft = start_edition(printed, reason="Otra.")
    with pytest.raises(IntegrityError, match="publicada no se puede modificar"), transaction.atomic():
        draft.rates.filter(code="CAL-001").update(edition=edition, position=999, code="CAL-999")


@pytest.mark.parametrize(
    ("mix", "complaint"),
    [
        (lambda mine, other: mine.rates.update(heading=other.headings.first()), "El título es de otra"),
        (lambda mine, other: mine.headings.filter(position=2).update(parent=other.headings.first()),
         "El título es de otra"),
        (lambda mine, other: mine.rates.first().footnotes.add(other.footnotes.first()), "La nota es de otra"),
    ],
)  # fmt: skip
def test_editions_do_not_mix(edition, printed, mix, complaint):
    draft = start_edition(printed, reason="Otra.")
    with pytest.raises(IntegrityError, match=complaint), transaction.atomic():
        mix(draft, edition)


@pytest.mark.parametrize(
    "price",
    [
        {"cop": None, "usd": None, "smmlv": None},
        {"text_price": "Aplica otra"},
        {"cop": 0},
        {"usd": 0},
    ],
)
def test_a_row_has_a_price_or_the_sentence_instead(draft, price):
    with pytest.raises(IntegrityError, match="rate_has_one_price|rate_above_zero"), transaction.atomic():
        draft.rates.filter(code="CAL-001").update(**price)
