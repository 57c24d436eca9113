"""What nobody owns any more: files without a row, and documents to which no row points."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.files.storage import Storage, storages
from django.db.models import Exists, ForeignObjectRel, OuterRef, QuerySet
from django.utils import timezone

from ground.documents.models import Document, Scan
from ground.documents.removal import remove

# No transaction takes this long: what is this old and nobody's will have no owner any more.
ORPHAN_AGE = timedelta(hours=24)


def delete_orphan_files() -> int:
    """Delete the files that no row names, old enough to be sure; say how many."""
    deleted = 0
    for storage in (storages["documents"], storages["quarantine"]):
        for names in _folders(storage):
            owned = set(Document.objects.filter(file__in=names).values_list("file", flat=True))
            for name in names:
                if name not in owned and _is_old(storage, name):
                    storage.delete(name)
                    deleted += 1
    return deleted


def remove_orphan_documents() -> int:
    """Remove the documents to which no row of any application points but their scan, old enough to be sure;
    say how many. The process that received them ended just afterwards."""
    orphans = Document.objects.filter(
        *(~Exists(_pointing(relation)) for relation in _relations()),
        received_at__lt=timezone.now() - ORPHAN_AGE,
    )
    for document in orphans:
        remove(document)
    return len(orphans)


def _relations() -> list[ForeignObjectRel]:
    """Those without a name of their own (`related_name="+"`) count too, and those of many to many."""
    return [
        field
        for field in Document._meta.get_fields(include_hidden=True)
        if isinstance(field, ForeignObjectRel)
        and (field.one_to_many or field.one_to_one)
        and field.related_model is not Scan
    ]


def _pointing(relation: ForeignObjectRel) -> QuerySet[Any]:
    rows = relation.related_model._base_manager
    return rows.filter(**{relation.field.name: OuterRef("pk")})


def _folders(storage: Storage) -> Iterator[list[str]]:
    """The names of the files, one folder at a time."""
    folders = storage.listdir("")[0] if storage.exists("") else []
    for folder in folders:
        yield [f"{folder}/{file}" for file in storage.listdir(folder)[1]]


def _is_old(storage: Storage, name: str) -> bool:
    return storage.get_modified_time(name) < timezone.now() - ORPHAN_AGE
