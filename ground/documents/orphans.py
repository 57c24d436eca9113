"""What nobody owns any more, and what is lost: files without a row, documents without a file, and documents to which
no row points. Their age is told by a clock that another one confirms (ClockError): a year ahead, all would be old.
"""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import file_digest

from django.core.files.storage import storages
from django.db.models import Exists, ForeignObjectRel, OuterRef

from ground.clocks import agreed_now
from ground.documents.models import Document, DoomedFile, Scan
from ground.documents.private_files import is_part

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


def end_doomed_files() -> int:
    """Delete the files whose documents were removed and that are still there; say how many."""
    doomed = list(DoomedFile.objects.all())
    for file in doomed:
        file.end()
    return len(doomed)


def delete_parts() -> int:
    """Delete what is left of files whose writing was interrupted, old enough to be sure; say how many."""
    return sum(_delete(kind, name) for kind, name in _old_files() if is_part(name))


def unknown_files() -> list[tuple[str, str]]:
    """The files that no row names, old enough to be sure, each with its storage. They are of a process that ended
    while it received them; or of another database, newer than this one."""
    found = [(kind, name) for kind, name in _old_files() if not is_part(name)]
    names = {name for _, name in found}
    known = set(Document.objects.filter(file__in=names).values_list("file", flat=True))
    known |= set(DoomedFile.objects.values_list("name", flat=True))
    return [(kind, name) for kind, name in found if name not in known]


def delete_unknown_files() -> int:
    """For somebody who looked at them, and knows that they are of no other database."""
    return sum(_delete(kind, name) for kind, name in unknown_files())


def lost_files() -> Iterator[tuple[Document, str]]:
    """Each document whose file is not there as it was received, and what is wrong with it."""
    for document in Document.objects.order_by("received_at").iterator():
        places = ("quarantine", "documents") if document.infected_with else ("documents",)
        place = next((place for place in places if storages[place].exists(str(document.file))), None)
        if place is None:
            yield document, "no está"
            continue
        with storages[place].open(str(document.file)) as file:
            if file_digest(file, "sha256").hexdigest() != document.sha256:
                yield document, "no es el que se recibió"


def _old_files() -> Iterator[tuple[str, str]]:
    oldest = agreed_now() - ORPHAN_AGE
    for kind in ("documents", "quarantine"):
        storage = storages[kind]
        for folder in storage.listdir("")[0] if storage.exists("") else []:
            for file in storage.listdir(folder)[1]:
                if storage.get_modified_time(f"{folder}/{file}") < oldest:
                    yield kind, f"{folder}/{file}"


def _delete(kind: str, name: str) -> int:
    storages[kind].delete(name)
    return 1
