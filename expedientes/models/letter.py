"""What the staff has at hand while a letter is written: its draft, and the paragraphs that many letters share."""

import json
from hashlib import sha256
from typing import Self

from django.conf import settings
from django.db import models

from expedientes.models.case import TEXT_LENGTH, Expediente
from ground.webforms.models import KeepsFiles


class LetterDraft(KeepsFiles):
    """A letter about a case that is not filed yet, by the act that writes it: whoever handles the case finds it as it
    stands, with the files that are the FileDraft with its key.

    A second person may be asked to read it; what they say is of the words that they read.
    """

    case = models.ForeignKey(Expediente, models.CASCADE, related_name="letter_drafts", verbose_name="expediente")
    act = models.CharField("acto", max_length=60)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="quien la escribe"
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="quien la revisa",
    )
    read_at = models.DateTimeField("revisada", null=True, blank=True)
    agreed_with = models.CharField("huella de lo aprobado", max_length=64, blank=True)
    remarks = models.TextField("observaciones", blank=True)

    class Meta:
        verbose_name = "borrador de una carta"
        verbose_name_plural = "borradores de cartas"
        constraints = [models.UniqueConstraint(fields=["case", "act"], name="uq_letter_draft")]

    def __str__(self) -> str:
        return f"{self.case}: {self.act}"

    @property
    def is_waiting(self) -> bool:
        """Whether somebody was asked to read it and has not."""
        return self.reader_id is not None and self.read_at is None

    @property
    def fingerprint(self) -> str:
        return sha256(json.dumps(self.typed, sort_keys=True).encode()).hexdigest()

    @property
    def is_agreed(self) -> bool:
        """Whether the reader agreed, and it says the same since."""
        return self.agreed_with == self.fingerprint


class ModelParagraphQuerySet(models.QuerySet["ModelParagraph"]):
    def for_letters_of(self, app: str) -> Self:
        """Those in use at the desk of an app."""
        return self.filter(is_active=True, app__in=("", app))


class ModelParagraph(models.Model):
    """A paragraph that letters share; whoever writes one takes it and completes it. Of one desk, that of its `app`, or
    of all of them."""

    title = models.CharField("título", max_length=80, unique=True)
    text = models.TextField(
        "texto", max_length=TEXT_LENGTH, help_text="Donde diga […] quien escriba la carta tendrá que completarla."
    )
    app = models.CharField("mesa", max_length=20, blank=True)
    is_active = models.BooleanField("en uso", default=True)

    objects = ModelParagraphQuerySet.as_manager()

    class Meta:
        verbose_name = "párrafo modelo"
        verbose_name_plural = "párrafos modelo"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
