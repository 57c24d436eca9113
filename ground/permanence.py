"""The law that the database keeps, as triggers of the models (`Meta.triggers`, by django-pgtrigger).

What is refused is refused to any statement of any role but the owner of the tables, who may switch triggers
off. All that stands here says what may be done; a column that nobody named is protected by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.db import DatabaseError
from pgtrigger import After, Deferred, Delete, Insert, Update, UpdateOf

__all__ = [
    "NEVER_DELETED", "NEVER_EMPTIED", "NOT_NOW", "ONLY_ADDED", "RESTRICT_VIOLATION",
    "After", "Deferred", "Delete", "Insert", "Update", "UpdateOf",
    "Law", "Meets", "OnlyMayChange", "OnlyWhile", "Refused", "broken_constraint", "refuse", "unless",
]  # fmt: skip

# SQLSTATE of every refusal; Django raises it as IntegrityError.
RESTRICT_VIOLATION = "23001"
# Of one that may pass when it is tried again later, for what is asked is right: Django raises OperationalError, and
# who asked is told to come back, as when the database is away.
NOT_NOW = "55000"


def broken_constraint(error: DatabaseError) -> str:
    """The name of the constraint that a statement would have broken; "" when it was another refusal."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def refuse(sentence: str, *, code: str = RESTRICT_VIOLATION, constraint: str = "") -> str:
    """The statement of PL/pgSQL that refuses, saying why in Spanish."""
    named = f"CONSTRAINT = '{constraint}', " if constraint else ""
    return (
        f"RAISE EXCEPTION '{sentence}' USING ERRCODE = '{code}', {named}TABLE = TG_TABLE_NAME, "
        "DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;"
    )


def unless(condition: str, *, table: str, pk: str, do: str, pk_column: str = "id") -> str:
    """The statements that do that unless the row of the table with that key, if there is a key, meets it.

    The share lock makes this statement and one that changes that row wait for each other.
    """
    return f"""
    IF {pk} IS NOT NULL THEN
        PERFORM FROM {table} WHERE {pk_column} = {pk} AND {condition} FOR SHARE;
        IF NOT FOUND THEN {do} END IF;
    END IF;"""


class TriggerSql(pgtrigger.compiler.UpsertTriggerSql):
    """What a migration installs.

    The library's own text first asks a session variable whether to do nothing, and any role may set one. So
    may it set a search path, or create temporary tables, in which a name of ours would mean something else.
    """

    def get_template(self) -> str:
        return """
CREATE OR REPLACE FUNCTION {pgid}() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, public, pg_temp AS $$
{declare}
BEGIN
{func}
END $$;
DROP TRIGGER IF EXISTS {pgid} ON {table};
CREATE {constraint} TRIGGER {pgid} {when} {operation} ON {table} {timing}
    FOR EACH {level} {condition} EXECUTE FUNCTION {pgid}();
COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
"""


class Law(pgtrigger.Trigger):
    """A trigger that no session variable opens: `func` is PL/pgSQL, `where` the SQL of the rows it is for.

    The library hands its methods the class of the model, which it says to be a row.
    """

    when = pgtrigger.Before

    def __init__(self, *, where: str = "", **kwargs: Any):
        super().__init__(condition=pgtrigger.Condition(f"({where})") if where else None, **kwargs)

    def compile(self, model: Any) -> pgtrigger.compiler.Trigger:
        """What the library makes of it, in our words."""
        parts = super().compile(model).sql.kwargs
        del parts["ignore_func_name"]
        return pgtrigger.compiler.Trigger(name=self.name, sql=TriggerSql(**parts))


class Refused(Law):
    """What is never done to these rows, and why."""

    def __init__(self, *, sentence: str, **kwargs: Any):
        super().__init__(func=refuse(sentence), **kwargs)


@dataclass(frozen=True)
class Meets:
    """That the row to which a field points meets a condition."""

    field: str
    condition: str

    def otherwise(self, model: Any, do: str, *, of: str = "OLD") -> str:
        """The statements that do that for that row of the model, when it does not."""
        field = model._meta.get_field(self.field)
        table, key = field.remote_field.model._meta.db_table, field.target_field.column
        return unless(self.condition, table=table, pk=f"{of}.{field.column}", pk_column=key, do=do)


class OnlyMayChange(Law):
    """Of these rows only the named fields may change, and those in `may_empty` only to nothing.

    Several of them hold together; one does not hold for rows that meet `unless`. What the database itself
    computes follows from the rest.
    """

    operation = Update

    def __init__(
        self,
        *fields: str,
        may_empty: Sequence[str] = (),
        unless: Meets | None = None,
        name: str = "only_may_change",
        sentence: str = "Es un registro permanente: no se puede modificar.",
        **kwargs: Any,
    ):
        self.fields, self.may_empty, self.unless, self.sentence = fields, may_empty, unless, sentence
        super().__init__(name=name, **kwargs)

    def get_func(self, model: Any) -> str:
        emptied = [model._meta.get_field(field).column for field in self.may_empty]
        computed = [field.column for field in model._meta.local_fields if field.generated]
        changed = [model._meta.get_field(field).column for field in self.fields]
        allowed = f"'{{{','.join([*changed, *emptied, *computed])}}}'::text[]"
        filled = "".join(
            f"""
        OR NEW.{column} IS DISTINCT FROM OLD.{column} AND to_jsonb(NEW.{column}) NOT IN ('""', '[]')"""
            for column in emptied
        )
        check = f"""
    IF to_jsonb(NEW) - {allowed} IS DISTINCT FROM to_jsonb(OLD) - {allowed}{filled} THEN
        {refuse(self.sentence)}
    END IF;"""
        return (self.unless.otherwise(model, check) if self.unless else check) + "\n    RETURN NEW;"


class OnlyWhile(Law):
    """Rows of another one, added, changed and deleted (or what else is said) only while that one meets the
    condition."""

    operation = Insert | Update | Delete

    def __init__(self, parent: str, *, condition: str, sentence: str, **kwargs: Any):
        self.required, self.sentence = Meets(parent, condition), sentence
        super().__init__(name="only_while", **kwargs)

    def get_func(self, model: Any) -> str:
        refusal = refuse(self.sentence)
        checks = (self.required.otherwise(model, refusal, of=row) for row in ("OLD", "NEW"))
        return "".join(checks) + "\n    RETURN coalesce(NEW, OLD);"


NEVER_EMPTIED = (
    Refused(
        name="never_emptied",
        operation=pgtrigger.Truncate,
        level=pgtrigger.Statement,
        sentence="Es un registro permanente: la tabla no se puede vaciar.",
    ),
)
NEVER_DELETED = (
    Refused(
        name="never_deleted",
        operation=Delete,
        sentence="Es un registro permanente: no se puede borrar.",
    ),
    *NEVER_EMPTIED,
)
ONLY_ADDED = (
    Refused(
        name="only_added",
        operation=Update | Delete,
        sentence="Es un registro permanente: solo se le agregan filas.",
    ),
    *NEVER_EMPTIED,
)
