from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="draftfile",
            name="removed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="quitado"),
        ),
    ]
