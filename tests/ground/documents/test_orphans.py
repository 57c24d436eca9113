"""What nobody owns is deleted once it is a day old, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import DocumentCategory, SupportingDocument
from ground.documents.models import Document, FileDraft
from ground.documents.receiving import receive
from ground.documents.tasks import tidy_documents
from tests.factories import ProfileFactory
from tests.ground.documents.files import pdf, upload
from tests.triggers import without_triggers

pytestmark = pytest.mark.django_db


def a_day_later() -> None:
    with without_triggers():
        Document.objects.update(received_at=timezone.now() - timedelta(hours=25))
    tidy_documents()


def supporting() -> SupportingDocument:
    return SupportingDocument.objects.create(
        profile=ProfileFactory(), category=DocumentCategory.TAX, document=receive(upload(pdf(), "rut.pdf"))
    )


def test_document_that_was_received_for_nobody_is_removed_in_a_day():
    receive(upload(pdf(), "suelto.pdf"))
    tidy_documents()
    assert Document.objects.exists()
    a_day_later()
    assert not Document.objects.exists()


def test_document_of_a_draft_is_the_drafts():
    FileDraft.objects.create().files.create(slot="anexos", document=receive(upload(pdf(), "a.pdf")))
    a_day_later()
    assert Document.objects.exists()


@pytest.fixture
def hidden_relation(monkeypatch):
    """As if supporting documents pointed to theirs with `related_name="+"`."""
    monkeypatch.setattr(Document._meta.get_field("supporting_document"), "hidden", True)
    Document._meta._expire_cache()
    yield
    monkeypatch.undo()
    Document._meta._expire_cache()


def test_document_that_anything_points_to_stays(reference_data, hidden_relation):
    supporting()
    assert not any(one.related_model is SupportingDocument for one in Document._meta.related_objects)
    a_day_later()
    assert SupportingDocument.objects.count() == Document.objects.count() == 1
