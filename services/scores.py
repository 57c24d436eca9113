"""How the results of a round are judged (ISO/IEC 17043:2023, 7.2.1.4 and B.4; ISO 13528:2022): pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from statistics import median

from django.utils.translation import gettext_lazy as _

from services.kinds import Evaluation

# ISO 13528:2022, C.3.1: what makes the median of the deviations, and that of the values drawn in, a standard one.
MEDIAN_FACTOR, DRAWN_IN_FACTOR, REACH = Decimal("1.483"), Decimal("1.134"), Decimal("1.5")
MOST_ROUNDS = 100
FEWEST = 3  # of fewer participants, no robust value says anything
STEADY = Decimal("0.0005")  # of the deviation: its third significant figure moves no more
SHOWN = Decimal("0.01")


class Verdict(Enum):
    """What a score says of a result (ISO 13528:2022, 9.4.2 and 9.7.2)."""

    SATISFACTORY = _("Satisfactorio")
    QUESTIONABLE = _("Cuestionable")
    UNSATISFACTORY = _("Insatisfactorio")


class NoScoreError(Exception):
    """The results cannot be judged; the message, in Spanish, says why."""


@dataclass(frozen=True)
class Assigned:
    """What the results of a measurand are compared with: its value, the expanded uncertainty of it, and the standard
    deviation for the assessment; None where the way of judging needs none."""

    value: Decimal
    uncertainty: Decimal | None = None
    deviation: Decimal | None = None


@dataclass(frozen=True)
class Score:
    """Rounded to two decimals as it is shown; its verdict is that of the figure before."""

    figure: Decimal
    verdict: Verdict

    @property
    def shown(self) -> str:
        return f"{self.figure.quantize(SHOWN):f}".replace(".", ",").replace("-", "−")


def z_score(value: Decimal, assigned: Assigned) -> Score:
    """z = (x − x_pt) / σ_pt (ISO 13528:2022, 9.4.1)."""
    if not assigned.deviation or assigned.deviation <= 0:
        raise NoScoreError("La desviación σ debe ser mayor que cero.")
    figure = (value - assigned.value) / assigned.deviation
    if abs(figure) <= 2:
        return Score(figure, Verdict.SATISFACTORY)
    return Score(figure, Verdict.QUESTIONABLE if abs(figure) < 3 else Verdict.UNSATISFACTORY)


def en_score(value: Decimal, uncertainty: Decimal, assigned: Assigned) -> Score:
    """Eₙ = (x − X) / √(U_lab² + U_ref²), of expanded uncertainties (ISO 13528:2022, 9.7.1)."""
    if not assigned.uncertainty or assigned.uncertainty <= 0:
        raise NoScoreError("Falta la U del valor asignado.")
    figure = (value - assigned.value) / (uncertainty**2 + assigned.uncertainty**2).sqrt()
    return Score(figure, Verdict.SATISFACTORY if abs(figure) <= 1 else Verdict.UNSATISFACTORY)


def robust(values: Sequence[Decimal]) -> Assigned:
    """The robust mean and standard deviation of the results, by algorithm A (ISO 13528:2022, C.3.1)."""
    if len(values) < FEWEST:
        raise NoScoreError(f"Hacen falta al menos {FEWEST} resultados para un valor robusto.")
    mean = median(values)
    deviation = MEDIAN_FACTOR * median([abs(value - mean) for value in values])
    for _again in range(MOST_ROUNDS):
        reach = REACH * deviation
        drawn_in = [min(max(value, mean - reach), mean + reach) for value in values]
        before, mean = (mean, deviation), sum(drawn_in, Decimal(0)) / len(values)
        squares = sum(((value - mean) ** 2 for value in drawn_in), Decimal(0))
        deviation = DRAWN_IN_FACTOR * (squares / (len(values) - 1)).sqrt()
        moved = max(abs(mean - before[0]), abs(deviation - before[1]))
        if moved <= STEADY * deviation:
            break
    if deviation == 0:
        raise NoScoreError("Más de la mitad de los resultados son iguales: no hay una desviación robusta.")
    return Assigned(mean, deviation=deviation)


def score(way: Evaluation, value: Decimal, uncertainty: Decimal, assigned: Assigned) -> Score:
    """As the protocol says."""
    return en_score(value, uncertainty, assigned) if way is Evaluation.EN else z_score(value, assigned)
