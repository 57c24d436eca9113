"""What the database keeps of places that are never more than there are: of whoever takes them, and of what has them."""

from ground.permanence import Insert, Law, Update, refuse


def fits(*, table: str, parent: str, parent_key: str, count: str, states: str, full: str, constraint: str) -> Law:
    """Of the rows that take a place: no more of `parent` than its `count`."""
    return Law(
        name="fits",
        operation=Insert | Update,
        where=f"NEW.state IN {states}",
        declare=[("most", "integer"), ("held", "integer")],
        func=f"""
    -- Whoever takes one of its {count} waits here for whoever is taking another.
    SELECT {count} INTO most FROM {parent} WHERE id = NEW.{parent_key} FOR NO KEY UPDATE;
    SELECT count(*) INTO held FROM {table}
        WHERE {parent_key} = NEW.{parent_key} AND state IN {states} AND id IS DISTINCT FROM NEW.id;
    IF held >= most THEN {refuse(full, constraint=constraint)} END IF;
    RETURN NEW;""",
    )


def never_fewer(*, table: str, parent_key: str, count: str, states: str, sentence: str, constraint: str) -> Law:
    """Of the rows that have places: never fewer than were taken."""
    return Law(
        name="never_fewer",
        operation=Update,
        declare=[("held", "integer")],
        func=f"""
    SELECT count(*) INTO held FROM {table} WHERE {parent_key} = NEW.id AND state IN {states};
    IF held > NEW.{count} THEN
        {refuse(sentence, constraint=constraint)}
    END IF;
    RETURN NEW;""",
    )
