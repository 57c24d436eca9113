"""What is reserved, and what answers what.

Who may know of a radicado is the one fact of it that can change and change back: a case turns out to be a
denuncia, or not. What answers it goes with it, whoever writes the one or the other. All the rest of what was
filed stays as 0002_legal_rules.py froze it.
"""

import django.db.models.deletion
from django.db import migrations, models

GUARD = """
CREATE OR REPLACE FUNCTION radicados_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- A generated column is not computed yet in a BEFORE trigger; it follows from what is compared.
    issue text[] := '{{issued_at,sha256,signature_level,signed_by}}';
    annulment text[] := '{{annulled_at,annulled_by_id,annulment_reason}}';
    open text[] := '{{{open}}}';
BEGIN
    IF OLD.issued_at IS NULL AND OLD.annulled_at IS NULL THEN open := open || issue; END IF;
    IF OLD.annulled_at IS NULL THEN open := open || annulment; END IF;
    IF to_jsonb(NEW) - open IS DISTINCT FROM to_jsonb(OLD) - open THEN
        RAISE EXCEPTION 'El radicado % no se puede modificar.', OLD.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

REPLIES = """
CREATE FUNCTION radicados_reserve_reply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT is_reserved INTO NEW.is_reserved FROM radicados_radicado WHERE id = NEW.in_reply_to_id;
    NEW.is_reserved := coalesce(NEW.is_reserved, false); -- the foreign key will refuse what answers nothing
    RETURN NEW;
END $$;
CREATE TRIGGER radicado_reserve_reply BEFORE INSERT ON radicados_radicado
    FOR EACH ROW WHEN (NEW.in_reply_to_id IS NOT NULL AND NOT NEW.is_reserved)
    EXECUTE FUNCTION radicados_reserve_reply();

CREATE FUNCTION radicados_reserve_replies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE radicados_radicado SET is_reserved = NEW.is_reserved WHERE in_reply_to_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER radicado_reserve_replies AFTER UPDATE OF is_reserved ON radicados_radicado
    FOR EACH ROW WHEN (OLD.is_reserved IS DISTINCT FROM NEW.is_reserved)
    EXECUTE FUNCTION radicados_reserve_replies();
"""

UNDO_REPLIES = """
DROP TRIGGER radicado_reserve_reply ON radicados_radicado;
DROP TRIGGER radicado_reserve_replies ON radicados_radicado;
DROP FUNCTION radicados_reserve_reply();
DROP FUNCTION radicados_reserve_replies();
"""


class Migration(migrations.Migration):
    dependencies = [("radicados", "0002_legal_rules")]

    operations = [
        migrations.AlterModelOptions(
            name="radicado",
            options={
                "ordering": ["-filed_at"],
                "permissions": [
                    ("annul_radicado", "Puede anular radicados"),
                    ("view_reserved_radicado", "Puede ver radicados reservados"),
                ],
                "verbose_name": "radicado",
                "verbose_name_plural": "radicados",
            },
        ),
        migrations.AddField(
            model_name="radicado",
            name="in_reply_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replies",
                to="radicados.radicado",
                verbose_name="responde al radicado",
            ),
        ),
        migrations.AddField(
            model_name="radicado",
            name="is_reserved",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text=(
                    "Solo lo ve quien tiene el permiso para ver radicados reservados; también sus respuestas."
                ),
                verbose_name="reservado",
            ),
        ),
        migrations.AlterField(
            model_name="radicado",
            name="filer_document",
            field=models.CharField(max_length=40, verbose_name="documento del remitente o destinatario"),
        ),
        migrations.AlterField(
            model_name="radicado",
            name="filer_name",
            field=models.CharField(max_length=410, verbose_name="remitente o destinatario"),
        ),
        migrations.RunSQL(
            GUARD.format(open="number,is_reserved") + REPLIES, UNDO_REPLIES + GUARD.format(open="number")
        ),
    ]
