"""A published edition does not change: not it, not its resolution, not one of its rows.

A row is added, changed or removed only while its edition is a draft; the share lock makes a publication
and a change of its rows wait for each other. Rows, headings and notes of different editions do not mix.
"""

from django.db import migrations

FROZEN = """
CREATE FUNCTION tariffs_insist_on_draft(edition bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF edition IS NULL THEN RETURN; END IF;
    PERFORM FROM tariffs_edition WHERE id = edition AND published_at IS NULL FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Una edición publicada no se puede modificar.' USING ERRCODE = 'restrict_violation';
    END IF;
END $$;

CREATE FUNCTION tariffs_row_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM tariffs_insist_on_draft(OLD.edition_id); END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    PERFORM tariffs_insist_on_draft(NEW.edition_id);
    -- The argument, where there is one, names the column that points to a heading.
    IF TG_NARGS > 0 AND EXISTS (
        SELECT FROM tariffs_heading WHERE id = (to_jsonb(NEW) ->> TG_ARGV[0])::bigint
            AND edition_id <> NEW.edition_id) THEN
        RAISE EXCEPTION 'El título es de otra edición.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER heading_frozen BEFORE INSERT OR UPDATE OR DELETE ON tariffs_heading
    FOR EACH ROW EXECUTE FUNCTION tariffs_row_frozen('parent_id');
CREATE TRIGGER rate_frozen BEFORE INSERT OR UPDATE OR DELETE ON tariffs_rate
    FOR EACH ROW EXECUTE FUNCTION tariffs_row_frozen('heading_id');
CREATE TRIGGER footnote_frozen BEFORE INSERT OR UPDATE OR DELETE ON tariffs_footnote
    FOR EACH ROW EXECUTE FUNCTION tariffs_row_frozen();

CREATE FUNCTION tariffs_mark_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM tariffs_insist_on_draft((SELECT edition_id FROM tariffs_rate WHERE id = OLD.rate_id));
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    PERFORM tariffs_insist_on_draft((SELECT edition_id FROM tariffs_rate WHERE id = NEW.rate_id));
    IF (SELECT edition_id FROM tariffs_rate WHERE id = NEW.rate_id) IS DISTINCT FROM
       (SELECT edition_id FROM tariffs_footnote WHERE id = NEW.footnote_id) THEN
        RAISE EXCEPTION 'La nota es de otra edición.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER mark_frozen BEFORE INSERT OR UPDATE OR DELETE ON tariffs_rate_footnotes
    FOR EACH ROW EXECUTE FUNCTION tariffs_mark_frozen();

CREATE FUNCTION tariffs_edition_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tariffs_insist_on_draft(OLD.id);
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER edition_frozen BEFORE UPDATE OR DELETE ON tariffs_edition
    FOR EACH ROW EXECUTE FUNCTION tariffs_edition_frozen();

CREATE FUNCTION tariffs_resolution_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM tariffs_edition WHERE resolution_id = OLD.id AND published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'Una resolución publicada no se puede modificar.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER resolution_frozen BEFORE UPDATE OR DELETE ON tariffs_resolution
    FOR EACH ROW EXECUTE FUNCTION tariffs_resolution_frozen();

CREATE FUNCTION tariffs_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'La tabla % no se puede vaciar.', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER resolution_whole BEFORE TRUNCATE ON tariffs_resolution
    FOR EACH STATEMENT EXECUTE FUNCTION tariffs_refuse_truncate();
CREATE TRIGGER edition_whole BEFORE TRUNCATE ON tariffs_edition
    FOR EACH STATEMENT EXECUTE FUNCTION tariffs_refuse_truncate();
CREATE TRIGGER heading_whole BEFORE TRUNCATE ON tariffs_heading
    FOR EACH STATEMENT EXECUTE FUNCTION tariffs_refuse_truncate();
CREATE TRIGGER rate_whole BEFORE TRUNCATE ON tariffs_rate
    FOR EACH STATEMENT EXECUTE FUNCTION tariffs_refuse_truncate();
CREATE TRIGGER footnote_whole BEFORE TRUNCATE ON tariffs_footnote
    FOR EACH STATEMENT EXECUTE FUNCTION tariffs_refuse_truncate();
CREATE TRIGGER rate_footnotes_whole BEFORE TRUNCATE ON tariffs_rate_footnotes
    FOR EACH STATEMENT EXECUTE FUNCTION tariffs_refuse_truncate();
"""

UNDO = """
DROP TRIGGER heading_frozen ON tariffs_heading;
DROP TRIGGER rate_frozen ON tariffs_rate;
DROP TRIGGER footnote_frozen ON tariffs_footnote;
DROP TRIGGER mark_frozen ON tariffs_rate_footnotes;
DROP TRIGGER edition_frozen ON tariffs_edition;
DROP TRIGGER resolution_frozen ON tariffs_resolution;
DROP TRIGGER resolution_whole ON tariffs_resolution;
DROP TRIGGER edition_whole ON tariffs_edition;
DROP TRIGGER heading_whole ON tariffs_heading;
DROP TRIGGER rate_whole ON tariffs_rate;
DROP TRIGGER footnote_whole ON tariffs_footnote;
DROP TRIGGER rate_footnotes_whole ON tariffs_rate_footnotes;
DROP FUNCTION tariffs_refuse_truncate();
DROP FUNCTION tariffs_row_frozen();
DROP FUNCTION tariffs_mark_frozen();
DROP FUNCTION tariffs_edition_frozen();
DROP FUNCTION tariffs_resolution_frozen();
DROP FUNCTION tariffs_insist_on_draft(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("tariffs", "0001_initial")]

    operations = [migrations.RunSQL(FROZEN, UNDO)]
