"""The index: what may be found, and the words that it has."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

from inm_portal.search.kinds import HitKind


class IndexEntry(models.Model):
    """One thing that may be found, as it was handed in; made and deleted by inm_portal/search/index.py alone."""

    digest = models.CharField("huella", max_length=64, unique=True)  # of all that follows
    kind = models.CharField("clase", max_length=20, choices=HitKind.choices)
    title = models.TextField("título")
    address = models.TextField("dirección")
    text = models.TextField("texto", blank=True)
    place = models.TextField("lugar", blank=True)
    needs_account = models.BooleanField("requiere ingresar", default=False)
    title_words = models.TextField("palabras del título")
    other_words = models.TextField("las demás palabras", blank=True)
    # Kept by the database, as those of the rates and of the cases are.
    search_words = models.GeneratedField(
        expression=SearchVector("title_words", config="simple", weight="A")
        + SearchVector("other_words", config="simple", weight="C"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = "entrada del índice"
        verbose_name_plural = "entradas del índice"
        ordering = ["pk"]
        default_permissions = ()
        indexes = [GinIndex(fields=["search_words"], name="ix_entry_words", fastupdate=False)]

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word of the index or of a synonym, as it is mostly spelt."""

    word = models.CharField("palabra", max_length=200, unique=True)
    spelling = models.CharField("como se escribe", max_length=200)
    count = models.PositiveIntegerField("veces")

    class Meta:
        verbose_name = "palabra del índice"
        verbose_name_plural = "palabras del índice"
        ordering = ["word"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.spelling


class Remainder(models.Model):
    """What is left of a word's sound without a letter, or all of it: by it those near are found."""

    word = models.ForeignKey(Word, models.CASCADE, related_name="remains", verbose_name="palabra")
    text = models.CharField("lo que queda", max_length=200, db_index=True)

    class Meta:
        verbose_name = "resto de una palabra"
        verbose_name_plural = "restos de palabras"
        default_permissions = ()

    def __str__(self) -> str:
        return self.text
