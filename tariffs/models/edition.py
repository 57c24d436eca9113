"""A tariff resolution, the editions in which the portal publishes what it says, and their booklets.

The database freezes a published edition with all its rows (tariffs/triggers.py): a correction is another
edition of the same resolution, with its reason.
"""

import re
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, Func, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from ground.permanence import NEVER_DELETED, NEVER_EMPTIED, Delete, OnlyMayChange, Refused
from ground.work.leases import PROGRESS, LeasedWork
from tariffs.models.english_name import EnglishName
from tariffs.pricing.quote import Tariff
from tariffs.spanish import Spanish
from tariffs.triggers import PUBLISHED, RESOLUTION_STAYS, PermanentHistory

YEAR_IN_TITLE = re.compile(r"\bvigencia (\d{4})\b", re.IGNORECASE)


class Resolution(models.Model):
    """The act itself. What it says is in its editions."""

    number = models.SlugField("número", max_length=20, unique=True, help_text="Por ejemplo: 015-2020.")
    issued_on = models.DateField("fecha")
    title = models.TextField("título")

    class Meta:
        verbose_name = "resolución de tarifas"
        verbose_name_plural = "resoluciones de tarifas"
        ordering = ["-issued_on", "-number"]
        triggers = [*NEVER_EMPTIED, RESOLUTION_STAYS]

    def __str__(self) -> str:
        return _("Resolución {number}").format(number=self.number)


class EditionQuerySet(models.QuerySet["Edition"]):
    def drafts(self) -> Self:
        return self.filter(published_at__isnull=True)

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def current(self) -> Self:
        """The last published edition of each resolution."""
        return self.published()._last_of_each()

    def in_force(self, on: date) -> "Edition | None":
        """The edition whose prices rule on a date: of the last resolution in force by then.

        A later resolution ends the one before it, and its own end does not bring that one back. A
        correction takes the place of what it corrects when it begins, not when it is published.
        """
        begun = self.published().filter(valid_from__lte=on)._last_of_each(valid_from__lte=on)
        edition = begun.select_related("resolution").order_by("-valid_from", "-resolution_id").first()
        return edition if edition and edition.as_tariff().rules_on(on) else None

    def _last_of_each(self, **condition: date) -> Self:
        """Those that no later version of the same resolution, published and so conditioned, replaces."""
        later = Edition.objects.published().filter(
            resolution=OuterRef("resolution"), version__gt=OuterRef("version"), **condition
        )
        return self.filter(~Exists(later))


class Edition(models.Model):
    """What a resolution says, in one version; a draft until it is published."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="editions", verbose_name="resolución")
    version = models.PositiveSmallIntegerField("versión", default=1)
    reason = models.TextField("motivo de esta versión")
    issued_by = models.CharField("quien la expide", max_length=300, blank=True)
    competence = models.TextField(
        "competencia", blank=True, help_text="Las facultades que invoca, como están impresas."
    )
    recitals = models.TextField(
        "considerandos", blank=True, help_text="Como están impresos; una línea vacía separa cada uno del siguiente."
    )
    signatory = models.CharField("quien la firma", max_length=300, blank=True, help_text="Su nombre y su cargo.")
    repeals = models.TextField("deroga", blank=True)
    valid_from = models.DateField("vigente desde", null=True, blank=True, help_text="Publicación en el Diario Oficial.")
    valid_to = models.DateField("vigente hasta", null=True, blank=True)
    smmlv_pesos = models.PositiveIntegerField("salario mínimo del año, en pesos", null=True, blank=True)
    uvt_pesos = models.PositiveIntegerField("UVT del año, en pesos", null=True, blank=True)
    articles = models.JSONField("artículos", default=list, blank=True)
    created_at = models.DateTimeField("iniciada", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="iniciada por"
    )
    published_at = models.DateTimeField("publicada", null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="publicada por",
    )

    objects = EditionQuerySet.as_manager()
    _change_reason: str  # of the next record of its history
    history = PermanentHistory(excluded_fields=["created_at", "created_by", "published_by"])

    class Meta:
        verbose_name = "edición"
        verbose_name_plural = "ediciones"
        ordering = ["-valid_from", "-version"]
        permissions = [("publish_edition", "Puede publicar una edición")]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "version"],
                name="uq_edition_version",
                violation_error_message="Ya hay una edición con esa versión.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="edition_dates_in_order",
                violation_error_message="La fecha «hasta» no puede ser anterior a la fecha «desde».",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(valid_from__isnull=False),
                name="published_edition_has_its_date",
                violation_error_message="Para publicarla hace falta la fecha desde la que rige.",
            ),
        ]
        triggers = [
            *NEVER_EMPTIED,
            OnlyMayChange(name="published", where="OLD.published_at IS NOT NULL", sentence=PUBLISHED),
            Refused(
                name="published_stays",
                operation=Delete,
                where="OLD.published_at IS NOT NULL",
                sentence=PUBLISHED,
            ),
        ]

    def __str__(self) -> str:
        return _("{resolution}, versión {version}").format(resolution=self.resolution, version=self.version)

    @property
    def cache_key(self) -> str:
        """Of what was made of it once it was published: nothing of it changes again."""
        return f"{self.pk}:{self.published_at:%Y%m%d%H%M%S%f}"

    @property
    def begins_on(self) -> date:
        """The first day of what is published; ValueError when a draft does not say it yet."""
        if self.valid_from is None:
            raise ValueError(f"{self}: no day to begin on")
        return self.valid_from

    @property
    def validity_notes(self) -> list[Spanish]:
        """What somebody who reads its title and its dates side by side has to know."""
        notes = []
        if self.valid_to is None and (year := YEAR_IN_TITLE.search(self.resolution.title)):
            notes.append(
                Spanish(
                    "«Vigencia {year}» es parte de su título: rige mientras otra no la modifique o la reemplace "
                    "(artículos 3 y 9).",
                    year=year[1],
                )
            )
        if self.valid_from == self.resolution.issued_on:
            notes.append(
                Spanish(
                    "Según su artículo 9 rige desde su publicación en el Diario Oficial. Como su texto no dice cuándo "
                    "fue, aquí se cuenta desde el día en que se expidió."
                )
            )
        return notes

    def as_tariff(self) -> Tariff:
        """The edition as pricing knows it."""
        return Tariff(self.resolution.number, self.version, self.valid_from, self.valid_to)

    @transaction.atomic
    def publish(self, *, by: User | None = None) -> None:
        """Show it to everybody, for good, and owe its booklet and the English of its names; the caller records
        who decided it."""
        self.published_at = timezone.now()
        self.published_by = by
        self.save(update_fields=["published_at", "published_by"])
        EnglishName.objects.owe(
            name for rows in (self.headings, self.rates) for name in rows.values_list("name", flat=True)
        )
        Booklet.objects.create(edition=self).ring()


class Booklet(LeasedWork):
    """A published edition as a PDF to read and print: made once by a worker, the same for everybody."""

    task = "tariffs.tasks.make_booklet"

    # The database lets no published edition go, and says why.
    edition = models.OneToOneField(
        Edition, models.DO_NOTHING, primary_key=True, related_name="booklet", verbose_name="edición"
    )
    pdf = models.BinaryField("PDF", null=True)
    sha256 = models.GeneratedField(
        expression=Func("pdf", template="encode(sha256(%(expressions)s), 'hex')"),
        output_field=models.CharField("SHA-256 del PDF", max_length=64),
        db_persist=True,
    )

    class Meta:
        verbose_name = "PDF de una edición"
        verbose_name_plural = "PDF de las ediciones"
        permissions = [("retry_booklet", "Puede reintentar el PDF de una edición")]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, pdf__isnull=True) | Q(done_at__isnull=False, pdf__isnull=False),
                name="booklet_made_whole",
                violation_error_message="Un PDF terminado tiene su contenido.",
            )
        ]
        triggers = [
            *NEVER_DELETED,
            OnlyMayChange(*PROGRESS, "pdf"),
            OnlyMayChange(name="made", where="OLD.done_at IS NOT NULL"),
        ]

    def __str__(self) -> str:
        return str(self.edition)
