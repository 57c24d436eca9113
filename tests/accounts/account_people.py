"""The people of the account's tests, and what they hold."""

import hashlib
import io

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from PIL import Image
from playwright.sync_api import Page, expect

from accounts import links
from accounts.consents import give, wordings_in_force
from accounts.membership import invite, request_membership
from accounts.models import (
    Consent,
    DocumentCategory,
    Invitation,
    MembershipRequest,
    Profile,
    SupportingDocument,
    User,
)
from ground.documents.models import Document
from tests.factories import CompanyFactory, ProfileFactory, UserFactory
from tests.steps import arrive


def administrator_of(company=None) -> User:
    return member_of(company or CompanyFactory(), is_company_administrator=True)


def member_of(company, **profile) -> User:
    return ProfileFactory(person_type=Profile.PersonType.LEGAL, company=company, **profile).user


def pending_user(company) -> User:
    """Somebody who registered with the tax number of the company and waits."""
    profile = ProfileFactory(person_type=Profile.PersonType.LEGAL)
    request_membership(profile=profile, company=company)
    return profile.user


def waiting_request(company) -> MembershipRequest:
    return MembershipRequest.objects.get(profile=pending_user(company).profile)


def invitation_of(company, email="invitada@prueba.example") -> Invitation:
    administrator = Profile.objects.administrators_of(company).first() or administrator_of(company).profile
    return invite(company=company, email=email, by=administrator.user, request=None)


def path_of(invitation: Invitation) -> str:
    """The path of the link that is mailed."""
    return "/" + links.url("invitation", invitation).split("/", 3)[3]


def consent_of(user: User, kind: str) -> Consent:
    return give(user=user, wording=wordings_in_force()[kind], request=RequestFactory().get("/"))


def document_of(profile: Profile, category=DocumentCategory.CONTACT, name="cédula.pdf") -> SupportingDocument:
    document = Document(name=name, content_type=Document.ContentType.PDF, size=4, sha256=PDF_SHA256)
    document.file.save(name, ContentFile(b"%PDF"), save=False)
    document.save()
    return SupportingDocument.objects.create(profile=profile, category=category, document=document)


PDF_SHA256 = hashlib.sha256(b"%PDF").hexdigest()


def photo(name="cédula.png") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


def unverified_user() -> User:
    return ProfileFactory(user=UserFactory(email_verified_at=None)).user


def enter(page: Page, user: User, path: str) -> None:
    """On a page of the account, having logged in."""
    arrive(page, user, path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
