"""A published edition does not change: not it, not its resolution, not one of its rows.

A row is added, changed or removed only while its edition is a draft; rows, headings and notes of different
editions do not mix. Nor does what the history says of them change.
"""

from typing import Any

from django.db.models import Model
from simple_history.models import HistoricalRecords

from ground.permanence import (
    NEVER_DELETED,
    NEVER_EMPTIED,
    ONLY_ADDED,
    Delete,
    Insert,
    Law,
    OnlyMayChange,
    OnlyWhile,
    Update,
    refuse,
    unless,
)

PUBLISHED = "Una edición publicada no se puede modificar."
IS_DRAFT = "published_at IS NULL"

ROW_OF_DRAFT = [*NEVER_EMPTIED, OnlyWhile("edition", condition=IS_DRAFT, sentence=PUBLISHED)]


def _draft_of_rate(rate: str) -> str:
    edition = f"(SELECT edition_id FROM tariffs_rate WHERE id = {rate})"
    return unless(IS_DRAFT, table="tariffs_edition", pk=edition, do=refuse(PUBLISHED))


MARK_OF_DRAFT = [
    *NEVER_EMPTIED,
    Law(
        name="only_while",
        operation=Insert | Update | Delete,
        func=f"""{_draft_of_rate("OLD.rate_id")}{_draft_of_rate("NEW.rate_id")}
    IF (SELECT edition_id FROM tariffs_rate WHERE id = NEW.rate_id) IS DISTINCT FROM
       (SELECT edition_id FROM tariffs_footnote WHERE id = NEW.footnote_id) THEN
        {refuse("La nota es de otra edición.")}
    END IF;
    RETURN coalesce(NEW, OLD);""",
    ),
]

RESOLUTION_STAYS = Law(
    name="published_stays",
    operation=Update | Delete,
    func=f"""
    IF EXISTS (SELECT FROM tariffs_edition WHERE resolution_id = OLD.id AND published_at IS NOT NULL) THEN
        {refuse("Una resolución publicada no se puede modificar.")}
    END IF;
    RETURN coalesce(NEW, OLD);""",
)


def under_its_own(heading: str) -> Law:
    """A row stands under a heading of its own edition; `heading` is the column that points to it."""
    return Law(
        name="under_its_own",
        operation=Insert | Update,
        func=f"""
    IF EXISTS (SELECT FROM tariffs_heading WHERE id = NEW.{heading} AND edition_id <> NEW.edition_id) THEN
        {refuse("El título es de otra edición.")}
    END IF;
    RETURN NEW;""",
    )


class PermanentHistory(HistoricalRecords):
    """The history of a model, whose rows are only ever added; an account that is deleted leaves its name
    empty."""

    def get_meta_options(self, model: type[Model]) -> dict[str, Any]:
        triggers = [*NEVER_DELETED, OnlyMayChange(may_empty=["history_user"])]
        return {**super().get_meta_options(model), "triggers": triggers}

    def get_meta_options_m2m(self, through_model: type[Model]) -> dict[str, Any]:
        return {**super().get_meta_options_m2m(through_model), "triggers": ONLY_ADDED}
