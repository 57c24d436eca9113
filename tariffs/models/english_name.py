"""What a Spanish name of a rate or of a heading is called in English, in every edition that has it.

A courtesy to who reads no Spanish and no part of a resolution: it may be added or mended after an edition is
published, which itself does not change.
"""

import re
from collections import Counter
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.utils import bulk_create_with_history

from ground.permanence import NEVER_DELETED, OnlyMayChange
from ground.words import normalise
from tariffs.triggers import PermanentHistory

MINUS = re.compile(r"(?<!\w)[-−] ?(?=\d)")
FIGURE = re.compile(r"(?:minus)?\d+(?:\.\d+)?")


def figures_in(name: str) -> Counter[str]:
    """The numbers that a name says, each as often as it says it: `- 1.000,5` is the same as `−1 000.5`."""
    return Counter(FIGURE.findall(normalise(MINUS.sub("minus", name))))


class EnglishNameManager(models.Manager["EnglishName"]):
    def owe(self, names: Iterable[str]) -> None:
        """A row, still without English, for each Spanish name that has none."""
        missing = set(names).difference(self.values_list("spanish", flat=True))
        bulk_create_with_history([EnglishName(spanish=name) for name in sorted(missing)], EnglishName)


class EnglishName(models.Model):
    spanish = models.TextField("nombre en español", unique=True)
    english = models.TextField("nombre en inglés", blank=True)

    objects = EnglishNameManager()
    history = PermanentHistory()

    class Meta:
        verbose_name = "nombre en inglés"
        verbose_name_plural = "nombres en inglés"
        ordering = ["spanish"]
        default_permissions = ("add", "change", "view")
        triggers = [*NEVER_DELETED, OnlyMayChange("english")]

    def __str__(self) -> str:
        return self.spanish

    def clean(self) -> None:
        """An English name is one line and has the figures of the Spanish one."""
        self.english = " ".join(self.english.split())
        own, english = figures_in(self.spanish), figures_in(self.english)
        if self.english and own != english:
            wrong = ", ".join(figure.replace("minus", "−") for figure in (own - english) + (english - own))
            sentence = f"Las cifras no son las del español: revise {wrong}. Los miles van con espacio (10 000)."
            raise ValidationError({"english": sentence})
