"""What the database itself guarantees about a petition: what was asked, and each step, stay as they were."""

from django.db import migrations

RULES = """
CREATE FUNCTION pqrsd_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'La tabla % no admite %: es un registro permanente.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER pqrsd_permanent BEFORE DELETE ON pqrsd_pqrsd
    FOR EACH ROW EXECUTE FUNCTION pqrsd_refuse();
CREATE TRIGGER caseevent_permanent BEFORE UPDATE OR DELETE ON pqrsd_caseevent
    FOR EACH ROW EXECUTE FUNCTION pqrsd_refuse();
CREATE TRIGGER anexo_permanent BEFORE UPDATE OR DELETE ON pqrsd_anexo
    FOR EACH ROW EXECUTE FUNCTION pqrsd_refuse();
CREATE TRIGGER pqrsd_whole BEFORE TRUNCATE ON pqrsd_pqrsd
    FOR EACH STATEMENT EXECUTE FUNCTION pqrsd_refuse();
CREATE TRIGGER caseevent_whole BEFORE TRUNCATE ON pqrsd_caseevent
    FOR EACH STATEMENT EXECUTE FUNCTION pqrsd_refuse();
CREATE TRIGGER anexo_whole BEFORE TRUNCATE ON pqrsd_anexo
    FOR EACH STATEMENT EXECUTE FUNCTION pqrsd_refuse();

CREATE FUNCTION pqrsd_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.radicado_id, NEW.submission_id, NEW.filed_kind, NEW.applicant, NEW.channel, NEW.subject, NEW.request,
        NEW.grounds, NEW.claim_asks, NEW.missing, NEW.received_at)
       IS DISTINCT FROM
       (OLD.radicado_id, OLD.submission_id, OLD.filed_kind, OLD.applicant, OLD.channel, OLD.subject, OLD.request,
        OLD.grounds, OLD.claim_asks, OLD.missing, OLD.received_at)
       OR (OLD.user_id IS NULL AND NEW.user_id IS NOT NULL) THEN
        RAISE EXCEPTION 'Lo radicado en la PQRSD % no se puede modificar.', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER pqrsd_guard BEFORE UPDATE ON pqrsd_pqrsd
    FOR EACH ROW EXECUTE FUNCTION pqrsd_guard();
"""

UNDO = """
DROP TRIGGER pqrsd_permanent ON pqrsd_pqrsd;
DROP TRIGGER pqrsd_guard ON pqrsd_pqrsd;
DROP TRIGGER pqrsd_whole ON pqrsd_pqrsd;
DROP TRIGGER caseevent_permanent ON pqrsd_caseevent;
DROP TRIGGER caseevent_whole ON pqrsd_caseevent;
DROP TRIGGER anexo_permanent ON pqrsd_anexo;
DROP TRIGGER anexo_whole ON pqrsd_anexo;
DROP FUNCTION pqrsd_guard();
DROP FUNCTION pqrsd_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("pqrsd", "0001_initial")]

    operations = [migrations.RunSQL(RULES, UNDO)]
