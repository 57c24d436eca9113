from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="is_reserved",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Solo lo ve quien tiene el permiso para ver radicados reservados.",
                verbose_name="reservado",
            ),
        ),
    ]
