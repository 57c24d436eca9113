"""A filed request does not change: its rows say for ever what its letter says."""

from django.db import migrations

FROZEN = """
CREATE FUNCTION requests_oec_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The argument names the column that holds the request's key.
    IF EXISTS (SELECT FROM requests_oec_oecrequest
               WHERE id = (to_jsonb(OLD) ->> TG_ARGV[0])::bigint AND radicado_id IS NOT NULL) THEN
        RAISE EXCEPTION 'Una solicitud radicada no se puede modificar.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER oecrequest_frozen BEFORE UPDATE OR DELETE ON requests_oec_oecrequest
    FOR EACH ROW EXECUTE FUNCTION requests_oec_frozen('id');
CREATE TRIGGER staffmember_frozen BEFORE UPDATE OR DELETE ON requests_oec_staffmember
    FOR EACH ROW EXECUTE FUNCTION requests_oec_frozen('request_id');
CREATE TRIGGER equipmentitem_frozen BEFORE UPDATE OR DELETE ON requests_oec_equipmentitem
    FOR EACH ROW EXECUTE FUNCTION requests_oec_frozen('request_id');
CREATE TRIGGER sectors_frozen BEFORE UPDATE OR DELETE ON requests_oec_oecrequest_sectors
    FOR EACH ROW EXECUTE FUNCTION requests_oec_frozen('oecrequest_id');
"""

UNDO = """
DROP TRIGGER oecrequest_frozen ON requests_oec_oecrequest;
DROP TRIGGER staffmember_frozen ON requests_oec_staffmember;
DROP TRIGGER equipmentitem_frozen ON requests_oec_equipmentitem;
DROP TRIGGER sectors_frozen ON requests_oec_oecrequest_sectors;
DROP FUNCTION requests_oec_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("requests_oec", "0001_initial")]

    operations = [migrations.RunSQL(FROZEN, UNDO)]
