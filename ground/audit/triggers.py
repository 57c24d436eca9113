"""What the database itself does for the audit trail.

An entry's instant is the server's. When a transaction that recorded something commits, each of its entries
gets a seal: the next position, without gaps, the hash of the seal before it and its own, which covers every
column of the entry. Sealing takes a lock, so that seals are made one after another; the lock is the very last
one of its transaction. Two steps see to that. Deferred triggers run in the order of their events, foreign
keys among them, which wait for rows that others have locked; but whatever such a trigger does itself is
looked at after all of them. So the first step (on the entry) only puts a seal without a position, and the
second (on that seal) takes the lock and completes it.

The owner of the tables can switch these triggers off; `manage.py verify_audit` then finds what was done.
"""

from ground.permanence import After, Deferred, Insert, Law

CLOCK = Law(
    name="clock",
    operation=Insert,
    func="""
    NEW.at := clock_timestamp();
    RETURN NEW;""",
)

ASK_FOR_SEAL = Law(
    name="ask_for_seal",
    when=After,
    operation=Insert,
    timing=Deferred,
    func="""
    INSERT INTO audit_seal (position, entry_id, previous, sha256) VALUES (-NEW.id, NEW.id, '', '');
    RETURN NULL;""",
)

CHAIN = Law(
    name="chain",
    when=After,
    operation=Insert,
    timing=Deferred,
    declare=[("place", "bigint"), ("before", "varchar(64)"), ("canonical", "text")],
    func="""
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
    RETURN NULL;""",
)
