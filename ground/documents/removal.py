"""Deleting a document for good."""

from functools import partial

from django.db import transaction

from ground.documents.models import Document
from ground.documents.storing import delete_file


@transaction.atomic
def remove(document: Document) -> None:
    """Delete the row, and its file when the transaction commits.

    Raises ProtectedError while a row that must stay points to it.
    """
    name = str(document.file)
    document.delete()
    transaction.on_commit(partial(delete_file, name))
