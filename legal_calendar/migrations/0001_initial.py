from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name="año")),
                ("seeded_at", models.DateTimeField(auto_now_add=True, verbose_name="festivos cargados")),
            ],
            options={
                "verbose_name": "año del calendario",
                "verbose_name_plural": "años del calendario",
                "ordering": ["year"],
            },
        ),
        migrations.CreateModel(
            name="Festivo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "date",
                    models.DateField(
                        help_text="El día en que no se trabaja, ya trasladado.", unique=True, verbose_name="fecha"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Como lo leerán las personas: «Corpus Christi».",
                        max_length=120,
                        verbose_name="nombre",
                    ),
                ),
                (
                    "norm",
                    models.CharField(
                        help_text="La que lo establece: «Ley 51 de 1983».", max_length=200, verbose_name="norma"
                    ),
                ),
            ],
            options={
                "verbose_name": "festivo",
                "verbose_name_plural": "festivos",
                "ordering": ["-date"],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="desde")),
                ("ends_on", models.DateField(help_text="El último día suspendido, inclusive.", verbose_name="hasta")),
                ("reason", models.CharField(max_length=300, verbose_name="motivo")),
                (
                    "norm",
                    models.CharField(
                        help_text="La resolución que la ordena. La leerá quien consulte cómo se contó un término.",
                        max_length=200,
                        verbose_name="norma",
                    ),
                ),
            ],
            options={
                "verbose_name": "suspensión de términos",
                "verbose_name_plural": "suspensiones de términos",
                "ordering": ["-starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="suspension_in_order",
                        violation_error_message="La suspensión no puede terminar antes de empezar.",
                    )
                ],
            },
        ),
    ]
