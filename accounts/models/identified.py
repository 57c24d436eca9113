"""Whoever has an identity document."""

from django.core.exceptions import ValidationError
from django.db import models

from accounts.identity import PERSON_DOCUMENT_TYPES, checked_document_number


class Identified(models.Model):
    """A number is kept as it is compared, wherever it was typed."""

    document_type = models.CharField("tipo de documento", max_length=3, choices=PERSON_DOCUMENT_TYPES)
    document_number = models.CharField("número de documento", max_length=30)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.document_type and self.document_number:
            try:
                self.document_number = checked_document_number(self.document_type, self.document_number)
            except ValidationError as error:
                raise ValidationError({"document_number": error}) from error
