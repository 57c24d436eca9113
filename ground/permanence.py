"""The law that the database keeps, as triggers of the models (`Meta.triggers`, by django-pgtrigger).

What is refused is refused to any statement of any role but the owner of the tables, who may switch triggers
off. All that stands here says what may be done; a column that nobody named is protected by itself.
"""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError
from pgtrigger import (
    After,
    Before,
    Condition,
    Deferred,
    Delete,
    Insert,
    Statement,
    Trigger,
    Truncate,
    Update,
    UpdateOf,
    compiler,
)

__all__ = [
    "NEVER_DELETED",
    "NEVER_EMPTIED",
    "ONLY_ADDED",
    "RESTRICT_VIOLATION",
    "After",
    "Before",
    "Deferred",
    "Delete",
    "Insert",
    "Law",
    "OnlyMayChange",
    "OnlyWhile",
    "Refused",
    "Update",
    "UpdateOf",
    "broken_constraint",
    "refuse",
    "refuse_unless",
]

# SQLSTATE of every refusal; Django raises it as IntegrityError.
RESTRICT_VIOLATION = "23001"


def broken_constraint(error: IntegrityError) -> str:
    """The name of the constraint that a statement would have broken; "" when it was another refusal."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def refuse(sentence: str) -> str:
    """The statement of PL/pgSQL that refuses, saying why in Spanish."""
    return (
        f"RAISE EXCEPTION '{sentence}' USING ERRCODE = '{RESTRICT_VIOLATION}', TABLE = TG_TABLE_NAME, "
        "DETAIL = TG_OP || ' en ' || TG_TABLE_NAME;"
    )


def refuse_unless(condition: str, *, table: str, pk: str, sentence: str) -> str:
    """The statements that refuse unless the row of the table with that key, if there is a key, meets it.

    The share lock makes this statement and one that changes that row wait for each other.
    """
    return f"""
    IF {pk} IS NOT NULL THEN
        PERFORM FROM {table} WHERE id = {pk} AND {condition} FOR SHARE;
        IF NOT FOUND THEN {refuse(sentence)} END IF;
    END IF;"""


class TriggerSql(compiler.UpsertTriggerSql):
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


class Law(Trigger):
    """A trigger that no session variable opens: `func` is PL/pgSQL, `where` the SQL of the rows it is for.

    The library hands its methods the class of the model, which it says to be a row.
    """

    when = Before

    def __init__(self, *, where: str = "", **kwargs: Any):
        super().__init__(condition=Condition(f"({where})") if where else None, **kwargs)

    def compile(self, model: Any) -> compiler.Trigger:
        """What the library makes of it, in our words."""
        parts = super().compile(model).sql.kwargs
        del parts["ignore_func_name"]
        return compiler.Trigger(name=self.name, sql=TriggerSql(**parts))


class Refused(Law):
    """What is never done to these rows, and why."""

    def __init__(self, *, sentence: str, **kwargs: Any):
        super().__init__(func=refuse(sentence), **kwargs)


class OnlyMayChange(Law):
    """Of these rows only the named fields may change, and those in `may_empty` only to nothing.

    Several of them hold together. What the database itself computes follows from the rest.
    """

    operation = Update

    def __init__(
        self,
        *fields: str,
        may_empty: Sequence[str] = (),
        name: str = "only_may_change",
        sentence: str = "Es un registro permanente: no se puede modificar.",
        **kwargs: Any,
    ):
        self.fields, self.may_empty, self.sentence = fields, may_empty, sentence
        super().__init__(name=name, **kwargs)

    def get_func(self, model: Any) -> str:
        emptied = [model._meta.get_field(field).column for field in self.may_empty]
        computed = [field.column for field in model._meta.fields if field.generated]
        changed = [model._meta.get_field(field).column for field in self.fields]
        allowed = f"'{{{','.join([*changed, *emptied, *computed])}}}'::text[]"
        filled = "".join(
            f"""
        OR NEW.{column} IS DISTINCT FROM OLD.{column} AND to_jsonb(NEW.{column}) NOT IN ('""', '[]')"""
            for column in emptied
        )
        return f"""
    IF to_jsonb(NEW) - {allowed} IS DISTINCT FROM to_jsonb(OLD) - {allowed}{filled} THEN
        {refuse(self.sentence)}
    END IF;
    RETURN NEW;"""


class OnlyWhile(Law):
    """Rows of another one, added, changed and deleted only while that one meets the condition."""

    operation = Insert | Update | Delete

    def __init__(self, parent: str, *, condition: str, sentence: str):
        self.parent, self.required, self.sentence = parent, condition, sentence
        super().__init__(name="only_while")

    def get_func(self, model: Any) -> str:
        field = model._meta.get_field(self.parent)
        table = field.remote_field.model._meta.db_table
        checks = (
            refuse_unless(self.required, table=table, pk=f"{row}.{field.column}", sentence=self.sentence)
            for row in ("OLD", "NEW")
        )
        return "".join(checks) + "\n    RETURN coalesce(NEW, OLD);"


NEVER_EMPTIED = (
    Refused(
        name="never_emptied",
        operation=Truncate,
        level=Statement,
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
