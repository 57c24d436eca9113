"""What the database itself does when something is filed (AGN Acuerdo 060 de 2001, arts. 2 and 5).

Numbering: inserting a radicado takes a transaction lock on its series (a fair queue: first come, first
served), then reads the clock, then counts. So number order is time order, the year is Bogotá's, a
rolled-back transaction leaves no gap, and no application code can choose, repeat or reserve a number.

Clocks: the instant is the database's, and whoever files says by `filed_at` what theirs is and, with it, the day
that the letter was written for. No number is given while one of the two must be wrong, nor one whose letter would
tell another day. How long nobody filed before says nothing: a weekend, a restored copy.

Reserve: what answers a radicado is reserved as it is, whoever writes the one or the other.
"""

from ground.clocks import LIMIT
from ground.permanence import NOT_NOW, After, Deferred, Insert, Law, Update, UpdateOf, refuse

STEP = f"interval '{LIMIT.total_seconds():.0f} seconds'"
CLOCKS_DISAGREE = refuse(
    "Los relojes del portal y de la base de datos no coinciden: no se radica hasta ponerlos en hora.",
    code=NOT_NOW,
    constraint="radicado_clocks_agree",
)
LAST_IS_AHEAD = refuse(
    "El último radicado tiene una fecha que todavía no llega: alguien debe revisar el reloj.",
    code=NOT_NOW,
    constraint="radicado_after_the_last",
)
ANOTHER_DAY = refuse(
    "Cambió el día mientras se radicaba: inténtelo otra vez.", code=NOT_NOW, constraint="radicado_of_its_day"
)

NUMBER = Law(
    name="number",
    operation=Insert,
    declare=[("told", "timestamptz := NEW.filed_at"), ("clock", "timestamptz"), ("latest", "timestamptz")],
    func=f"""
    PERFORM pg_advisory_xact_lock(hashtext('radicados_consecutivo'), ascii(NEW.kind));
    clock := clock_timestamp();
    SELECT max(last_at) INTO latest FROM radicados_consecutivo WHERE kind = NEW.kind;
    IF told NOT BETWEEN clock - {STEP} AND clock + {STEP} THEN
        {CLOCKS_DISAGREE}
    END IF;
    IF latest > clock + {STEP} THEN
        {LAST_IS_AHEAD}
    END IF;
    -- A clock that was set back a little must not put a later number at an earlier instant.
    NEW.filed_at := greatest(clock, latest + interval '1 microsecond');
    IF (NEW.filed_at AT TIME ZONE 'America/Bogota')::date <> (told AT TIME ZONE 'America/Bogota')::date THEN
        {ANOTHER_DAY}
    END IF;
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
    RETURN NEW;""",
)

# At the end of the transaction, whatever moved the counter: also a trigger of somebody's temporary table.
AS_FILED = Law(
    name="as_filed",
    when=After,
    operation=Insert | Update,
    timing=Deferred,
    func=f"""
    PERFORM FROM radicados_consecutivo AS counter, LATERAL (
        SELECT sequence, filed_at FROM radicados_radicado
        WHERE kind = counter.kind AND year = counter.year ORDER BY sequence DESC LIMIT 1) AS filed
        WHERE counter.id = NEW.id AND (counter.last, counter.last_at) = (filed.sequence, filed.filed_at);
    IF NOT FOUND THEN {refuse("Un consecutivo solo avanza al radicar.")} END IF;
    RETURN NULL;""",
)

RESERVE_REPLY = Law(
    name="reserve_reply",
    operation=Insert,
    where="NEW.in_reply_to_id IS NOT NULL AND NOT NEW.is_reserved",
    func="""
    SELECT is_reserved INTO NEW.is_reserved FROM radicados_radicado WHERE id = NEW.in_reply_to_id;
    NEW.is_reserved := coalesce(NEW.is_reserved, false); -- the foreign key will refuse what answers nothing
    RETURN NEW;""",
)

RESERVE_REPLIES = Law(
    name="reserve_replies",
    when=After,
    operation=UpdateOf("is_reserved"),
    where="OLD.is_reserved IS DISTINCT FROM NEW.is_reserved",
    func="""
    UPDATE radicados_radicado SET is_reserved = NEW.is_reserved WHERE in_reply_to_id = NEW.id;
    RETURN NULL;""",
)
