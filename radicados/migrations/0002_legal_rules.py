"""What the database itself guarantees about a radicado (AGN Acuerdo 060 de 2001, arts. 2, 5).

Numbering: inserting a radicado takes a transaction lock on its series (a fair queue: first come, first
served), then reads the clock, then counts. So number order is time order, the year is Bogotá's, a
rolled-back transaction leaves no gap, and no application code can choose, repeat or reserve a number.

Permanence: radicados, their trail and their signed letters are never deleted; what was filed is never
changed; issue and annulment are written once, and what is annulled is not issued. The owner of the tables
can still switch these triggers off: in production the portal should not log in as their owner.
"""

from django.db import migrations

NUMBERING = """
CREATE FUNCTION radicados_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('radicados_consecutivo'), ascii(NEW.kind));
    -- A clock that was set back must not put a later number at an earlier instant.
    SELECT greatest(pg_catalog.clock_timestamp(), max(last_at) + interval '1 microsecond') INTO NEW.filed_at
        FROM radicados_consecutivo WHERE kind = NEW.kind;
    NEW.year := extract(year FROM NEW.filed_at AT TIME ZONE 'America/Bogota');
    INSERT INTO radicados_consecutivo AS counter (kind, year, last, last_at)
        VALUES (NEW.kind, NEW.year, 1, NEW.filed_at)
        ON CONFLICT (kind, year) DO UPDATE SET last = counter.last + 1, last_at = NEW.filed_at
        RETURNING counter.last INTO NEW.sequence;
    INSERT INTO radicados_actuacion (radicado_id, kind, at, by_id, detail)
        VALUES (NEW.id, 'filed', NEW.filed_at, NEW.filed_by_id, '');
    -- Nothing is born issued or annulled.
    NEW.issued_at := NULL; NEW.sha256 := ''; NEW.signature_level := ''; NEW.signed_by := '';
    NEW.annulled_at := NULL; NEW.annulled_by_id := NULL; NEW.annulment_reason := '';
    RETURN NEW;
END $$;
CREATE TRIGGER radicado_number BEFORE INSERT ON radicados_radicado
    FOR EACH ROW EXECUTE FUNCTION radicados_number();
"""

PERMANENCE = """
CREATE FUNCTION radicados_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'La tabla % no admite %: es un registro permanente.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER consecutivo_permanent BEFORE DELETE ON radicados_consecutivo
    FOR EACH ROW EXECUTE FUNCTION radicados_refuse();
CREATE TRIGGER radicado_permanent BEFORE DELETE ON radicados_radicado
    FOR EACH ROW EXECUTE FUNCTION radicados_refuse();
CREATE TRIGGER actuacion_permanent BEFORE UPDATE OR DELETE ON radicados_actuacion
    FOR EACH ROW EXECUTE FUNCTION radicados_refuse();
CREATE TRIGGER signedletter_permanent BEFORE UPDATE OR DELETE ON radicados_signedletter
    FOR EACH ROW EXECUTE FUNCTION radicados_refuse();

CREATE TRIGGER consecutivo_whole BEFORE TRUNCATE ON radicados_consecutivo
    FOR EACH STATEMENT EXECUTE FUNCTION radicados_refuse();
CREATE TRIGGER radicado_whole BEFORE TRUNCATE ON radicados_radicado
    FOR EACH STATEMENT EXECUTE FUNCTION radicados_refuse();
CREATE TRIGGER actuacion_whole BEFORE TRUNCATE ON radicados_actuacion
    FOR EACH STATEMENT EXECUTE FUNCTION radicados_refuse();
CREATE TRIGGER signedletter_whole BEFORE TRUNCATE ON radicados_signedletter
    FOR EACH STATEMENT EXECUTE FUNCTION radicados_refuse();

-- A counter is moved by the numbering alone, from inside its trigger.
CREATE FUNCTION radicados_count_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'Un consecutivo solo avanza al radicar.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consecutivo_alone BEFORE INSERT OR UPDATE ON radicados_consecutivo
    FOR EACH ROW EXECUTE FUNCTION radicados_count_alone();

CREATE FUNCTION radicados_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- A generated column is not computed yet in a BEFORE trigger; it follows from what is compared.
    issue text[] := '{issued_at,sha256,signature_level,signed_by}';
    annulment text[] := '{annulled_at,annulled_by_id,annulment_reason}';
    open text[] := '{number}';
BEGIN
    IF OLD.issued_at IS NULL AND OLD.annulled_at IS NULL THEN open := open || issue; END IF;
    IF OLD.annulled_at IS NULL THEN open := open || annulment; END IF;
    IF to_jsonb(NEW) - open IS DISTINCT FROM to_jsonb(OLD) - open THEN
        RAISE EXCEPTION 'El radicado % no se puede modificar.', OLD.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER radicado_guard BEFORE UPDATE ON radicados_radicado
    FOR EACH ROW EXECUTE FUNCTION radicados_guard();
"""

UNDO = """
DROP TRIGGER radicado_number ON radicados_radicado;
DROP TRIGGER radicado_permanent ON radicados_radicado;
DROP TRIGGER radicado_guard ON radicados_radicado;
DROP TRIGGER actuacion_permanent ON radicados_actuacion;
DROP TRIGGER signedletter_permanent ON radicados_signedletter;
DROP TRIGGER consecutivo_permanent ON radicados_consecutivo;
DROP TRIGGER consecutivo_alone ON radicados_consecutivo;
DROP TRIGGER consecutivo_whole ON radicados_consecutivo;
DROP TRIGGER radicado_whole ON radicados_radicado;
DROP TRIGGER actuacion_whole ON radicados_actuacion;
DROP TRIGGER signedletter_whole ON radicados_signedletter;
DROP FUNCTION radicados_number();
DROP FUNCTION radicados_guard();
DROP FUNCTION radicados_refuse();
DROP FUNCTION radicados_count_alone();
"""


class Migration(migrations.Migration):
    dependencies = [("radicados", "0001_initial")]

    operations = [migrations.RunSQL(NUMBERING + PERMANENCE, UNDO)]
