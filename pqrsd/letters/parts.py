"""What the letters about a petition have in common: to whom they go, which petition they are about, how its
term is counted, and what may be done next."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings

from legal_calendar.legal_time import LEGAL_TIME, business_days, long_date, runs, span
from pqrsd.deadlines import Deadline
from pqrsd.kinds import AnswerChannel, Kind
from pqrsd.models import Petitioner, Pqrsd
from radicados.letter_parts import in_a_sentence, letterhead, paragraphs
from radicados.letters import Block, Letter, Paragraph

FAREWELL = "Cordialmente,"
PETITIONER_DOCUMENT = "Documento del peticionario"
WEEKEND = frozenset({"sábado", "domingo"})
MASCULINE_KINDS = frozenset({Kind.CLAIM, Kind.DATA_CLAIM})


def letter_to(petitioner: Petitioner | None, *, subject: str, blocks: Iterable[Block]) -> Letter:
    """A letter to whoever makes a petition, with their address unless they are anonymous; raises
    NoSignatoryError."""
    is_company = bool(petitioner and petitioner.legal_name)
    lines: tuple[str, ...] = ("Señor(a)", "Peticionario anónimo")
    if petitioner:
        agent = petitioner.full_name if is_company else ""
        who = (petitioner.name or "Peticionario", agent, petitioner.document)
        lines = ("Señores" if is_company else "Señor(a)", *who, petitioner.address, petitioner.place)
    return Letter(
        **letterhead(),
        subject=subject,
        addressee=tuple(filter(None, lines)),
        salutation="Respetados señores:" if is_company else "Respetado(a) señor(a):",
        blocks=tuple(blocks),
        farewell=FAREWELL,
    )


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


def tracking() -> Paragraph:
    return Paragraph(
        f"Siga el trámite, complete su petición o desista de ella en {settings.PORTAL_BASE_URL}/pqrsd/consulta/ "
        "con el número y el código de esta carta. Guárdela: quien tenga los dos puede hacerlo."
    )


def day_count_in_words(deadline: Deadline, effective_on: date) -> str:
    """«15 días hábiles (norma) y 5 de prórroga, contados desde el día hábil siguiente al… No se cuentan…»"""
    counted = sum(day.number is not None for day in deadline.trace)
    extension = counted - deadline.term.days
    more = f" y {extension} de prórroga" if extension > 0 else ""
    uncounted = [day for day in deadline.trace if day.number is None]
    weekend = sum(day.reason in WEEKEND for day in uncounted)
    parts = [f"{weekend} sábados y domingos"] if weekend else []
    reasons = {day.date: day.reason for day in uncounted if day.reason not in WEEKEND}
    parts += [f"{span(run)} ({reasons[run[0]]})" for run in runs(reasons, gap=timedelta(days=1))]
    skipped = f"No se cuentan: {'; '.join(parts)}." if parts else ""
    return (
        f"{business_days(deadline.term.days)} ({deadline.term.norm}){more}, contados desde el día hábil "
        f"siguiente al {long_date(effective_on)}. {skipped}"
    ).strip()


def deferral_in_words(received_at: datetime, effective_on: date) -> str:
    """Why it does not count from the day on which it was received; "" when it does."""
    if effective_on == received_at.astimezone(LEGAL_TIME).date():
        return ""
    return (
        "Como llegó en un día no hábil o después de la hora de corte, cuenta como recibida el "
        f"{long_date(effective_on)}. "
    )


# --- Letters of the entity ------------------------------------------------------------------------------
def to_petitioner(pqrsd: Pqrsd, subject: str, blocks: Iterable[Block]) -> Letter:
    """A letter to whoever made the petition; raises NoSignatoryError."""
    return letter_to(pqrsd.named_petitioner, subject=f"{subject} {pqrsd.radicado.number}", blocks=blocks)


def decision(pqrsd: Pqrsd, subject: str, decided: str, text: str, *remedies: Block) -> Letter:
    """What ends a petition without answering it, with its reasons and what may be done against it or after
    it; raises NoSignatoryError."""
    return to_petitioner(pqrsd, subject, (Paragraph(decided), *paragraphs(text), *remedies, following()))


def reference(pqrsd: Pqrsd) -> str:
    """«queja recibida el 11 de mayo de 2020 y radicada con el número…», and what it is about unless it is
    reserved."""
    about = "" if pqrsd.is_reserved else f", sobre «{pqrsd.subject}»"
    received = long_date(pqrsd.received_at)
    return f"{named(pqrsd)} recibida el {received} y radicada con el número {pqrsd.radicado.number}{about}"


def following() -> Paragraph:
    """How to see what was decided, and to write again."""
    return Paragraph(
        f"Puede consultar el caso y escribirnos de nuevo en {settings.PORTAL_BASE_URL}/pqrsd/consulta/ con "
        "el número de radicado y el código de verificación impresos en esta carta."
    )


def appeal() -> Paragraph:
    """The *recurso de reposición* against an act that ends a case (CPACA, arts. 74, 76 and 77)."""
    email = settings.ENTITY["judicial_email"] or settings.ENTITY["email"]
    where = f" en {email} o" if email else ""
    return Paragraph(
        "Contra esta decisión procede únicamente el recurso de reposición ante quien la firma. Puede "
        f"presentarlo por escrito{where} en las oficinas de la entidad, dentro de los diez (10) días hábiles "
        "siguientes a la notificación (CPACA, artículos 74, 76 y 77)."
    )


def must_be_posted(pqrsd: Pqrsd, *, is_notified: bool = False) -> str:
    """Why a letter has to go by other means than a mail to the petitioner; "" when the mail is enough.

    Acts are notified, and by electronic means only to whoever accepted it (CPACA, arts. 56 and 67 to 69).
    """
    address = pqrsd.mail_address
    if pqrsd.is_anonymous:
        return (
            "La petición es anónima: la carta queda en el portal, donde se lee con el número y el código, y "
            "se publica un aviso (CPACA, artículo 69). No hay a quién enviarla."
        )
    if not address and not pqrsd.named_petitioner.address:
        return (
            "El peticionario no dijo dónde recibirla: la carta queda en el portal, donde se lee con el "
            "número y el código, y se publica un aviso (CPACA, artículo 69)."
        )
    if not address:
        return "El peticionario no dio un correo válido: imprima la carta, envíela y registre la entrega."
    if pqrsd.answer_channel == AnswerChannel.POST:
        return (
            "El peticionario pidió la respuesta en su dirección: además del correo, imprima la carta, "
            "envíela y registre la entrega."
        )
    if is_notified and not pqrsd.accepts_electronic_notice:
        return (
            "Esta decisión se notifica, y el peticionario no aceptó la notificación electrónica: el correo "
            "solo lo entera. Cítelo o envíe el aviso y registre la entrega (CPACA, artículos 67 a 69)."
        )
    return ""
