"""What the fake bank knows of the attempts to pay: as a bank would, apart from the portal."""

import secrets
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db import models
from django.utils import timezone

from services.models.payments import written
from services.payment.port import Verdict

OPEN_FOR = timedelta(minutes=20)
BANKS = ("Banco Cóndor (de mentira)", "Banco Frailejón (de mentira)", "Caja Ceiba (de mentira)")


def transaction_number() -> str:
    return f"BP{secrets.randbelow(10**10):010}"


class BankTransaction(models.Model):
    """`key` is the portal's of its intent; `script` how the bank behaves about it (fake_bank/scripts.py)."""

    key = models.UUIDField("clave", primary_key=True)
    number = models.CharField("transacción", max_length=20, default=transaction_number, unique=True)
    amount = models.DecimalField("valor", max_digits=16, decimal_places=2)
    currency = models.CharField("moneda", max_length=3)
    about = models.CharField("concepto", max_length=120)
    back = models.URLField("regreso", max_length=500)
    verdict = models.CharField("estado", max_length=10, choices=[(each, each) for each in Verdict], blank=True)
    bank = models.CharField("banco", max_length=60, blank=True)
    script = models.CharField("cómo se porta", max_length=40, blank=True)
    opened_at = models.DateTimeField("abierta", default=timezone.now)
    decided_at = models.DateTimeField("decidida", null=True, blank=True)
    reversed_at = models.DateTimeField("reversada", null=True, blank=True)

    class Meta:
        verbose_name = "transacción del banco de prueba"
        verbose_name_plural = "transacciones del banco de prueba"
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return self.number

    @property
    def written(self) -> str:
        return written(self.amount, self.currency)

    @property
    def way_back(self) -> str:
        return urlsplit(self.back).path

    @property
    def expires_at(self) -> Any:
        return self.opened_at + OPEN_FOR

    @property
    def present_verdict(self) -> Verdict:
        """What the bank would say if it were asked now."""
        if self.reversed_at:
            return Verdict.REVERSED
        if self.verdict:
            return Verdict(self.verdict)
        return Verdict.EXPIRED if timezone.now() > self.expires_at else Verdict.PENDING
