import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import ground.permanence


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="intentos")),
                (
                    "next_attempt_at",
                    models.DateTimeField(
                        blank=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        null=True,
                        verbose_name="próximo intento",
                    ),
                ),
                ("lease_until", models.DateTimeField(blank=True, null=True, verbose_name="en proceso hasta")),
                ("last_error", models.TextField(blank=True, verbose_name="último error")),
                ("parked_at", models.DateTimeField(blank=True, null=True, verbose_name="detenida desde")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="terminada")),
                ("event", models.CharField(max_length=60, verbose_name="evento")),
                ("subject_type", models.CharField(blank=True, max_length=60, verbose_name="sobre qué")),
                ("subject_id", models.CharField(blank=True, max_length=64, verbose_name="cuál")),
                ("occasion", models.CharField(blank=True, max_length=64, verbose_name="ocasión")),
                ("recipient", models.EmailField(blank=True, max_length=254, verbose_name="destinatario")),
                ("details", models.JSONField(blank=True, default=dict, verbose_name="datos")),
                ("is_reserved", models.BooleanField(default=False, verbose_name="reservado")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="creado")),
                ("awaits", models.CharField(blank=True, max_length=64, verbose_name="espera")),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="llegó lo que esperaba")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelado")),
                (
                    "cancellation_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="por qué no se envía"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="usuario",
                    ),
                ),
            ],
            options={
                "verbose_name": "correo",
                "verbose_name_plural": "correos",
                "permissions": [("retry_mail", "Puede reintentar los correos")],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)), fields=["next_attempt_at"], name="ix_mail_queue"
                    ),
                    models.Index(fields=["subject_type", "subject_id"], name="ix_mail_subject"),
                    models.Index(
                        condition=models.Q(("awaits", ""), _negated=True), fields=["awaits"], name="ix_mail_awaits"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(models.Q(("occasion", ""), _negated=True), ("cancelled_at__isnull", True)),
                        fields=("event", "subject_type", "subject_id", "occasion", "recipient"),
                        name="uq_mail_once",
                        violation_error_message="Ese correo ya se debe.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancellation_reason", ""), ("cancelled_at__isnull", True)),
                            models.Q(
                                ("cancelled_at__isnull", False), models.Q(("cancellation_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="mail_cancelled_with_reason",
                        violation_error_message="Una cancelación tiene fecha y motivo.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("awaits", ""), _negated=True), ("released_at__isnull", True), _connector="OR"
                        ),
                        name="mail_released_from_something",
                        violation_error_message="Solo llega lo que se esperaba.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mail",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{attempts,next_attempt_at,lease_until,last_error,parked_at,done_at,is_reserved,released_at,cancelled_at,cancellation_reason}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{attempts,next_attempt_at,lease_until,last_error,parked_at,done_at,is_reserved,released_at,cancelled_at,cancellation_reason}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="33b04ef48e95191425e4f2e531d472003a9e7907",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_8e407",
                    table="mails_mail",
                    when="BEFORE",
                ),
            ),
        ),
    ]
