import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import ground.permanence


class Migration(migrations.Migration):
    dependencies = [
        ("pqrsd", "0001_initial"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="pqrsd",
            name="only_may_change",
        ),
        migrations.AddField(
            model_name="pqrsd",
            name="is_about_rights",
            field=models.BooleanField(
                default=False, verbose_name="trata de la efectividad de otro derecho fundamental"
            ),
        ),
        migrations.AddField(
            model_name="termino",
            name="spares_rights",
            field=models.BooleanField(
                default=False,
                help_text="Las peticiones sobre la efectividad de otros derechos fundamentales conservan el término que había.",
                verbose_name="no rige para otros derechos fundamentales",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pqrsd",
            trigger=pgtrigger.compiler.Trigger(
                name="only_may_change",
                sql=ground.permanence.TriggerSql(
                    func="\n    IF to_jsonb(NEW) - '{termino_id,calendar_version,is_about_rights,user_id}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{termino_id,calendar_version,is_about_rights,user_id}'::text[]\n        OR NEW.user_id IS DISTINCT FROM OLD.user_id AND to_jsonb(NEW.user_id) NOT IN ('\"\"', '[]') THEN\n        RAISE EXCEPTION 'Lo radicado en un caso no se puede modificar.' USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;\n    END IF;\n    RETURN NEW;",
                    hash="4cd6c042ba56c0ebb64026947425f714ce13695f",
                    operation="UPDATE",
                    pgid="pgtrigger_only_may_change_4cdcb",
                    table="pqrsd_pqrsd",
                    when="BEFORE",
                ),
            ),
        ),
    ]
