"""A claim is a legal record: it is never deleted, what was filed never changes, and it is answered once."""

from django.db import migrations

RULES = """
CREATE FUNCTION habeas_data_guard_claim() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER dataclaim_guard BEFORE UPDATE OR DELETE ON habeas_data_dataclaim
    FOR EACH ROW EXECUTE FUNCTION habeas_data_guard_claim();
"""

UNDO = """
DROP TRIGGER dataclaim_guard ON habeas_data_dataclaim;
DROP FUNCTION habeas_data_guard_claim();
"""


class Migration(migrations.Migration):
    dependencies = [("habeas_data", "0001_initial")]

    operations = [migrations.RunSQL(RULES, UNDO)]
