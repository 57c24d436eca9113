"""Files wait for the rest of their page: so many in a slot, of its kinds, for a day, and for nobody else."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from ground.documents import slots
from ground.documents.drafts import (
    LIFE,
    forget_draft,
    handed_over,
    kept_files,
    purge_drafts,
    received_files,
    remove_file,
)
from ground.documents.models import Document, DraftFile, FileDraft, private_storage
from ground.documents.receiving import receive
from ground.documents.slots import Slot, UploadPlace, change_file, keep_files
from ground.documents.tasks import purge_file_drafts
from ground.doors.throttling import Throttle
from ground.webforms.pages import Pressed
from inm_portal.celery import app
from tests.factories import UserFactory
from tests.ground.documents.files import image, pdf, posting, upload

pytestmark = pytest.mark.django_db
UPLOADS = Throttle("prueba", limit=60)
MANY = Slot("anexos", UPLOADS, limit=2)
ONE = Slot("cedula", UPLOADS, replaces=True)
ONLY_PDF = Slot("respuesta", UPLOADS, kinds=frozenset({Document.ContentType.PDF}))
HIDDEN = Slot("reservado", UPLOADS, is_reserved=True)


@pytest.fixture
def draft_id() -> UUID:
    return uuid4()


def hand_over(draft_id: UUID, slot: Slot, *files) -> list[str]:
    return keep_files(draft_id, slot, posting(**{slot.name: list(files)}))


def names(draft_id: UUID) -> list[str]:
    return [kept.document.name for kept in received_files(draft_id)]


# --- What is kept ------------------------------------------------------------------------------------------
def test_good_files_are_kept_in_their_order_and_bad_ones_told(draft_id):
    told = hand_over(draft_id, MANY, upload(b"nada", "nada.pdf"), upload(pdf(), "una.pdf"))
    assert [problem.startswith("«nada.pdf»: ") for problem in told] == [True]
    assert hand_over(draft_id, MANY, upload(image(), "dos.jpg")) == []
    assert names(draft_id) == ["una.pdf", "dos.jpg"]


def test_slot_that_is_full_takes_no_more_and_keeps_nothing_of_it(draft_id):
    hand_over(draft_id, MANY, upload(pdf(), "1.pdf"), upload(pdf(pages=2), "2.pdf"))
    assert hand_over(draft_id, MANY, upload(pdf(pages=3), "3.pdf")) == ["«3.pdf»: Se admiten hasta 2 archivos."]
    assert names(draft_id) == ["1.pdf", "2.pdf"]
    assert Document.objects.count() == 2


def test_more_than_may_be_kept_are_not_looked_at(draft_id, monkeypatch):
    looked_at = []
    monkeypatch.setattr(slots, "receive", lambda file, **rules: looked_at.append(file.name) or receive(file))
    hand_over(draft_id, MANY, *(upload(pdf(pages=1 + n), f"{n}.pdf") for n in range(5)))
    assert looked_at == ["0.pdf", "1.pdf"]


def test_new_file_takes_the_place_of_the_former_where_there_is_one(draft_id):
    for pages, name in ((1, "vieja.pdf"), (2, "nueva.pdf")):
        assert hand_over(draft_id, ONE, upload(pdf(pages=pages), name)) == []
    assert names(draft_id) == ["nueva.pdf"]
    assert Document.objects.count() == 1


def test_refused_file_leaves_the_former_in_its_place(draft_id):
    hand_over(draft_id, ONE, upload(pdf(), "buena.pdf"))
    hand_over(draft_id, ONE, upload(b"nada", "mala.pdf"))
    assert names(draft_id) == ["buena.pdf"]


def test_same_file_twice_is_kept_once_in_a_slot_and_again_in_another(draft_id):
    content = pdf()
    for slot in (MANY, MANY, ONE):
        assert hand_over(draft_id, slot, upload(content, "a.pdf")) == []
    assert [kept.slot for kept in kept_files(draft_id)] == ["anexos", "cedula"]
    assert Document.objects.count() == 2


def test_slot_of_one_kind_refuses_the_others_in_words(draft_id):
    told = hand_over(draft_id, ONLY_PDF, upload(image(), "foto.jpg"))
    assert told == ["«foto.jpg»: Aquí solo se aceptan archivos PDF."]
    assert not Document.objects.exists()
    assert ONLY_PDF.accept == ".pdf,application/pdf"
    assert MANY.accept == ".pdf,application/pdf,.jpg,.jpeg,image/jpeg,.heic,.heif,image/heic,image/heif,.png,image/png"


def test_reserved_file_is_so_from_its_first_row_on(draft_id, monkeypatch):
    seen = []
    attach = slots._attach
    monkeypatch.setattr(
        slots, "_attach", lambda *facts: seen.append(Document.objects.get().is_reserved) or attach(*facts)
    )
    hand_over(draft_id, HIDDEN, upload(pdf(), "denuncia.pdf"))
    assert seen == [True]


def test_whoever_sends_too_many_waits_and_the_staff_does_not(draft_id):
    one_an_hour = Slot("anexos", Throttle("una", limit=1), limit=5)
    assert hand_over(draft_id, one_an_hour, upload(pdf(), "1.pdf")) == []
    (told,) = hand_over(draft_id, one_an_hour, upload(pdf(pages=2), "2.pdf"))
    assert "Espere una hora" in told
    request = posting(anexos=[upload(pdf(pages=2), "2.pdf")])
    request.user = UserFactory(is_staff=True)
    assert keep_files(draft_id, one_an_hour, request) == []
    assert names(draft_id) == ["1.pdf", "2.pdf"]


def test_place_of_a_page_shows_what_is_its_own(draft_id):
    hand_over(draft_id, MANY, upload(pdf(), "anexo.pdf"))
    hand_over(draft_id, ONE, upload(pdf(), "cedula.pdf"))
    place = UploadPlace(ONE, kept_files(draft_id), ["No."])
    assert [document.name for document in place.documents] == ["cedula.pdf"]
    assert place.errors == [("id_cedula", "No.")]


# --- Where it goes -----------------------------------------------------------------------------------------
def test_only_a_file_of_the_draft_is_taken_back(draft_id):
    other = uuid4()
    for key in (draft_id, other):
        hand_over(key, MANY, upload(pdf(), "a.pdf"))
    (theirs,) = kept_files(other)
    for number in (theirs.pk, None, 0, 10**18 - 1):
        remove_file(draft_id, number)
    assert DraftFile.objects.count() == 2
    remove_file(other, theirs.pk)
    assert names(draft_id) == ["a.pdf"]
    assert names(other) == []


def test_what_was_removed_comes_back_while_there_is_room(draft_id):
    hand_over(draft_id, ONE, upload(pdf(), "a.pdf"))
    (first,) = kept_files(draft_id)
    change_file(draft_id, Pressed("remove", str(first.pk)), ONE)
    assert names(draft_id) == []
    assert UploadPlace(ONE, kept_files(draft_id)).removed == first
    change_file(draft_id, Pressed("restore", str(first.pk)), ONE)
    assert names(draft_id) == ["a.pdf"]
    assert UploadPlace(ONE, kept_files(draft_id)).removed is None
    change_file(draft_id, Pressed("remove", str(first.pk)), ONE)
    hand_over(draft_id, ONE, upload(pdf(pages=2), "b.pdf"))
    assert UploadPlace(ONE, kept_files(draft_id)).removed is None
    change_file(draft_id, Pressed("restore", str(first.pk)), ONE)
    assert names(draft_id) == ["b.pdf"]


@pytest.mark.parametrize("number", ["", "x", "0", "999999999"])
def test_nobodys_file_comes_back(draft_id, number):
    other = uuid4()
    hand_over(other, MANY, upload(pdf(), "a.pdf"))
    (theirs,) = kept_files(other)
    remove_file(other, theirs.pk)
    for argument in (number, str(theirs.pk)):
        change_file(draft_id, Pressed("restore", argument), MANY)
    assert names(other) == []


def test_what_was_removed_goes_with_the_draft_or_a_day_later(draft_id):
    other = uuid4()
    for key in (draft_id, other):
        hand_over(key, MANY, upload(pdf(), "a.pdf"), upload(pdf(pages=2), "b.pdf"))
        remove_file(key, kept_files(key)[0].pk)
    with transaction.atomic():
        assert [document.name for document in handed_over(draft_id)[MANY.name]] == ["b.pdf"]
    assert Document.objects.count() == 3
    DraftFile.objects.filter(removed_at__isnull=False).update(removed_at=timezone.now() - LIFE - timedelta(minutes=1))
    purge_drafts()
    assert names(other) == ["b.pdf"]
    assert Document.objects.count() == 2


def test_what_is_handed_over_ends_the_draft_and_stays_by_its_slots(draft_id):
    hand_over(draft_id, MANY, upload(pdf(), "a.pdf"), upload(pdf(pages=2), "b.pdf"))
    hand_over(draft_id, ONE, upload(pdf(), "c.pdf"))
    documents = handed_over(draft_id)
    found = {slot: [document.name for document in documents[slot]] for slot in ("anexos", "cedula", "otro")}
    assert found == {"anexos": ["a.pdf", "b.pdf"], "cedula": ["c.pdf"], "otro": []}
    assert not FileDraft.objects.exists()
    assert Document.objects.count() == 3
    assert handed_over(draft_id) == handed_over(None) == {}


def test_file_that_arrives_once_the_draft_is_filed_begins_another(draft_id):
    hand_over(draft_id, MANY, upload(pdf(), "a.pdf"))
    handed_over(draft_id)
    assert hand_over(draft_id, MANY, upload(pdf(pages=2), "tarde.pdf")) == []
    assert names(draft_id) == ["tarde.pdf"]


def test_draft_that_is_filed_just_when_a_file_arrives_begins_another(draft_id, monkeypatch):
    """Two clicks at once: the other has made the draft and filed it between any two steps of this one."""
    filed, hold = iter([True, True]), slots.hold

    def held(key: UUID) -> bool:
        if next(filed, False):
            FileDraft.objects.filter(pk=key).delete()
        return hold(key)

    monkeypatch.setattr(slots, "hold", held)
    assert hand_over(draft_id, MANY, upload(pdf(), "una.pdf")) == []
    assert names(draft_id) == ["una.pdf"]


def test_forgotten_draft_leaves_neither_row_nor_file(draft_id, django_capture_on_commit_callbacks):
    hand_over(draft_id, MANY, upload(pdf(), "a.pdf"))
    name = Document.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        forget_draft(draft_id)
    assert not FileDraft.objects.exists()
    assert not Document.objects.exists()
    assert not private_storage().exists(name)


def test_files_of_what_was_never_filed_are_purged_after_a_day():
    old, new = uuid4(), uuid4()
    for key, name in ((old, "viejo.pdf"), (new, "nuevo.pdf")):
        hand_over(key, MANY, upload(pdf(), name))
    begun = FileDraft.objects.get(pk=old).created_at
    FileDraft.objects.filter(pk=old).update(created_at=begun - LIFE - timedelta(hours=1))
    for _ in range(2):
        purge_file_drafts()
    assert list(Document.objects.values_list("name", flat=True)) == ["nuevo.pdf"]


@pytest.mark.parametrize("task", ["purge_file_drafts", "tidy_documents"])
def test_what_is_over_is_looked_for_every_hour(task):
    app.loader.import_default_modules()
    entry = app.conf.beat_schedule[f"ground.documents.tasks.{task}"]
    assert entry["task"] in app.tasks
    assert entry["schedule"].hour == set(range(24))
