"""The offices of the entity, and which of them receives what is filed."""

from django.db import models
from django.db.models import Q

from legal_calendar.days import IncompleteTablesError


class Dependencia(models.Model):
    """An office of the entity, which looks after cases."""

    code = models.CharField("código", max_length=10, unique=True)
    name = models.CharField("nombre", max_length=120)
    email = models.EmailField("correo electrónico", blank=True)
    is_internal_control = models.BooleanField(
        "es Control interno disciplinario",
        default=False,
        help_text="Recibe las denuncias, que ninguna otra ve.",
    )
    is_first = models.BooleanField(
        "recibe lo que llega", default=False, help_text="La que recibe y reparte todo lo que no es denuncia."
    )
    is_active = models.BooleanField("en uso", default=True)

    class Meta:
        verbose_name = "dependencia"
        verbose_name_plural = "dependencias"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_internal_control"],
                condition=Q(is_internal_control=True),
                name="one_internal_control",
                violation_error_message="Ya hay otra dependencia que recibe las denuncias.",
            ),
            models.UniqueConstraint(
                fields=["is_first"],
                condition=Q(is_first=True),
                name="one_first_office",
                violation_error_message="Ya hay otra dependencia que recibe lo que llega.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NoOfficeError(IncompleteTablesError):
    """No Dependencia receives what is filed: an administrator must name one."""


def receiving_office(*, is_reserved: bool) -> Dependencia:
    """Who receives what is filed; raises NoOfficeError."""
    role = {"is_internal_control": True} if is_reserved else {"is_first": True}
    office = Dependencia.objects.filter(**role).first()
    if office is None:
        raise NoOfficeError(f"Falta la dependencia que recibe: {role}.")
    return office
