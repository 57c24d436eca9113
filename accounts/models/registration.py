"""What a registration is made of before it is finished, and the documents that support it."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.people import Profile
from ground.documents.models import Document


class DocumentCategory(models.TextChoices):
    """The documents of the manual (4.1.5)."""

    TAX = "rut", _("NIT o RUT")
    REPRESENTATIVE = "representante", _("Cédula del representante legal")
    CONTACT = "contacto", _("Cédula del contacto")
    GUARDIAN = "representacion", _("Prueba de quién representa al menor de edad")
    OTHER = "otro", _("Otros documentos")


OF_COMPANIES = frozenset({DocumentCategory.TAX, DocumentCategory.REPRESENTATIVE})


class RegistrationDraft(models.Model):
    """What an unfinished registration has handed over: its password's hash; its files are the FileDraft with
    the same key.

    Everything else that was typed travels with the page. The key is kept in the visitor's session.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    password_hash = models.CharField("huella de la contraseña", max_length=256, blank=True)
    created_at = models.DateTimeField("iniciado", auto_now_add=True)
    # Whatever became of it: nobody who has the key learns whether somebody was registered already.
    is_finished = models.BooleanField("terminado", default=False)

    class Meta:
        verbose_name = "registro sin terminar"
        verbose_name_plural = "registros sin terminar"

    def __str__(self) -> str:
        return str(self.id)


class SupportingDocumentQuerySet(models.QuerySet):
    def current(self):
        """What has not been replaced by a later one."""
        return self.filter(replaced_at__isnull=True)


class SupportingDocument(models.Model):
    """A document that supports a registration. One that is replaced stays, with its date."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="supporting_documents", verbose_name="registro")
    category = models.CharField("clase", max_length=20, choices=DocumentCategory.choices)
    document = models.OneToOneField(
        Document, models.PROTECT, related_name="supporting_document", verbose_name="documento"
    )
    added_at = models.DateTimeField("añadido", auto_now_add=True)
    replaced_at = models.DateTimeField("reemplazado", null=True, blank=True)

    objects = SupportingDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "documento anexo"
        verbose_name_plural = "documentos anexos"
        ordering = ["pk"]
        permissions = [("read_supportingdocument", "Puede abrir los documentos anexos")]

    def __str__(self) -> str:
        return f"{self.get_category_display()}: {self.document}"
