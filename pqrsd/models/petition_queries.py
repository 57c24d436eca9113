"""How petitions are asked for."""

from django.db import models


class PqrsdQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at__isnull=True)

    def with_number(self):
        """With the radicado, whose number and instant are the petition's."""
        return self.select_related("radicado").defer("radicado__snapshot")

    def due_first(self):
        """As a queue serves them: what was asked to be served first, then what is due first; what waits for
        its petitioner comes last."""
        return self.order_by("-is_priority", models.F("due_on").asc(nulls_last=True), "pk")


class PqrsdManager(models.Manager):
    def get_queryset(self):
        """The words are searched, never read."""
        return super().get_queryset().defer("search_words")
