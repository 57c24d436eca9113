import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("name", models.CharField(max_length=120, primary_key=True, serialize=False, verbose_name="qué")),
                ("value", models.FloatField(null=True, verbose_name="valor")),
                (
                    "at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="cuándo"),
                ),
            ],
            options={
                "verbose_name": "pulso",
                "verbose_name_plural": "pulsos",
            },
        ),
        migrations.CreateModel(
            name="Alarm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="qué")),
                ("sentence", models.CharField(max_length=300, verbose_name="qué pasaba")),
                (
                    "began_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="desde"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="hasta")),
            ],
            options={
                "verbose_name": "alarma",
                "verbose_name_plural": "alarmas",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("name",),
                        name="uq_alarm_sounds_once",
                        violation_error_message="Esa alarma ya suena.",
                    )
                ],
            },
        ),
    ]
