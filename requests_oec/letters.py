"""Composes the OEC communication from a request. Reads rows; writes nothing."""

from radicados.letter_parts import letterhead, paragraphs, unconfirmed
from radicados.letters import Clauses, Column, Fields, Letter, Table
from requests_oec.models import OecRequest

REPRESENTATIVE_DOCUMENT = "Documento del representante legal"
STAFF_TITLE = "Responsables del servicio y que requieren desplazamiento"
ITEMS_TITLE = (
    "Equipos, instrumentos, muestras y materiales de referencia requeridos para la prestación del "
    "servicio y que requieren desplazamiento"
)
SECTORS_TITLE = "Sector económico asociado a la prestación del servicio"


def compose(request: OecRequest, *, filed_by) -> Letter:
    """The communication as it will be frozen; raises NoSignatoryError."""
    basis, company = request.legal_basis, request.company
    name, document = filer_identity(request, request.applicant)
    place = company or request.applicant.profile
    addressee = ["Señores" if company else "Señor(a)", name, document]
    if company:
        addressee.append(f"{request.representative}, representante legal")
    # A part of the address that is not known is left out.
    addressee += filter(None, [place.address, str(place.municipality or "")])
    descriptions = request.equipment_items.values_list("description", flat=True)
    return Letter(
        **letterhead(),
        subject=basis.subject,
        addressee=tuple(addressee),
        salutation="Respetados señores:" if company else "Respetado(a) señor(a):",
        blocks=(
            *paragraphs(basis.letter_opening),
            _laboratory(request, filed_by),
            Clauses(SECTORS_TITLE, tuple((str(s.numeral), s.text) for s in request.sectors.all())),
            _staff(request),
            Table(
                ITEMS_TITLE,
                (Column("N.º", 0.6), Column("Descripción", 9)),
                tuple((str(position), text) for position, text in enumerate(descriptions, start=1)),
                empty="El solicitante no relacionó elementos.",
            ),
            Fields(
                "Declaraciones del solicitante",
                (
                    ("Declaración de Aplicabilidad y Protección de Datos Personales", basis.declaration),
                    ("Aceptación de términos", basis.terms),
                ),
            ),
            *unconfirmed(company),
            *paragraphs(basis.letter_closing),
        ),
        farewell="Cordialmente,",
    )


def filer_identity(request: OecRequest, filed_by) -> tuple[str, str]:
    """Name and document of who files: the company, or the natural person."""
    if request.company:
        return request.company.legal_name, f"NIT {request.company.formatted_nit}"
    profile = filed_by.profile
    return filed_by.get_full_name(), f"{profile.document_type} {profile.document_number}"


def _laboratory(request: OecRequest, filed_by) -> Fields:
    name, document = filer_identity(request, filed_by)
    if request.accreditation_body == OecRequest.AccreditationBody.ONAC:
        body = request.get_accreditation_body_display()
    else:
        body = f"{request.accreditation_body_name} (miembro de ILAC)"
    is_person = request.company is None
    document_label = "Documento de identidad" if is_person else "NIT"
    return Fields(
        "Laboratorio acreditado",
        (
            ("Nombre" if is_person else "Razón social", name),
            (document_label, document.removeprefix("NIT ")),
            ("Código de acreditación", request.accreditation_code),
            ("Organismo de acreditación", body),
            ("Representante legal", request.representative),
            (
                REPRESENTATIVE_DOCUMENT,
                f"{request.representative_document_type} {request.representative_document_number}",
            ),
            ("Solicitud presentada por", filed_by.get_full_name()),
        ),
        documents=(REPRESENTATIVE_DOCUMENT, *([document_label] if is_person else [])),
    )


def _staff(request: OecRequest) -> Table:
    return Table(
        STAFF_TITLE,
        (
            Column("N.º", 0.6),
            Column("Tipo de documento", 2.2),
            Column("Número", 1.6, is_document=True),
            Column("Nombres", 2.6),
            Column("Apellidos", 2.6),
        ),
        tuple(
            (
                str(position),
                person.get_document_type_display(),
                person.document_number,
                person.first_name,
                person.last_name or "—",
            )
            for position, person in enumerate(request.staff_members.all(), start=1)
        ),
    )
