from functools import partial

from django.core.files.storage import storages
from django.db import transaction

from ground.documents.models import Document


@transaction.atomic
def remove(document: Document) -> None:
    """Delete the row, and its file, wherever it lies, when the transaction commits.

    Raises ProtectedError while a row that must stay points to it.
    """
    name = str(document.file)
    document.delete()
    for storage in (storages["documents"], storages["quarantine"]):
        transaction.on_commit(partial(storage.delete, name))
