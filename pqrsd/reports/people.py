"""Who they are, as far as they chose to tell: groups, never persons, published so that they point at nobody
(Ley 1581 de 2012, art. 5).

A count below the threshold is only said to be below it, none included. Who answered nothing is never counted
out loud, so that what a total leaves over is not the count of a group. When so few are left over that it
would almost be, the whole table is withheld. A reader who knows this rule and the total learns of each
suppressed count that it is any from zero to four."""

from collections.abc import Mapping

from django.db.models import Count, TextChoices

from accounts.characterisation import AgeRange, Disability, EthnicGroup, Sex
from ground.charts.tables import FigureTable
from ground.charts.tallies import summed
from pqrsd.reports.quarters import Quarter, received_in

THRESHOLD = 5
FEW = f"menos de {THRESHOLD}"


def publishable(counts: Mapping[str, int], total: int) -> dict[str, int | str] | None:
    """What may be said of the groups of a `total` of people, of whom some are in none; None: nothing."""
    shown = {group: FEW if count < THRESHOLD else count for group, count in counts.items()}
    left_over = total - sum(count for count in shown.values() if isinstance(count, int))
    if FEW in shown.values() and left_over < THRESHOLD:
        return None
    return shown


TITLES: dict[str, tuple[str, str, type[TextChoices]]] = {
    "age_range": ("edad", "Edad", AgeRange),
    "sex": ("sexo", "Sexo", Sex),
    "ethnic_group": ("etnia", "Grupo étnico", EthnicGroup),
    "disability": ("discapacidad", "Discapacidad", Disability),
}
NOTE = (
    f"«{FEW.capitalize()}» incluye ninguna. Solo se cuenta a quien quiso contarlo; cuántas personas no "
    "respondieron no se publica, para que de los totales no se deduzca lo que se reserva."
)
WITHHELD = (
    "Este cuadro no se publica en este trimestre: son tan pocas las respuestas que permitirían saber de quién son."
)


def tables(quarter: Quarter, total: int) -> list[FigureTable]:
    """One table for each question, of `total` petitions received; by one query."""
    told = list(
        received_in(quarter)
        .filter(characterisation__isnull=False)
        .values_list(*(f"characterisation__{field}" for field in TITLES))
        .annotate(count=Count("pk"))
    )
    tables = []
    for place, (key, title, choices) in enumerate(TITLES.values()):
        counts = summed((row[place], row[-1]) for row in told)
        # Every group, those of nobody too; «prefiero no decirlo» is nobody's.
        groups = {str(choice.label): counts[choice.value] for choice in choices if choice != Sex.UNTOLD}
        shown = publishable(groups, total)
        tables.append(
            FigureTable(
                key,
                f"Caracterización: {title.lower()}",
                (title, "Peticiones"),
                () if shown is None else tuple(shown.items()),
                note=WITHHELD if shown is None else NOTE,
                is_withheld=shown is None,
            )
        )
    return tables
