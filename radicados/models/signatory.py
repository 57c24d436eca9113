"""Who signs."""

from django.db import models

from radicados.validity import EffectiveDated


class Signatory(EffectiveDated):
    """Who signs the entity's letters."""

    name = models.CharField("nombre", max_length=200)
    position = models.CharField("cargo", max_length=200, default="Director General")
    is_acting = models.BooleanField("encargado (E)", default=False)
    appointed_by = models.CharField("acto de nombramiento o encargo", max_length=200, blank=True)

    class Meta(EffectiveDated.Meta):
        verbose_name = "firmante"
        verbose_name_plural = "firmantes"

    def __str__(self) -> str:
        return f"{self.name}, {self.position}{' (E)' if self.is_acting else ''}"
