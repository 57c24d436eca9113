import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import ground.documents.models
import ground.permanence


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "file",
                    models.FileField(
                        max_length=80,
                        storage=ground.documents.models.private_storage,
                        upload_to=ground.documents.models.random_name,
                        verbose_name="archivo",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="nombre original")),
                (
                    "content_type",
                    models.CharField(
                        choices=[("application/pdf", "PDF"), ("image/jpeg", "JPEG"), ("image/png", "PNG")],
                        max_length=20,
                        verbose_name="formato",
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="tamaño en bytes")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "sent_sha256",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="Del archivo como llegó. Una imagen se dibuja de nuevo, sin sus otros datos y, si es muy grande, reducida: con esta huella, quien guarda el original prueba que es el que envió.",
                        max_length=64,
                        verbose_name="SHA-256 de lo enviado",
                    ),
                ),
                ("received_at", models.DateTimeField(auto_now_add=True, verbose_name="recibido")),
                ("infected_with", models.CharField(blank=True, max_length=200, verbose_name="software malicioso")),
                (
                    "is_reserved",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Solo lo ve quien tiene el permiso para ver radicados reservados.",
                        verbose_name="reservado",
                    ),
                ),
            ],
            options={
                "verbose_name": "documento",
                "verbose_name_plural": "documentos",
            },
        ),
        migrations.CreateModel(
            name="DoomedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="archivo")),
                ("since", models.DateTimeField(auto_now_add=True, verbose_name="desde")),
            ],
            options={
                "verbose_name": "archivo por borrar",
                "verbose_name_plural": "archivos por borrar",
            },
        ),
        migrations.CreateModel(
            name="DraftFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slot", models.CharField(max_length=40, verbose_name="lugar")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="quitado")),
            ],
            options={
                "verbose_name": "archivo de un borrador",
                "verbose_name_plural": "archivos de borradores",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="FileDraft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="empezado")),
            ],
            options={
                "verbose_name": "borrador con archivos",
                "verbose_name_plural": "borradores con archivos",
            },
        ),
        migrations.CreateModel(
            name="Scan",
            fields=[
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
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="scan",
                        serialize=False,
                        to="documents.document",
                        verbose_name="documento",
                    ),
                ),
            ],
            options={
                "verbose_name": "análisis de un documento",
                "verbose_name_plural": "análisis de documentos",
                "permissions": [("retry_scan", "Puede reintentar el análisis de documentos")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=ground.permanence.TriggerSql(
                    func="RAISE EXCEPTION 'Es un registro permanente: la tabla no se puede vaciar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;",
                    hash="b8481723984471742746283e0b35eb70269b1143",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_3df4d",
                    table="documents_document",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{infected_with,is_reserved}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{infected_with,is_reserved}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="0e6dc61a9e370cd813b85cadbad4d5728192e9c9",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_63a64",
                    table="documents_document",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="infected",
                sql=ground.permanence.TriggerSql(
                    condition="WHEN (OLD.infected_with <> '')",
                    func="\n    IF to_jsonb(NEW) - '{is_reserved}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{is_reserved}'::text[] THEN\n        RAISE EXCEPTION 'Es un registro permanente: no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="ded0a6bf64278be47c291b1d789d148494436266",
                    operation="UPDATE",
                    pgid="pgtrigger_infected_71aab",
                    table="documents_document",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="draftfile",
            name="document",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="draft_file",
                to="documents.document",
                verbose_name="documento",
            ),
        ),
        migrations.AddField(
            model_name="draftfile",
            name="draft",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="documents.filedraft",
                verbose_name="borrador",
            ),
        ),
        migrations.AddIndex(
            model_name="scan",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)), fields=["next_attempt_at"], name="ix_scan_queue"
            ),
        ),
    ]
