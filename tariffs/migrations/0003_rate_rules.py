import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tariffs", "0002_finder_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalrate",
            name="family",
            field=models.CharField(
                blank=True,
                help_text="Para un mismo instrumento se elige una sola de las tasas que tienen el mismo nombre de familia.",
                max_length=80,
                verbose_name="familia",
            ),
        ),
        migrations.AddField(
            model_name="historicalrate",
            name="included",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Puntos, metros, pasos… que trae la tasa; los que pasan de ahí se cobran con la adicional.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="cuántos incluye",
            ),
        ),
        migrations.AddField(
            model_name="historicalrate",
            name="is_also_on_site",
            field=models.BooleanField(
                default=False,
                help_text="El Instituto decide si va adonde el cliente, aunque el nombre no lo diga.",
                verbose_name="también en sitio",
            ),
        ),
        migrations.AddField(
            model_name="rate",
            name="family",
            field=models.CharField(
                blank=True,
                help_text="Para un mismo instrumento se elige una sola de las tasas que tienen el mismo nombre de familia.",
                max_length=80,
                verbose_name="familia",
            ),
        ),
        migrations.AddField(
            model_name="rate",
            name="included",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Puntos, metros, pasos… que trae la tasa; los que pasan de ahí se cobran con la adicional.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="cuántos incluye",
            ),
        ),
        migrations.AddField(
            model_name="rate",
            name="is_also_on_site",
            field=models.BooleanField(
                default=False,
                help_text="El Instituto decide si va adonde el cliente, aunque el nombre no lo diga.",
                verbose_name="también en sitio",
            ),
        ),
    ]
