"""Files that are handed over before the page that needs them is complete: kept for a day, or with its draft.

Whoever has the draft's key, in the page or in the session, has its files; nothing else ties them to anybody.
"""

from collections import defaultdict
from datetime import timedelta
from itertools import chain
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from ground.clocks import agreed_now
from ground.documents.models import Document, DraftFile, FileDraft
from ground.webforms.models import KeepsFiles

LIFE = timedelta(hours=24)


def kept_files(draft_id: UUID) -> list[DraftFile]:
    """In the order in which they came, of all slots, those that were removed among them."""
    return list(DraftFile.objects.filter(draft=draft_id).select_related("document__scan"))


def received_files(draft_id: UUID) -> list[DraftFile]:
    """Those that nobody removed."""
    return [kept for kept in kept_files(draft_id) if kept.removed_at is None]


@transaction.atomic
def remove_file(draft_id: UUID, number: int | None) -> None:
    """Set a file of this draft aside, by its number as a page says it; any other number is nobody's."""
    if number is not None and hold(draft_id):
        DraftFile.objects.filter(draft=draft_id, pk=number, removed_at=None).update(removed_at=Now())


def hold(draft_id: UUID) -> bool:
    """Whether there is such a draft; nobody else files or forgets what it has until the transaction ends."""
    return bool(FileDraft.objects.select_for_update().filter(pk=draft_id))


def handed_over(draft_id: UUID | None) -> defaultdict[str, list[Document]]:
    """The documents of a draft by the slot's name, of any name a list; the draft ends with this.

    To be called in the transaction that gives them their place.
    """
    documents: defaultdict[str, list[Document]] = defaultdict(list)
    if draft_id and hold(draft_id):
        for kept in kept_files(draft_id):
            if kept.removed_at:
                kept.document.remove()
            else:
                documents[kept.slot].append(kept.document)
        FileDraft.objects.filter(pk=draft_id).delete()
    return documents


@transaction.atomic
def forget_draft(draft_id: UUID) -> None:
    for document in chain.from_iterable(handed_over(draft_id).values()):
        document.remove()


def purge_drafts() -> int:
    """Delete what was begun a day ago and never filed, with its files, and what was removed a day ago; gives how many
    drafts. Raises ClockError.

    The files of what is typed and kept stay as long as that.
    """
    for removed in DraftFile.objects.filter(removed_at__lt=agreed_now() - LIFE).select_related("document"):
        removed.document.remove()
    old = FileDraft.objects.filter(created_at__lt=agreed_now() - LIFE).values_list("pk", flat=True)
    for kept in KeepsFiles.__subclasses__():
        old = old.exclude(Exists(kept._default_manager.filter(key=OuterRef("pk"))))
    for draft_id in old:
        forget_draft(draft_id)
    return len(old)
