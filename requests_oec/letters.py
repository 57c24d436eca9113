"""Composes the OEC communication from a request. Reads rows; writes nothing."""

from accounts.identity import DocumentType
from radicados.letter_parts import paragraphs
from radicados.letterhead import letterhead
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
    basis = request.legal_basis
    return Letter(
        **letterhead(),
        subject=basis.subject,
        addressee=tuple(_addressee(request)),
        salutation="Respetados señores:" if request.company else "Respetado(a) señor(a):",
        blocks=(
            *paragraphs(basis.letter_opening),
            _laboratory(request, filed_by),
            Clauses(SECTORS_TITLE, tuple((str(s.numeral), s.text) for s in request.sectors.all())),
            _staff(request),
            _items(request),
            Fields("Declaraciones del solicitante", _declarations(basis)),
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


def _addressee(request: OecRequest):
    """The lines of the address; a part that is not known is left out."""
    name, document = filer_identity(request, request.applicant)
    place = request.company or request.applicant.profile
    lines = ["Señores" if request.company else "Señor(a)", name, document]
    if request.company:
        lines.append(f"{request.representative}, representante legal")
    return [*lines, *filter(None, [place.address, str(place.municipality or "")])]


def _laboratory(request: OecRequest, filed_by) -> Fields:
    name, document = filer_identity(request, filed_by)
    representative_document = (
        f"{request.representative_document_type} {request.representative_document_number}"
    )
    is_person = request.company is None
    document_label = "Documento de identidad" if is_person else "NIT"
    return Fields(
        "Laboratorio acreditado",
        (
            ("Nombre" if is_person else "Razón social", name),
            (document_label, document.removeprefix("NIT ")),
            ("Código de acreditación", request.accreditation_code),
            ("Organismo de acreditación", _accreditation_body(request)),
            ("Representante legal", request.representative),
            (REPRESENTATIVE_DOCUMENT, representative_document),
            ("Solicitud presentada por", filed_by.get_full_name()),
        ),
        documents=(REPRESENTATIVE_DOCUMENT, *([document_label] if is_person else [])),
    )


def _accreditation_body(request: OecRequest) -> str:
    if request.accreditation_body == OecRequest.AccreditationBody.ONAC:
        return request.get_accreditation_body_display()
    return f"{request.accreditation_body_name} (miembro de ILAC)"


def _staff(request: OecRequest) -> Table:
    members = request.staff_members.values_list("document_type", "document_number", "first_name", "last_name")
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
            (str(position), str(DocumentType(kind).label), number, first_name, last_name)
            for position, (kind, number, first_name, last_name) in enumerate(members, start=1)
        ),
    )


def _items(request: OecRequest) -> Table:
    descriptions = request.equipment_items.values_list("description", flat=True)
    return Table(
        ITEMS_TITLE,
        (Column("N.º", 0.6), Column("Descripción", 9)),
        tuple((str(position), text) for position, text in enumerate(descriptions, start=1)),
        empty="El solicitante no relacionó elementos.",
    )


def _declarations(basis) -> tuple[tuple[str, str], ...]:
    return (
        ("Declaración de Aplicabilidad y Protección de Datos Personales", basis.declaration),
        ("Aceptación de términos", basis.terms),
    )
