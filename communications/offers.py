"""What the page of the offer says of each service: versions, each a draft until it is published, and then for good."""

from datetime import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from communications.rich_text import as_html, as_words
from ground.languages import is_english
from ground.permanence import NEVER_EMPTIED, Delete, Law, Update, refuse

PUBLISHED = "Ese texto ya se publicó y no se modifica: escriba la versión siguiente."
PARTS = ("summary", "who", "to_quote", "for_service", "steps")
TEXTS = (*PARTS, *(f"english_{part}" for part in PARTS))
LIST = "Un renglón por cosa, que empieza con un guion."


class OfferedService(models.TextChoices):
    """The services of the user manual (chapters 2, 3 and 5), by the words of their addresses."""

    CALIBRATION = "calibracion", "Calibración"
    TRAINING = "capacitacion", "Capacitación"
    ASSISTANCE = "asistencia", "Asistencia técnica"
    PROFICIENCY_TEST = "ensayos-de-aptitud", "Comparaciones interlaboratorios"
    REFERENCE_MATERIAL = "materiales-de-referencia", "Materiales de referencia"
    OEC = "comunicacion-oec", "Comunicación OEC"
    PQRSD = "pqrsd", "PQRSD"


class OfferTextQuerySet(models.QuerySet["OfferText"]):
    def in_force(self, at: datetime) -> Self:
        """The last one published of each service."""
        last = self.filter(published_at__lte=at).order_by("service", "-published_at", "-pk")
        return last.distinct("service")


def _text(label: str, help_text: str = "") -> models.TextField:
    return models.TextField(label, blank=True, help_text=help_text)


class OfferText(models.Model):
    """A version of what is said of a service, its parts as Markdown (communications/rich_text.py); a draft has no
    instant of publication. In English it is whole, or not there."""

    service = models.CharField("servicio", max_length=30, choices=OfferedService.choices)
    summary = models.TextField("qué es", help_text="Una o dos frases; están también en la página de inicio.")
    who = models.TextField("quién puede pedirlo")
    to_quote = models.TextField("qué se necesita para pedirlo o cotizarlo", help_text=LIST)
    for_service = _text("qué se necesita para el servicio", LIST)
    steps = models.TextField(
        "pasos, con sus tiempos usuales", help_text="Un renglón por paso, numerado: «1. Radique: en el acto»."
    )
    english_summary = _text("qué es, en inglés", "En inglés van todas las partes, o ninguna.")
    english_who = _text("quién puede pedirlo, en inglés")
    english_to_quote = _text("qué se necesita para pedirlo o cotizarlo, en inglés")
    english_for_service = _text("qué se necesita para el servicio, en inglés")
    english_steps = _text("pasos, en inglés")
    published_at = models.DateTimeField(
        "publicación",
        null=True,
        blank=True,
        db_index=True,
        help_text="Vacío: es un borrador, que nadie más ve. Desde entonces no se modifica: se escribe otra versión.",
    )

    objects = OfferTextQuerySet.as_manager()

    class Meta:
        verbose_name = "texto de la oferta de servicios"
        verbose_name_plural = "textos de la oferta de servicios"
        ordering = ["service", "-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="offer_text_whole_in_english",
                condition=Q(english_summary="", english_who="", english_to_quote="", english_steps="")
                | ~Q(english_summary="") & ~Q(english_who="") & ~Q(english_to_quote="") & ~Q(english_steps=""),
                violation_error_message="En inglés van todas las partes, o ninguna.",
            )
        ]
        triggers = [
            *NEVER_EMPTIED,
            Law(
                name="published",
                operation=Update | Delete,
                func=f"""
    IF OLD.published_at <= now() THEN
        {refuse(PUBLISHED)}
    END IF;
    RETURN coalesce(NEW, OLD);""",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_service_display()}, {self.standing}"

    def clean(self) -> None:
        """A version that is older than the one in force would never be seen."""
        others = OfferText.objects.filter(service=self.service, published_at__gte=self.published_at or timezone.now())
        if self.published_at and others.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"published_at": "Ya hay un texto que se publica ese día o después: elija otra hora."}
            )

    @property
    def is_published(self) -> bool:
        return self.published_at is not None and self.published_at <= timezone.now()

    @property
    def standing(self) -> str:
        if self.published_at is None:
            return "borrador"
        day = timezone.localtime(self.published_at).strftime("%d/%m/%Y")
        return f"{'publicado' if self.is_published else 'se publica'} el {day}"

    @property
    def lang(self) -> str:
        """Of its parts, where that is not the language of the page."""
        return "es" if is_english() and not self.english_summary else ""

    def said(self, part: str) -> str:
        """A part as it was typed, in the language of the page if it is there."""
        return str(getattr(self, f"english_{part}" if is_english() and self.english_summary else part))

    @cached_property
    def parts(self) -> dict[str, SafeString]:
        """Each as the page shows it."""
        return {part: as_html(self.said(part)) for part in PARTS}

    @property
    def brief(self) -> str:
        """What it is, in plain words."""
        return as_words(self.said("summary"))
