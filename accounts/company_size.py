"""The size of a company by Decreto 957 de 2019 (Decreto 1074 de 2015, arts. 2.2.1.13.2.1 and 2.2.1.13.2.2).

The only criterion is the yearly income from ordinary activities, in UVT, with ranges for each of three
sectors. Other sectors follow the ranges of manufacturing; whoever has several, those of the sector with
the highest income. Pure functions.
"""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _


class SizeSector(models.TextChoices):
    MANUFACTURING = "manufactura", _("Manufacturero")
    SERVICES = "servicios", _("Servicios")
    COMMERCE = "comercio", _("Comercio")
    OTHER = "otro", _("Otro")


class Size(models.TextChoices):
    MICRO = "micro", _("Microempresa")
    SMALL = "pequena", _("Pequeña empresa")
    MEDIUM = "mediana", _("Mediana empresa")
    LARGE = "grande", _("Gran empresa")


# Upper ends of micro, small and medium in UVT, included.
_MANUFACTURING = (23_563, 204_995, 1_736_565)
CEILINGS = {
    SizeSector.MANUFACTURING: _MANUFACTURING,
    SizeSector.SERVICES: (32_988, 131_951, 483_034),
    SizeSector.COMMERCE: (44_769, 431_196, 2_160_692),
    SizeSector.OTHER: _MANUFACTURING,
}


def company_size(*, sector: SizeSector, income: Decimal, uvt: int) -> Size:
    """The size for an income in pesos and the UVT in pesos of the year of that income."""
    for size, ceiling in zip((Size.MICRO, Size.SMALL, Size.MEDIUM), CEILINGS[sector], strict=True):
        if income <= ceiling * uvt:
            return size
    return Size.LARGE
