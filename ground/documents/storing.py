"""The files themselves: moved to quarantine, and deleted."""

from django.core.files.storage import storages

from ground.documents.models import Document


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


def finish_quarantines() -> None:
    """Move the infected files whose move was interrupted."""
    for name in Document.objects.exclude(infected_with="").values_list("file", flat=True):
        quarantine(name)
