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
