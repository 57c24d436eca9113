import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("radicados", "0002_clocks_agree"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letterissuance",
            name="attempts",
            field=models.PositiveIntegerField(default=0, verbose_name="intentos"),
        ),
        migrations.AlterField(
            model_name="letterissuance",
            name="next_attempt_at",
            field=models.DateTimeField(
                blank=True,
                db_default=django.db.models.functions.datetime.Now(),
                null=True,
                verbose_name="próximo intento",
            ),
        ),
    ]
