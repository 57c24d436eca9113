"""What the database itself guarantees about consents (Ley 1581 de 2012, arts. 8 b and 9).

A text that somebody accepted stays as it was read. A consent is proof: nothing of it changes but its
withdrawal, which is written once, and it is never deleted, not even with its user: whose data are erased
stays as an account without name (habeas_data/erasure.py). The owner of the tables can still switch these
triggers off: in production the portal should not log in as their owner.
"""

from django.db import migrations

RULES = """
CREATE FUNCTION accounts_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'La tabla % no admite %: es prueba de una autorización.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER consent_permanent BEFORE DELETE ON accounts_consent
    FOR EACH ROW EXECUTE FUNCTION accounts_refuse();
CREATE TRIGGER consent_whole BEFORE TRUNCATE ON accounts_consent
    FOR EACH STATEMENT EXECUTE FUNCTION accounts_refuse();

CREATE FUNCTION accounts_guard_consent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    open text[] := '{}';
BEGIN
    IF OLD.withdrawn_at IS NULL THEN open := '{withdrawn_at,withdrawn_from}'; END IF;
    IF to_jsonb(NEW) - open IS DISTINCT FROM to_jsonb(OLD) - open THEN
        RAISE EXCEPTION 'Una autorización no se puede modificar.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_guard BEFORE UPDATE ON accounts_consent
    FOR EACH ROW EXECUTE FUNCTION accounts_guard_consent();

CREATE FUNCTION accounts_guard_consenttext() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM accounts_consent WHERE text_id = OLD.id) THEN
        RAISE EXCEPTION 'Ese texto ya fue aceptado: escriba la versión siguiente.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consenttext_guard BEFORE UPDATE OR DELETE ON accounts_consenttext
    FOR EACH ROW EXECUTE FUNCTION accounts_guard_consenttext();
"""

UNDO = """
DROP TRIGGER consent_permanent ON accounts_consent;
DROP TRIGGER consent_whole ON accounts_consent;
DROP TRIGGER consent_guard ON accounts_consent;
DROP TRIGGER consenttext_guard ON accounts_consenttext;
DROP FUNCTION accounts_refuse();
DROP FUNCTION accounts_guard_consent();
DROP FUNCTION accounts_guard_consenttext();
"""

# Of each company, whose users nobody administers yet, the one who came first.
FIRST_ADMINISTRATORS = """
UPDATE accounts_profile SET is_company_administrator = true WHERE id IN (
    SELECT min(id) FROM accounts_profile WHERE company_id IS NOT NULL
    GROUP BY company_id HAVING NOT bool_or(is_company_administrator)
);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_registration")]

    operations = [
        migrations.RunSQL(RULES, UNDO),
        migrations.RunSQL(FIRST_ADMINISTRATORS, migrations.RunSQL.noop),
    ]
