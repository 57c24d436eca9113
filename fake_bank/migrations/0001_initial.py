import django.utils.timezone
from django.db import migrations, models

import fake_bank.models
import services.payment.port


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="BankTransaction",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False, verbose_name="clave")),
                (
                    "number",
                    models.CharField(
                        default=fake_bank.models.transaction_number,
                        max_length=20,
                        unique=True,
                        verbose_name="transacción",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="valor")),
                ("currency", models.CharField(max_length=3, verbose_name="moneda")),
                ("about", models.CharField(max_length=120, verbose_name="concepto")),
                ("back", models.URLField(max_length=500, verbose_name="regreso")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            (services.payment.port.Verdict["PENDING"], services.payment.port.Verdict["PENDING"]),
                            (services.payment.port.Verdict["APPROVED"], services.payment.port.Verdict["APPROVED"]),
                            (services.payment.port.Verdict["REJECTED"], services.payment.port.Verdict["REJECTED"]),
                            (services.payment.port.Verdict["EXPIRED"], services.payment.port.Verdict["EXPIRED"]),
                            (services.payment.port.Verdict["REVERSED"], services.payment.port.Verdict["REVERSED"]),
                        ],
                        max_length=10,
                        verbose_name="estado",
                    ),
                ),
                ("bank", models.CharField(blank=True, max_length=60, verbose_name="banco")),
                ("script", models.CharField(blank=True, max_length=40, verbose_name="cómo se porta")),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="abierta")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decidida")),
                ("reversed_at", models.DateTimeField(blank=True, null=True, verbose_name="reversada")),
            ],
            options={
                "verbose_name": "transacción del banco de prueba",
                "verbose_name_plural": "transacciones del banco de prueba",
                "ordering": ["-opened_at"],
            },
        ),
    ]
