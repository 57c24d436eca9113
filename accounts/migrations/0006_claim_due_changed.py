from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_names_in_any_case")]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="kind",
            field=models.CharField(
                choices=[
                    ("verify_email", "Verificación del correo"),
                    ("already_registered", "Intento de registro con un correo registrado"),
                    ("recovery", "Recuperación de contraseña"),
                    ("password_changed", "Contraseña cambiada"),
                    ("email_change_asked", "Cambio de correo solicitado"),
                    ("verify_new_email", "Verificación del correo nuevo"),
                    ("email_changed", "Correo cambiado"),
                    ("invitation", "Invitación de una empresa"),
                    ("membership_asked", "Solicitud de vinculación"),
                    ("membership_decided", "Decisión sobre la vinculación"),
                    ("document_infected", "Documento con software malicioso"),
                    ("claim_resolved", "Respuesta a un reclamo de habeas data"),
                    ("claim_due_changed", "Nueva fecha para responder un reclamo de habeas data"),
                ],
                max_length=30,
                verbose_name="clase",
            ),
        )
    ]
