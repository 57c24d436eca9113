"""What the institute tells the public."""

from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils import timezone


class NewsQuerySet(models.QuerySet):
    def published(self, at: datetime) -> "NewsQuerySet":
        """Those that the public may read at an instant, the newest first."""
        is_current = models.Q(expires_at=None) | models.Q(expires_at__gt=at)
        return self.filter(is_current, published_at__lte=at)


class NewsItem(models.Model):
    """A piece of news; its body is plain text, with an empty line between paragraphs."""

    title = models.CharField("título", max_length=160)
    slug = models.SlugField("dirección", max_length=180, unique=True, help_text="El final de su dirección.")
    summary = models.CharField("resumen", max_length=320)
    body = models.TextField("texto", help_text="Texto sin formato; deje una línea vacía entre párrafos.")
    published_at = models.DateTimeField("publicación", default=timezone.now, db_index=True)
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

    def get_absolute_url(self) -> str:
        return reverse("news_detail", args=[self.slug])


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
