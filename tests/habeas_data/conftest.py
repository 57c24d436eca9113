import hashlib

import pytest
from django.core.files.base import ContentFile

from accounts.models import Profile, SupportingDocument, User
from ground.documents.models import Document
from tests.factories import PASSWORD, ProfileFactory, SignatoryFactory, UserFactory
from tests.habeas_data.claims import POSTED, filed


@pytest.fixture
def person(reference_data) -> User:
    """A natural person, in a portal that is ready to file."""
    SignatoryFactory()
    return ProfileFactory(mobile="3001234567", address="Calle Ficticia 1").user


@pytest.fixture
def person_client(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def officer(reference_data) -> User:
    return UserFactory(username="oficial.datos", is_staff=True, is_superuser=True)


def add_document(profile: Profile, name: str = "cédula.pdf", content: bytes = b"%PDF-ficticio", **facts):
    """A document as it was accepted before an antivirus was configured."""
    document = Document(
        name=name,
        content_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        **facts,
    )
    document.file.save(name, ContentFile(content), save=False)
    document.save()
    return SupportingDocument.objects.create(profile=profile, category="contacto", document=document)


DOWNLOAD = {"current_password": PASSWORD}


@pytest.fixture
def claim(person_client):
    return filed(person_client, POSTED)
