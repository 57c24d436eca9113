"""While a claim is open its due date moves with the calendar; everything else stays as in 0002."""

from django.db import migrations

RULES = """
CREATE OR REPLACE FUNCTION habeas_data_guard_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    open text[] := '{}';
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Un reclamo no se puede borrar.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.resolved_at IS NULL THEN open := '{due_on,resolved_at,resolved_by_id,outcome,answer}'; END IF;
    IF to_jsonb(NEW) - open IS DISTINCT FROM to_jsonb(OLD) - open THEN
        RAISE EXCEPTION 'Un reclamo radicado no se puede modificar.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

UNDO = """
CREATE OR REPLACE FUNCTION habeas_data_guard_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    open text[] := '{}';
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Un reclamo no se puede borrar.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.resolved_at IS NULL THEN open := '{resolved_at,resolved_by_id,outcome,answer}'; END IF;
    IF to_jsonb(NEW) - open IS DISTINCT FROM to_jsonb(OLD) - open THEN
        RAISE EXCEPTION 'Un reclamo radicado no se puede modificar.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("habeas_data", "0002_claim_rules")]

    operations = [migrations.RunSQL(RULES, UNDO)]
