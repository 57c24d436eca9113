"""What the database itself guarantees about the audit trail.

Permanence: entries and seals are never changed nor deleted, and an entry's instant is the server's.

The chain: when a transaction that recorded something commits, each of its entries gets a seal: the next
position, without gaps, the hash of the seal before it and its own, which covers every column of the entry.
It takes a lock, so that seals are made one after another; the lock is the very last one of its transaction.
Two steps see to that. Deferred triggers run in the order of their events, foreign keys among them, which
wait for rows that others have locked; but whatever such a trigger does itself is looked at after all of
them. So the first step (on the entry) only puts a seal without a position, and the second (on that seal)
takes the lock and completes it.

The owner of the tables can switch these triggers off; `manage.py verify_audit` then finds what was done.
"""

from django.db import migrations, models

PERMANENCE = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'La tabla % no admite %: es un registro permanente.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER entry_permanent BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER seal_permanent BEFORE DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER entry_whole BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER seal_whole BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE FUNCTION audit_clock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.at := pg_catalog.clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER entry_clock BEFORE INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_clock();

-- Seals are made by the triggers below alone, and one that has its position stays as it is.
CREATE FUNCTION audit_seal_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 OR (TG_OP = 'UPDATE' AND OLD.position > 0) THEN
        RAISE EXCEPTION 'Un sello de auditoría solo lo pone la base de datos.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER seal_alone BEFORE INSERT OR UPDATE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_seal_alone();
"""

CHAIN = """
CREATE FUNCTION audit_ask_for_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_seal (position, entry_id, previous, sha256) VALUES (-NEW.id, NEW.id, '', '');
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER entry_ask_for_seal AFTER INSERT ON audit_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_ask_for_seal();

CREATE FUNCTION audit_seal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    place bigint;
    before varchar(64);
    canonical text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit_seal'), 0);
    SELECT seal.position, seal.sha256 INTO place, before
        FROM audit_seal seal WHERE seal.position > 0 ORDER BY seal.position DESC LIMIT 1;
    place := coalesce(place, 0) + 1;
    before := coalesce(before, repeat('0', 64));
    SELECT jsonb_build_array(
            place::text, before, entry.id::text,
            to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            entry.action, entry.actor_id::text, entry.actor_name, entry.subject_type, entry.subject_id,
            entry.detail::text, entry.address::text
        )::text INTO STRICT canonical FROM audit_entry entry WHERE entry.id = NEW.entry_id;
    UPDATE audit_seal
        SET position = place, previous = before, sha256 = encode(sha256(convert_to(canonical, 'UTF8')), 'hex')
        WHERE position = NEW.position;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER seal_chain AFTER INSERT ON audit_seal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_seal();
"""

UNDO = """
DROP TRIGGER seal_chain ON audit_seal;
DROP TRIGGER entry_ask_for_seal ON audit_entry;
DROP TRIGGER seal_alone ON audit_seal;
DROP TRIGGER seal_whole ON audit_seal;
DROP TRIGGER seal_permanent ON audit_seal;
DROP TRIGGER entry_clock ON audit_entry;
DROP TRIGGER entry_whole ON audit_entry;
DROP TRIGGER entry_permanent ON audit_entry;
DROP FUNCTION audit_seal();
DROP FUNCTION audit_ask_for_seal();
DROP FUNCTION audit_seal_alone();
DROP FUNCTION audit_clock();
DROP FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AddIndex("entry", models.Index(fields=["at"], name="ix_audit_at")),
        migrations.RunSQL(PERMANENCE + CHAIN, UNDO),
    ]
