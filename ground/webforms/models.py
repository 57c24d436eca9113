"""Pages that somebody has begun and not sent: what they typed waits for them on any device."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.http import QueryDict

from ground.webforms.typed import Typed, as_posted


class KeepsTyped(models.Model):
    """A row that keeps what was typed into its page until it is filed."""

    typed = models.JSONField("lo escrito hasta ahora", default=dict)
    saved_at = models.DateTimeField("guardada", auto_now=True)

    class Meta:
        abstract = True

    def keep(self, typed: Typed, *, only: str | None = None) -> None:
        """Add what was typed, or of it only the control of that name: so an older page, on another device or a
        colleague's, never takes back what was typed since."""
        self.typed |= {name: value for name, value in typed.items() if only is None or name == only}
        self.save(update_fields=["typed", "saved_at"])

    @property
    def posted(self) -> QueryDict:
        """What was typed, as a browser would send it again."""
        return as_posted(self.typed)


class KeepsFiles(KeepsTyped):
    """One that has files, too: those of the FileDraft with its key, which stay as long as it does."""

    key = models.UUIDField("clave de sus archivos", default=uuid4)

    class Meta:
        abstract = True


class PageDraft(KeepsFiles):
    """One page of somebody who is logged in, by the name of its address."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="page_drafts", verbose_name="de quién"
    )
    page = models.CharField("página", max_length=60)

    class Meta:
        verbose_name = "borrador de una página"
        verbose_name_plural = "borradores de páginas"
        constraints = [models.UniqueConstraint(fields=["owner", "page"], name="uq_page_draft")]

    def __str__(self) -> str:
        return f"{self.owner}: {self.page}"
