"""What the institute tells the public."""

from datetime import datetime
from hashlib import sha256
from itertools import chain, count
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import slugify

from communications.offers import OfferText
from communications.pictures import Drawn
from communications.rich_text import as_html, as_words

__all__ = ["NewsItem", "NewsPicture", "OfferText", "ServiceNotice"]


class NewsQuerySet(models.QuerySet):
    def published(self, at: datetime) -> "NewsQuerySet":
        """Those that the public may read at an instant, the newest first."""
        is_current = models.Q(expires_at=None) | models.Q(expires_at__gt=at)
        return self.filter(is_current, published_at__lte=at)

    def with_picture(self) -> "NewsQuerySet":
        """Without the bytes of it, which another address answers with."""
        return self.select_related("own_picture").defer("own_picture__wide", "own_picture__small")


class NewsItem(models.Model):
    """A piece of news. Its text is Markdown (communications/rich_text.py); one without an instant of publication is a
    draft. Its address makes itself from the title, and stays once it was published."""

    title = models.CharField("título", max_length=160)
    slug = models.SlugField("dirección", max_length=180, unique=True, editable=False)
    summary = models.CharField("resumen", max_length=320)
    body = models.TextField(
        "texto",
        help_text="Deje una línea vacía entre párrafos. **negrilla**, *cursiva*, ## subtítulo, - elemento de lista, "
        "> cita, [palabras](https://…) para un enlace.",
    )
    published_at = models.DateTimeField(
        "publicación",
        null=True,
        blank=True,
        db_index=True,
        help_text="Vacío: es un borrador, que nadie más ve. Una fecha que no ha llegado la publica ese día.",
    )
    expires_at = models.DateTimeField(
        "vencimiento", null=True, blank=True, help_text="Desde entonces deja de verse. Puede quedar vacío."
    )

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = "noticia"
        verbose_name_plural = "noticias"
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="news_expires_after_publication",
                condition=models.Q(expires_at=None) | models.Q(expires_at__gt=models.F("published_at")),
                violation_error_message="El vencimiento debe ser posterior a la publicación.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug or self.published_at is None:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("news_detail", args=[self.slug])

    def _free_slug(self) -> str:
        """Of the title, with a number when other news have it."""
        wished = slugify(self.title)[:170].strip("-") or "noticia"
        others = NewsItem.objects.exclude(pk=self.pk).filter(slug__startswith=wished)
        taken = set(others.values_list("slug", flat=True))
        numbered = chain([wished], (f"{wished}-{number}" for number in count(2)))
        return next(slug for slug in numbered if slug not in taken)

    @property
    def picture(self) -> "NewsPicture | None":
        return getattr(self, "own_picture", None)

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def html(self) -> SafeString:
        return as_html(self.body)

    @property
    def words(self) -> str:
        return as_words(self.body)


class NewsPicture(models.Model):
    """The picture of a piece of news, in its two sizes (communications/pictures.py), with what it says to who does not
    see it."""

    news_item = models.OneToOneField(NewsItem, models.CASCADE, related_name="own_picture", verbose_name="noticia")
    wide = models.BinaryField("ancha", editable=False)
    small = models.BinaryField("pequeña", editable=False)
    width = models.PositiveSmallIntegerField("ancho", editable=False)
    height = models.PositiveSmallIntegerField("alto", editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    alt = models.CharField(
        "qué se ve",
        max_length=250,
        blank=True,
        help_text="Lo que lee quien no puede verla: una frase sobre lo que muestra.",
    )
    is_decorative = models.BooleanField(
        "es solo adorno",
        default=False,
        help_text="No dice nada que el texto no diga: los lectores de pantalla la omiten.",
    )
    caption = models.CharField("pie", max_length=250, blank=True)
    credit = models.CharField("crédito", max_length=120, blank=True, help_text="Quién la hizo, o de dónde viene.")

    class Meta:
        verbose_name = "imagen"
        verbose_name_plural = "imágenes"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="news_picture_says_what_it_shows",
                condition=models.Q(is_decorative=True, alt="") | models.Q(is_decorative=False) & ~models.Q(alt=""),
                violation_error_message="Diga qué se ve en la imagen, o marque que es solo adorno.",
            )
        ]

    def __str__(self) -> str:
        return self.alt or "Imagen de adorno"

    def draw(self, drawn: Drawn) -> None:
        """Take the place of whatever it showed."""
        self.wide, self.small = drawn.sizes["ancha"], drawn.sizes["pequena"]
        self.width, self.height = drawn.width, drawn.height
        self.sha256 = sha256(self.wide).hexdigest()

    @property
    def wide_url(self) -> str:
        return self._url("ancha")

    @property
    def small_url(self) -> str:
        return self._url("pequena")

    def _url(self, size: str) -> str:
        """One that changes with what it shows, so that it may be kept for ever."""
        return reverse("news_picture", args=[self.news_item_id, self.sha256[:12], size])


class ServiceNoticeQuerySet(models.QuerySet):
    def in_force(self, at: datetime) -> "ServiceNoticeQuerySet":
        return self.filter(begins_at__lte=at, ends_at__gt=at)


class ServiceNotice(models.Model):
    """That a service is or will be out of order, said above every page while the notice is in force."""

    class Severity(models.TextChoices):
        """The kinds of what is said on a page (`{% say %}`)."""

        DANGER = "danger", "Interrupción: algo no funciona"
        WARNING = "warning", "Advertencia: algo puede fallar"
        INFO = "info", "Información: algo va a cambiar"

    title = models.CharField("título", max_length=120)
    text = models.CharField("texto", max_length=400, blank=True)
    severity = models.CharField("gravedad", max_length=10, choices=Severity.choices, default=Severity.WARNING)
    begins_at = models.DateTimeField("se ve desde", default=timezone.now)
    ends_at = models.DateTimeField("se ve hasta", db_index=True)

    objects = ServiceNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "aviso de servicio"
        verbose_name_plural = "avisos de servicio"
        ordering = ["-begins_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="service_notice_ends_after_it_begins",
                condition=models.Q(ends_at__gt=models.F("begins_at")),
                violation_error_message="Debe dejar de verse después de empezar.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
