"""The words by which people ask for what the portal calls otherwise: rows that *Comunicaciones* changes."""

from typing import Any

from django.db import models

from ground.words import prefixes


class Synonym(models.Model):
    """What people say, and what the portal calls it: whoever asks for one finds the other, too."""

    said = models.CharField("lo que la gente dice", max_length=80, help_text="Una palabra o varias: «pie de rey».")
    means = models.CharField(
        "como se dice aquí",
        max_length=80,
        help_text="Las palabras que tiene lo que se debe encontrar: «calibrador».",
    )
    key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = "sinónimo"
        verbose_name_plural = "sinónimos"
        ordering = ["said", "means"]
        constraints = [
            models.UniqueConstraint(
                fields=["said", "means"],
                name="uq_synonym",
                violation_error_message="Ese sinónimo ya está.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.said} → {self.means}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = key_of(self.said)
        super().save(*args, **kwargs)


def key_of(said: str) -> str:
    """Equal for what is said alike: without accents or plurals."""
    return " ".join(prefixes(said))
