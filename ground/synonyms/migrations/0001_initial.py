from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "said",
                    models.CharField(
                        help_text="Una palabra o varias: «pie de rey».",
                        max_length=80,
                        verbose_name="lo que la gente dice",
                    ),
                ),
                (
                    "means",
                    models.CharField(
                        help_text="Las palabras que tiene lo que se debe encontrar: «calibrador».",
                        max_length=80,
                        verbose_name="como se dice aquí",
                    ),
                ),
                ("key", models.CharField(db_index=True, editable=False, max_length=200)),
            ],
            options={
                "verbose_name": "sinónimo",
                "verbose_name_plural": "sinónimos",
                "ordering": ["said", "means"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("said", "means"), name="uq_synonym", violation_error_message="Ese sinónimo ya está."
                    )
                ],
            },
        ),
    ]
