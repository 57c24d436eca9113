"""What nobody owns any more: files without a row, and documents to which no row points.

Their age is told by a clock that another one confirms (ClockError): a year ahead, all would be old.
"""

from datetime import timedelta

from django.core.files.storage import storages
from django.db.models import Exists, ForeignObjectRel, OuterRef

from ground.clocks import agreed_now
from ground.documents.models import Document, Scan

# No transaction takes this long: what is this old and nobody's will have no owner any more.
ORPHAN_AGE = timedelta(hours=24)


def remove_orphan_documents() -> int:
    """Remove the documents to which no row of any application points but their scan, old enough to be sure;
    say how many. The process that received them ended just afterwards."""
    orphans = Document.objects.filter(received_at__lt=agreed_now() - ORPHAN_AGE)
    # Relations without a name of their own (`related_name="+"`) count too, and those of many to many.
    for relation in Document._meta.get_fields(include_hidden=True):
        if (
            isinstance(relation, ForeignObjectRel)
            and (relation.one_to_many or relation.one_to_one)
            and relation.related_model is not Scan
        ):
            rows = relation.related_model._base_manager
            orphans = orphans.exclude(Exists(rows.filter(**{relation.field.name: OuterRef("pk")})))
    for document in orphans:
        document.remove()
    return len(orphans)


def delete_orphan_files() -> int:
    """Delete the files that no row names, old enough to be sure; say how many."""
    deleted, oldest = 0, agreed_now() - ORPHAN_AGE
    for storage in (storages["documents"], storages["quarantine"]):
        for folder in storage.listdir("")[0] if storage.exists("") else []:
            names = [f"{folder}/{file}" for file in storage.listdir(folder)[1]]
            owned = set(Document.objects.filter(file__in=names).values_list("file", flat=True))
            for name in names:
                if name not in owned and storage.get_modified_time(name) < oldest:
                    storage.delete(name)
                    deleted += 1
    return deleted
