"""Where people and companies are."""

from django.db import models
from django_countries import countries
from django_countries.fields import CountryField

COLOMBIA = "CO"


class Municipality(models.Model):
    """A municipality of DANE's DIVIPOLA; codes are strings, leading zeros included.

    A retired code is of rows of before; nobody else is offered it.
    """

    code = models.CharField("código", max_length=5, primary_key=True)
    name = models.CharField("municipio", max_length=80)
    usual_name = models.CharField(
        "nombre corriente", max_length=80, blank=True, help_text="Si no empieza como el oficial: Cali, Cúcuta."
    )
    department_code = models.CharField("código del departamento", max_length=2)
    department_name = models.CharField("departamento", max_length=80)
    is_retired = models.BooleanField("código retirado por el DANE", default=False)

    class Meta:
        verbose_name = "municipio"
        verbose_name_plural = "municipios"
        ordering = ["department_name", "name"]

    def __str__(self) -> str:
        if self.name == self.department_name:
            return self.name
        return f"{self.name}, {self.department_name}"


class Residence(models.Model):
    """An address in Colombia (DIVIPOLA) or abroad (a city in words), and where payments come from.

    Prices depend on the two last facts (Resolución INM 015 de 2020, art. 1).
    """

    country = CountryField("país", default=COLOMBIA)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="municipio",
        related_name="%(class)s_set",
    )
    foreign_city = models.CharField("ciudad y región en el exterior", max_length=120, blank=True)
    address = models.CharField("dirección", max_length=200, blank=True)
    is_domiciled_abroad = models.BooleanField("domicilio en el exterior", default=False)
    pays_from_abroad = models.BooleanField("paga desde el exterior", default=False)

    class Meta:
        abstract = True

    @property
    def is_foreign(self) -> bool:
        return self.country != COLOMBIA

    @property
    def place(self) -> str:
        """Municipality and department, or city and country; "" when unknown."""
        if self.is_foreign:
            return ", ".join(filter(None, [self.foreign_city, countries.name(self.country)]))
        return str(self.municipality or "")
