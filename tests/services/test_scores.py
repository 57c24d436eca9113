"""How results are judged: tables of what ISO/IEC 17043 and ISO 13528 say, by hand."""

from decimal import Decimal

import pytest

from services.scores import Assigned, NoScoreError, Verdict, en_score, robust, z_score

GOOD, DOUBTFUL, BAD = Verdict.SATISFACTORY, Verdict.QUESTIONABLE, Verdict.UNSATISFACTORY


@pytest.mark.parametrize(
    ("value", "assigned", "deviation", "shown", "verdict"),
    [
        # ISO 13528:2022, 9.4.2: |z| ≤ 2 is satisfactory, 2 < |z| < 3 questionable, 3 ≤ |z| unsatisfactory.
        ("10", "10", "0.5", "0,00", GOOD),
        ("11", "10", "0.5", "2,00", GOOD),
        ("11.0001", "10", "0.5", "2,00", DOUBTFUL),
        ("8.51", "10", "0.5", "−2,98", DOUBTFUL),
        ("11.4999", "10", "0.5", "3,00", DOUBTFUL),
        ("11.5", "10", "0.5", "3,00", BAD),
        ("8.5", "10", "0.5", "−3,00", BAD),
        ("-3", "-1", "1", "−2,00", GOOD),
    ],
)
def test_z_scores(value, assigned, deviation, shown, verdict):
    found = z_score(Decimal(value), Assigned(Decimal(assigned), deviation=Decimal(deviation)))
    assert (found.shown, found.verdict) == (shown, verdict)


@pytest.mark.parametrize(
    ("value", "uncertainty", "assigned", "reference", "shown", "verdict"),
    [
        # ISO 13528:2022, 9.7.2 (ISO/IEC 17043:2010, B.4.1.1 b): |En| ≤ 1 is satisfactory. 3-4-5 triangles.
        ("105", "4", "100", "3", "1,00", GOOD),
        ("95", "4", "100", "3", "−1,00", GOOD),
        ("105.001", "4", "100", "3", "1,00", BAD),
        ("100", "0.4", "100", "0.3", "0,00", GOOD),
        ("100.013", "0.005", "100", "0.012", "1,00", GOOD),  # 5-12-13
        ("90", "4", "100", "3", "−2,00", BAD),
    ],
)
def test_en_numbers(value, uncertainty, assigned, reference, shown, verdict):
    found = en_score(Decimal(value), Decimal(uncertainty), Assigned(Decimal(assigned), Decimal(reference)))
    assert (found.shown, found.verdict) == (shown, verdict)


@pytest.mark.parametrize(
    ("values", "mean", "deviation"),
    [
        # Where it stands still, six lie within reach and the last at its end: 6 x* = 30,6 + 1,5 s*.
        ("4.5 4.9 5.6 4.2 6.2 5.2 9.9", "5.39", "1.15"),
        # What lies far away counts as one at that end: however far, it moves no more.
        ("4.5 4.9 5.6 4.2 6.2 5.2 99", "5.39", "1.15"),
        # Nothing is drawn in: the mean, and 1,134 of the standard deviation.
        ("9 10 11", "10.00", "1.13"),
    ],
)
def test_robust_values_by_algorithm_a(values, mean, deviation):
    """ISO 13528:2022, C.3.1."""
    found = robust([Decimal(each) for each in values.split()])
    assert (str(found.value.quantize(Decimal("0.01"))), str(found.deviation.quantize(Decimal("0.01")))) == (
        mean,
        deviation,
    )


@pytest.mark.parametrize(
    ("judge", "said"),
    [
        (lambda: robust([Decimal(1), Decimal(2)]), "al menos 3 resultados"),
        (lambda: robust([Decimal(1), Decimal(1), Decimal(1), Decimal(2)]), "no hay una desviación robusta"),
        (lambda: z_score(Decimal(1), Assigned(Decimal(1))), "mayor que cero"),
        (lambda: z_score(Decimal(1), Assigned(Decimal(1), deviation=Decimal(0))), "mayor que cero"),
        (lambda: en_score(Decimal(1), Decimal(1), Assigned(Decimal(1))), "Falta la U"),
    ],
)
def test_what_cannot_be_judged_is_said(judge, said):
    with pytest.raises(NoScoreError, match=said):
        judge()


def test_scores_do_not_depend_on_the_unit():
    """A property: in grams or in milligrams it is the same result."""
    small, great = (
        Assigned(Decimal("1.5"), Decimal("0.02"), Decimal("0.1")),
        Assigned(Decimal(1500), Decimal(20), Decimal(100)),
    )
    assert z_score(Decimal("1.61"), small) == z_score(Decimal(1610), great)
    assert en_score(Decimal("1.61"), Decimal("0.03"), small).shown == en_score(Decimal(1610), Decimal(30), great).shown
