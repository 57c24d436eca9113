"""Rows that tell the stories of the tests."""

from datetime import date

import factory
from django.utils import timezone

from accounts.models import Company, LegalRepresentative, Profile, User
from radicados.filing import prepare_radicado, radicar
from radicados.letters import Entity, Letter, Paragraph, Signer
from radicados.models import Radicado, Signatory
from requests_oec.models import EquipmentItem, LegalBasis, OecRequest, StaffMember

PASSWORD = "una-clave-de-prueba"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence("usuario{}".format)
    email = factory.LazyAttribute(lambda user: f"{user.username}@prueba.example")
    first_name = "María José"
    last_name = "Ñáñez Güiza"
    email_verified_at = factory.LazyFunction(timezone.now)
    password = factory.django.Password(PASSWORD)


class CompanyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Company
        skip_postgeneration_save = True

    legal_name = factory.Sequence("Laboratorio de Pruebas {} S. A. S.".format)
    nit = factory.Sequence(lambda n: str(900_000_000 + n))
    address = "Avenida de Pruebas 1 # 2-3"
    confirmed_at = factory.LazyFunction(timezone.now)

    representative = factory.RelatedFactory(
        "tests.factories.LegalRepresentativeFactory", factory_related_name="company"
    )


class LegalRepresentativeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LegalRepresentative

    company = factory.SubFactory(CompanyFactory, representative=None)
    document_type = "CC"
    document_number = "1000000003"
    first_name = "Ramón"
    last_name = "Representante"


class ProfileFactory(factory.django.DjangoModelFactory):
    """A natural person, or with the trait `of_company` somebody who acts for one."""

    class Meta:
        model = Profile

    class Params:
        of_company = factory.Trait(person_type=Profile.PersonType.LEGAL, company=factory.SubFactory(CompanyFactory))

    user = factory.SubFactory(UserFactory)
    person_type = Profile.PersonType.NATURAL
    document_type = "CC"
    document_number = factory.Sequence(lambda n: str(1_000_000_100 + n))


def laboratory_user(**profile) -> User:
    """Somebody who acts for a laboratory."""
    return ProfileFactory(of_company=True, **profile).user


def person_user() -> User:
    """A natural person."""
    return ProfileFactory().user


class SignatoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Signatory

    name = "DIRECTORA FICTICIA DE PRUEBA"
    position = "Director General"
    valid_from = date(2020, 1, 1)


class OecRequestFactory(factory.django.DjangoModelFactory):
    """A draft; `complete` gives it all that filing asks for."""

    class Meta:
        model = OecRequest
        skip_postgeneration_save = True

    applicant = factory.LazyFunction(laboratory_user)
    company = factory.LazyAttribute(lambda request: request.applicant.profile.company)
    legal_basis = factory.LazyFunction(LegalBasis.objects.get)

    @factory.post_generation
    def complete(self, create, extracted, staff=1, items=1, sectors=1, **kwargs):
        if not extracted:
            return
        self.sectors.set(self.legal_basis.sectors.all()[:sectors])
        StaffMember.objects.bulk_create(
            StaffMember(
                request=self,
                document_type="CC",
                document_number=str(10_000_000 + n),
                first_name=f"Persona {n}",
                last_name="Gutiérrez Peña",
            )
            for n in range(staff)
        )
        EquipmentItem.objects.bulk_create(
            EquipmentItem(request=self, description=f"Balanza analítica n.º {n}") for n in range(items)
        )


ANSWERS = {
    "accreditation_body": "onac",
    "accreditation_code": "10-LAC-001",
    "accreditation_body_name": "",
    "representative_document_type": "CC",
    "representative_document_number": "1000000003",
    "representative_first_name": "Ramón",
    "representative_last_name": "Representante",
}

# What the browser sends for those answers.
POSTED = {
    "accreditation-body": "onac",
    "accreditation-body_name": "",
    "accreditation-code": "10 lac 001",
    "representative-document_type": "CC",
    "representative-document_number": "1.000.000.003",
    "representative-first_name": "Ramón",
    "representative-last_name": "Representante",
    "declarations-accepts_declaration": "on",
    "declarations-accepts_terms": "on",
}


def simple_letter(subject: str = "Asunto de prueba") -> Letter:
    """The smallest letter there is."""
    entity = Entity(
        name="Instituto de Prueba", acronym="IP", nit="", sector="", city="Bogotá, D. C.",
        address="", phone="", email="", website="",
    )  # fmt: skip
    return Letter(
        entity=entity,
        subject=subject,
        addressee=("Señores", "Laboratorio de Pruebas"),
        salutation="Respetados señores:",
        blocks=(Paragraph("Un párrafo."),),
        farewell="Cordialmente,",
        signer=Signer("DIRECTORA FICTICIA", "Director General"),
        base_url="http://localhost:8000",
    )


def prepared_radicado(user: User, **facts) -> Radicado:
    """A radicado that `radicar` has not numbered yet."""
    facts = {
        "kind": Radicado.Kind.ENTRADA,
        "document_kind": "Prueba",
        "office": "Dirección General",
        "filed_by": user,
        "company": user.profile.company,
        "filer_name": "Laboratorio de Pruebas",
        "filer_document": "NIT 900.000.000-1",
    } | facts
    return prepare_radicado(letter=simple_letter(), **facts)


def file_simple(user: User, **facts) -> Radicado:
    """A filed radicado with the smallest letter; to be called in a transaction."""
    return radicar(radicado=prepared_radicado(user, **facts), acknowledge_to="")
