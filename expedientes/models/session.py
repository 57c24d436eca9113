"""The browsers that follow a case without an account."""

from django.db import models

from expedientes.models.case import Expediente


class CaseSession(models.Model):
    """One browser that may follow one case until `ends_at`, because it told its number and code or filed it.

    Nothing says whose browser it is: it has a token, and this row the token's SHA-256. To a filer the case's
    code is shown for a moment.
    """

    expediente = models.ForeignKey(
        Expediente, models.CASCADE, related_name="sessions", verbose_name="expediente"
    )
    token_sha256 = models.CharField("SHA-256 de la ficha", max_length=64, unique=True)
    ends_at = models.DateTimeField("termina")
    is_filer = models.BooleanField("la radicó", default=False)

    class Meta:
        verbose_name = "sesión de un caso"
        verbose_name_plural = "sesiones de casos"

    def __str__(self) -> str:
        return f"{self.expediente} hasta {self.ends_at:%F %R}"
