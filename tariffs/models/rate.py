"""The rows of an edition: its tree of headings, its rates in the order of the document, its footnotes."""

from collections.abc import Mapping
from functools import reduce
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, Q

from ground.synonyms.concepts import Concept, concepts_of
from ground.words import normalise, prefixes, searchable
from tariffs.kinds import SectionKind, Unit
from tariffs.models.edition import Edition
from tariffs.pricing.quote import RateRow
from tariffs.ranges import QUANTITIES, Range, known_unit
from tariffs.resolution_lines import is_for_higher_education, plain
from tariffs.triggers import MARK_OF_DRAFT, ROW_OF_DRAFT, PermanentHistory, under_its_own

LONGEST_NAME = 1000


class Heading(models.Model):
    """A section, a laboratory or core inside it, or a sub-laboratory inside that."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="headings", verbose_name="edición")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name="dentro de"
    )
    position = models.PositiveSmallIntegerField("orden")
    kind = models.CharField("clase", max_length=20, choices=SectionKind.choices())
    name = models.CharField("nombre", max_length=200)
    raw_name = models.CharField("como está impreso", max_length=200, blank=True)

    _change_reason: str  # of the next record of its history
    history = PermanentHistory(excluded_fields=["position"])

    class Meta:
        verbose_name = "título"
        verbose_name_plural = "títulos"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "position"], name="uq_heading_position")]
        triggers = [*ROW_OF_DRAFT, under_its_own("parent_id")]

    def __str__(self) -> str:
        return self.name

    @property
    def misprint(self) -> str:
        """How it is printed, where more than its capitals was mended."""
        printed = plain(self.raw_name)
        return "" if not printed or self.name.lower() in printed.lower() else printed

    @property
    def path(self) -> list["Heading"]:
        """From the section down to this heading."""
        return [*(self.parent.path if self.parent else []), self]


class Footnote(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="footnotes", verbose_name="edición")
    number = models.PositiveSmallIntegerField("número")
    text = models.TextField("texto")

    history = PermanentHistory()

    class Meta:
        verbose_name = "nota al pie"
        verbose_name_plural = "notas al pie"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="uq_footnote_number")]
        triggers = ROW_OF_DRAFT

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class RateQuerySet(models.QuerySet["Rate"]):
    def matching(self, typed: str, english: Mapping[str, str] | None = None) -> Self:
        """The rows that have all the words typed, in any order, unfinished or without accents; in Spanish or in
        their `english` names, when that is given. None, of something typed that has no word."""
        words = prefixes(typed)
        if not words:
            return self.none() if typed.strip() else self
        if english is None:
            query = SearchQuery(" & ".join(f"{word}:*" for word in words), search_type="raw", config="simple")
            return self.filter(search_words=query)
        found = self
        for word in words:
            called = [spanish for spanish, name in english.items() if f" {word}" in f" {normalise(name)}"]
            found = found.filter(
                Q(search_words=SearchQuery(f"{word}:*", search_type="raw", config="simple"))
                | Q(name__in=called)
                | Q(heading__name__in=called)
                | Q(heading__parent__name__in=called)
                | Q(heading__parent__parent__name__in=called)
            )
        return found

    def meaning(self, typed: str) -> Self:
        """The rows that say the same in other words, by the portal's synonyms; what only says that a price is
        asked («cuánto vale …») leaves none out."""
        concepts = concepts_of(typed)
        if not any(concept.synonyms for concept in concepts):
            return self.none()
        found = {f"concept_{place}": Exists(self._having(concept)) for place, concept in enumerate(concepts)}
        there = Edition.objects.values_list(*found.values()).first() or [False] * len(concepts)
        said = [concept for concept, is_there in zip(concepts, there, strict=True) if is_there or not concept.synonyms]
        return reduce(RateQuerySet._having, said, self) if said else self.none()

    def _having(self, concept: Concept) -> Self:
        return self.filter(search_words=SearchQuery(concept.query, search_type="raw", config="simple"))


class RateManager(models.Manager["Rate"]):
    def get_queryset(self) -> models.QuerySet["Rate"]:
        """The words are searched, never read."""
        return super().get_queryset().defer("search_words")


class Rate(models.Model):
    """One row of the resolution: what is charged, for what, as published."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="rates", verbose_name="edición")
    heading = models.ForeignKey(Heading, models.CASCADE, related_name="rates", verbose_name="título")
    position = models.PositiveSmallIntegerField("orden en la resolución")
    code = models.CharField("código", max_length=12)
    name = models.TextField("nombre")
    raw_name = models.TextField("nombre como está impreso", blank=True)
    raw_figures = models.JSONField("cifras como están impresas", default=list, blank=True)
    cop = models.PositiveIntegerField("tasa en pesos", null=True, blank=True)
    smmlv = models.DecimalField("tasa en S.M.M.L.V.", max_digits=12, decimal_places=6, null=True, blank=True)
    usd = models.PositiveIntegerField("tasa en dólares", null=True, blank=True)
    text_price = models.CharField("en lugar de la tasa", max_length=200, blank=True)
    unit = models.CharField("por cada", max_length=20, choices=Unit.choices(), default=Unit.SERVICE.value)
    is_on_site = models.BooleanField("servicio en sitio", default=False)
    is_additional = models.BooleanField("adicional a otro servicio", default=False)
    additional_to = ArrayField(
        models.CharField(max_length=12),
        verbose_name="se suma a",
        default=list,
        blank=True,
        help_text="Códigos, separados por comas: solo se cobra junto con una de esas tasas.",
    )
    family = models.CharField(
        "familia",
        max_length=80,
        blank=True,
        help_text="Para un mismo instrumento se elige una sola de las tasas que tienen el mismo nombre de familia.",
    )
    included = models.PositiveSmallIntegerField(
        "cuántos incluye",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Puntos, metros, pasos… que trae la tasa; los que pasan de ahí se cobran con la adicional.",
    )
    is_also_on_site = models.BooleanField(
        "también en sitio",
        default=False,
        help_text="El Instituto decide si va adonde el cliente, aunque el nombre no lo diga.",
    )
    minimum_quantity = models.PositiveSmallIntegerField(
        "mínimo de participantes", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    maximum_persons = models.PositiveSmallIntegerField(
        "máximo de personas", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    range_from = models.DecimalField("alcance desde", max_digits=18, decimal_places=6, null=True, blank=True)
    range_to = models.DecimalField("alcance hasta", max_digits=18, decimal_places=6, null=True, blank=True)
    range_unit = models.CharField(
        "unidad del alcance",
        max_length=12,
        blank=True,
        validators=[known_unit],
        help_text=f"De los instrumentos que atiende, para mostrarlo en una escala. Una de: {', '.join(QUANTITIES)}.",
    )
    footnotes = models.ManyToManyField(Footnote, blank=True, related_name="rates", verbose_name="notas")
    search_text = models.TextField("palabras para buscar", editable=False)
    # Kept by the database: cutting 327 names into words again at each search is most of its cost.
    search_words = models.GeneratedField(
        expression=SearchVector("search_text", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = RateManager.from_queryset(RateQuerySet)()
    # Without what follows from the rest: one row more moves all those after it.
    history = PermanentHistory(
        excluded_fields=["position", "raw_figures", "search_text", "search_words"], m2m_fields=[footnotes]
    )

    class Meta:
        verbose_name = "tasa"
        verbose_name_plural = "tasas"
        ordering = ["position"]
        indexes = [GinIndex(fields=["search_words"], name="ix_rate_search")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="uq_rate_position"),
            models.UniqueConstraint(
                fields=["edition", "code"],
                name="uq_rate_code",
                violation_error_message="Ese código ya está en esta edición.",
            ),
            models.CheckConstraint(
                condition=(Q(text_price="") & (Q(cop__isnull=False) | Q(usd__isnull=False)))
                | (~Q(text_price="") & Q(cop__isnull=True, smmlv__isnull=True, usd__isnull=True)),
                name="rate_has_one_price",
                violation_error_message="Escriba la tasa, o bien el texto que la reemplaza.",
            ),
            # A figure that is not there passes: to SQL, nothing is neither greater nor not.
            models.CheckConstraint(
                condition=Q(cop__gt=0) & Q(usd__gt=0),
                name="rate_above_zero",
                violation_error_message="Una tasa es mayor que cero.",
            ),
            models.CheckConstraint(
                condition=Q(range_unit="", range_from__isnull=True, range_to__isnull=True)
                | (~Q(range_unit="") & (Q(range_from__isnull=False) | Q(range_to__isnull=False))),
                name="rate_range_whole",
                violation_error_message="Un alcance tiene su unidad y al menos uno de sus dos extremos.",
            ),
            models.CheckConstraint(
                condition=Q(range_from__isnull=True) | Q(range_to__isnull=True) | Q(range_from__lte=F("range_to")),
                name="rate_range_in_order",
                violation_error_message="El alcance «desde» no puede ser mayor que el alcance «hasta».",
            ),
        ]
        triggers = [*ROW_OF_DRAFT, under_its_own("heading_id")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def save(self, *, update_fields=None, **kwargs) -> None:
        self.make_findable()
        fields = None if update_fields is None else {*update_fields, "search_text"}
        super().save(update_fields=fields, **kwargs)

    def make_findable(self) -> None:
        """Write the searched column: by the row's own words, its headings' and its code."""
        headings = (heading.name for heading in self.heading.path)
        self.search_text = searchable(" ".join([self.name, *headings, self.code]))

    @property
    def misprint(self) -> str:
        """How its name is printed, where it was mended."""
        printed = plain(self.raw_name)
        return "" if printed == self.name else printed  # nothing, of what no text was printed

    @property
    def range(self) -> Range | None:
        """Of the instruments that it serves, when that is known."""
        return Range(self.range_from, self.range_to, self.range_unit) if self.range_unit else None

    def as_row(self) -> RateRow:
        """The row as pricing knows it."""
        return RateRow(
            code=self.code,
            name=self.name,
            kind=SectionKind(self.heading.kind),
            cop=self.cop,
            usd=self.usd,
            text_price=self.text_price,
            is_on_site=self.is_on_site,
            minimum_quantity=self.minimum_quantity,
            maximum_persons=self.maximum_persons,
            notes=tuple(note.text for note in self.footnotes.all()),
            additional_to=tuple(self.additional_to),
            is_for_higher_education=is_for_higher_education(self.name),
            is_also_on_site=self.is_also_on_site,
        )


class Mark(Rate.footnotes.through):  # type: ignore[name-defined]  # no class to the stubs
    """A footnote of a rate."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = MARK_OF_DRAFT
