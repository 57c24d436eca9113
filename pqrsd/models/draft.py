"""The files of what is being written, before it is filed."""

from uuid import uuid4

from django.db import models

from ground.documents.models import Document


class FileDraft(models.Model):
    """A page with files that nobody has filed yet.

    Its key is known to that page alone and no session has it: nothing ties it to anybody.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    created_at = models.DateTimeField("empezado", auto_now_add=True)

    class Meta:
        verbose_name = "borrador con archivos"
        verbose_name_plural = "borradores con archivos"

    def __str__(self) -> str:
        return str(self.pk)


class DraftAnexo(models.Model):
    draft = models.ForeignKey(FileDraft, models.CASCADE, related_name="anexos", verbose_name="borrador")
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="pqrsd_draft", verbose_name="documento"
    )

    class Meta:
        verbose_name = "anexo de un borrador"
        verbose_name_plural = "anexos de borradores"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.document)
