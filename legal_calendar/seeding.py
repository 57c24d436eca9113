"""The holidays of Colombia as the law has them, put into the table once for each year."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from holidays import country_holidays

from legal_calendar.models import CalendarYear, Festivo
from legal_calendar.signals import announce

FIRST_YEAR = 2015  # that of Ley 1755, which fixed the terms of petitions
YEARS_AHEAD = 3


def years_to_come() -> range:
    """This year and the ones that a term may reach from it."""
    this_year = timezone.localdate().year
    return range(this_year, this_year + YEARS_AHEAD + 1)


@transaction.atomic
def seed(years: Iterable[int]) -> int:
    """Add the holidays of the years that were never seeded; how many years were new.

    What an administrator typed for such a year stays as typed.
    """
    new = [year for year in years if CalendarYear.objects.get_or_create(year=year)[1]]
    if new:
        holidays = []
        for date, told in country_holidays("CO", years=new, language="es").items():
            # The date is already the one on which it is kept; two feasts on one day are joined as people do.
            name = told.replace(" (observado)", "").replace("; ", " y ").replace("del señor", "del Señor")
            norm = "Ley 2578 de 2026" if "Chiquinquirá" in name else "Ley 51 de 1983"
            holidays.append(Festivo(date=date, name=name, norm=norm))
        Festivo.objects.bulk_create(holidays, ignore_conflicts=True)
        announce()
    return len(new)
