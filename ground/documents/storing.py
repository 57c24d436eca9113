"""The files themselves: where they lie, and which of them nobody owns any more."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import Storage, storages
from django.utils import timezone

from ground.documents.models import Document

# No transaction takes this long: a file this old without its row will never have one.
ORPHAN_AGE = timedelta(hours=24)


def quarantine(name: str) -> None:
    """Move a file to where nothing serves from; again, if it was interrupted."""
    normal, guarded = storages["documents"], storages["quarantine"]
    if normal.exists(name):
        guarded.delete(name)
        with normal.open(name) as file:
            guarded.save(name, file)
        normal.delete(name)


def delete_file(name: str) -> None:
    """Delete a file wherever it lies."""
    for storage in (storages["documents"], storages["quarantine"]):
        storage.delete(name)


def delete_orphans() -> int:
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


def finish_quarantines() -> None:
    """Move the infected files whose move was interrupted."""
    for name in Document.objects.exclude(infected_with="").values_list("file", flat=True):
        quarantine(name)


def _folders(storage: Storage) -> Iterator[list[str]]:
    """The names of the files, one folder at a time."""
    folders = storage.listdir("")[0] if storage.exists("") else []
    for folder in folders:
        yield [f"{folder}/{file}" for file in storage.listdir(folder)[1]]


def _is_old(storage: Storage, name: str) -> bool:
    return storage.get_modified_time(name) < timezone.now() - ORPHAN_AGE
