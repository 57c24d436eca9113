"""What the letters about a petition have in common: to whom they go, which petition they are about."""

from collections.abc import Iterable

from django.conf import settings

from pqrsd.kinds import Kind
from pqrsd.models import Petitioner, Pqrsd
from radicados.letter_parts import in_a_sentence
from radicados.letterhead import letterhead
from radicados.letters import Block, Letter, Paragraph

FAREWELL = "Cordialmente,"
PETITIONER_DOCUMENT = "Documento del peticionario"
MASCULINE_KINDS = frozenset({Kind.CLAIM, Kind.DATA_CLAIM})


def letter_to(petitioner: Petitioner | None, *, subject: str, blocks: Iterable[Block]) -> Letter:
    """A letter to whoever makes a petition; raises NoSignatoryError."""
    return Letter(
        **letterhead(),
        subject=subject,
        addressee=addressee(petitioner),
        salutation=salutation(petitioner),
        blocks=tuple(blocks),
        farewell=FAREWELL,
    )


def addressee(petitioner: Petitioner | None) -> tuple[str, ...]:
    """The lines of the address; of an anonymous petitioner, nothing but that."""
    if petitioner is None:
        return ("Señor(a)", "Peticionario anónimo")
    greeting = "Señores" if petitioner.legal_name else "Señor(a)"
    agent = petitioner.full_name if petitioner.legal_name else ""
    name = petitioner.name or "Peticionario"
    lines = (greeting, name, agent, petitioner.document, petitioner.address, petitioner.place)
    return tuple(filter(None, lines))


def salutation(petitioner: Petitioner | None) -> str:
    return "Respetados señores:" if petitioner and petitioner.legal_name else "Respetado(a) señor(a):"


def addressee_name(petitioner: Petitioner | None) -> str:
    return str(petitioner) if petitioner else "Peticionario anónimo"


def named(pqrsd: Pqrsd) -> str:
    """Its kind as it reads within a sentence, always feminine: «queja», «petición (reclamo)»."""
    label = in_a_sentence(pqrsd.get_kind_display())
    return f"petición ({label})" if pqrsd.kind in MASCULINE_KINDS else label


def represented(petitioner: Petitioner) -> str:
    """For whom they ask, or who goes with them, with the document that was given; "" when it is for
    themselves."""
    parts = (
        f"En representación de {petitioner.represented_name}" if petitioner.represented_name else "",
        petitioner.represented_document,
        f"Con {petitioner.guardian_name}, persona adulta que acompaña" if petitioner.guardian_name else "",
    )
    return ", ".join(filter(None, parts))


def reached_at(petitioner: Petitioner) -> str:
    """Where they are answered: e-mail, address and telephones, as they were given."""
    places = (petitioner.email, petitioner.address, petitioner.place, petitioner.mobile, petitioner.phone)
    return "; ".join(filter(None, places))


def tracking(pqrsd: Pqrsd) -> Paragraph:
    """How to follow the case."""
    return Paragraph(
        "Puede seguir el trámite, completar su petición o desistir de ella en "
        f"{settings.PORTAL_BASE_URL}/pqrsd/consulta/ con el número de radicado y el código de verificación "
        "impresos en esta carta. Guárdela: quien tenga los dos puede hacerlo."
    )
