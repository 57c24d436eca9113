"""What the staff types at the desk: the filters of its queue, how a petition reached it, and the answers of
the acts that only petitions have."""

from django import forms
from django.db.models import TextChoices

from expedientes.forms.acts import BLANK, CaseForm, LetterForm, LetterTextField, reason_field
from expedientes.forms.queue import QueueForm
from ground.webforms.fields import EMPTY_CHOICE, MailField, ParagraphsField, PortalForm, TextLineField, field_as
from pqrsd.acts.endings import ArchiveGround, RejectionGround, archive_grounds, joinable
from pqrsd.acts.transfer import Receiver
from pqrsd.kinds import RESERVED_KINDS, FilingChannel, Kind
from pqrsd.models import CompletionRequest, Pqrsd
from radicados.verification import normalise_number

ANSWER_LENGTH = 20_000
MOST_FOLIOS = 9_999
CHANNELS = [(channel.value, channel.label) for channel in FilingChannel if channel != FilingChannel.WEB]


# --- The queue ------------------------------------------------------------------------------------------
class PetitionsForm(QueueForm):
    cases = Pqrsd
    reserved_kinds = RESERVED_KINDS
    columns = QueueForm.columns | {"canal": "channel"}

    canal = forms.ChoiceField(label="Canal", choices=[("", "Todos"), *FilingChannel.choices], required=False)
    field_order = [
        *("q", "estado", "semaforo", "clase", "dependencia"),
        *("responsable", "canal", "desde", "hasta", "vence_desde", "vence_hasta", "orden"),
    ]


# --- What is written down there (Decreto 1166 de 2016) --------------------------------------------------
class ReceptionForm(PortalForm):
    """Channel and language; what somebody says in a language of their own is written down in Spanish, too."""

    prefix = "reception"

    channel = forms.ChoiceField(
        label="¿Cómo llegó?",
        choices=[EMPTY_CHOICE, *CHANNELS],
        error_messages={"required": "Seleccione cómo llegó la petición."},
    )
    language = TextLineField(
        label="Lengua o dialecto en que se presentó",
        required=False,
        max_length=60,
        help_text="Solo si no fue el castellano: escriba la petición traducida y, si la grabó, guarde la grabación.",
    )

    folios = forms.IntegerField(
        label="Folios que llegaron en papel",
        required=False,
        min_value=1,
        max_value=MOST_FOLIOS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text="Cuántas hojas, si llegó en papel; el radicado lo dice.",
        error_messages={
            "invalid": "Escriba un número entero de folios.",
            "min_value": "Si llegó en papel, es al menos un folio.",
            "max_value": f"Son demasiados folios: hasta {MOST_FOLIOS}.",
        },
    )


class SpotAnswerForm(PortalForm):
    """What was answered on the spot: it is part of the record (Decreto 1166 de 2016)."""

    prefix = "spot"

    answer = ParagraphsField(
        label="Lo que se le respondió",
        required=False,
        max_length=ANSWER_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Si ya le respondió del todo, escríbalo: la respuesta se firma y el caso se cierra. Si no, "
        "deje esto vacío.",
    )


# --- Acts -----------------------------------------------------------------------------------------------
def _ground_field(grounds: type[TextChoices], **facts) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Motivo",
        choices=grounds.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Escoja el motivo."},
        **facts,
    )


class CompletionForm(LetterForm[Pqrsd]):
    ground = _ground_field(CompletionRequest.Ground, initial=CompletionRequest.Ground.INCOMPLETE)
    field_order = ["ground", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.case.termino.clarification_days is None:
            field_as(forms.ChoiceField, self, "ground").choices = CompletionRequest.Ground.choices[:1]

    def draft(self) -> str:
        missing = [f"- {each}" for each in self.case.missing] or [f"- {BLANK}"]
        return "Por favor, envíenos lo siguiente:\n\n" + "\n".join(missing)


class ExtensionForm(LetterForm[Pqrsd]):
    days = forms.IntegerField(
        label="Días hábiles de prórroga",
        min_value=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Escriba cuántos días hábiles.",
            "invalid": "Escriba un número entero de días.",
            "min_value": "La prórroga es de al menos un día hábil.",
        },
    )
    field_order = ["days", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        longest = self.case.termino.extension_days
        field = field_as(forms.IntegerField, self, "days")
        field.max_value = longest
        field.help_text = f"Entre 1 y {longest}; se cuentan después del vencimiento actual."

    def draft(self) -> str:
        return f"Para responderle de fondo necesitamos más tiempo, por los siguientes motivos: {BLANK}"


class TransferForm(LetterForm[Pqrsd]):
    name = TextLineField(
        label="Entidad competente",
        max_length=200,
        error_messages={"required": "Escriba el nombre de la entidad."},
    )
    email = MailField(
        label="Correo electrónico de la entidad",
        required=False,
        help_text="Allí llega el oficio firmado, con los anexos. Sin correo, envíelo impreso a la dirección.",
        error_messages={"invalid": "Escriba un correo como nombre@entidad.gov.co."},
    )
    address = TextLineField(label="Dirección de la entidad", max_length=200, required=False)
    field_order = ["name", "email", "address", "text"]

    def draft(self) -> str:
        return f"La entidad competente es la destinataria de este oficio, porque {BLANK}"

    def clean(self):
        """The answers as the act takes them: the receiver as one value."""
        answers = super().clean()
        if not answers.get("email") and not answers.get("address") and "email" not in self.errors:
            self.add_error("email", "Escriba el correo o la dirección de la entidad: el oficio se le envía.")
        if self.errors:
            return answers
        return {
            "to": Receiver(answers["name"], answers["email"], answers["address"]),
            "text": answers["text"],
        }


class OfficialAnswerForm(LetterForm[Pqrsd]):
    """With `has_file`, a PDF that is the answer, the text may be empty."""

    text = LetterTextField(
        label="Respuesta",
        rows=14,
        help_text=(
            "Una línea vacía empieza otro párrafo. Puede quedar vacía si la respuesta va en un PDF. El "
            "saludo y la referencia a la petición ya van."
        ),
        error_messages={"required": "Escriba la respuesta, o adjúntela en PDF."},
    )
    is_access_refused = forms.BooleanField(
        label="Se niega el acceso a información o documentos por su reserva", required=False
    )
    refusal_reason = LetterTextField(
        label="Normas y razones de la reserva",
        rows=4,
        required=False,
        help_text="Las disposiciones que impiden la entrega, precisas (CPACA, artículos 24 y 25).",
    )
    field_order = ["text", "is_access_refused", "refusal_reason"]

    def __init__(self, *args, has_file: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = not has_file

    def draft(self) -> str:
        return f"En atención a lo que solicita, le informamos que {BLANK}"

    def clean(self):
        """The answers as the act takes them: without a refusal there is no reason for one."""
        answers = super().clean()
        is_refused = answers.pop("is_access_refused", False)
        reason = answers.get("refusal_reason")
        if is_refused and reason == "":
            self.add_error("refusal_reason", "Escriba las normas y las razones de la reserva.")
        if reason and not is_refused:
            self.add_error("is_access_refused", "Marque que se niega el acceso, o borre las razones de la reserva.")
        return answers


class RejectionForm(LetterForm[Pqrsd]):
    ground = _ground_field(
        RejectionGround,
        help_text="Irrespetuosa, solo la que de verdad insulta. La que reitera se remite a lo respondido, salvo que "
        "pida un derecho imprescriptible, o que se haya negado por un requisito que ahora cumple.",
    )
    earlier = TextLineField(
        label="Número de la respuesta anterior",
        max_length=30,
        required=False,
        help_text="Solo si reitera otra: el radicado de salida con que se respondió, como 2026-S-000123.",
    )
    field_order = ["ground", "earlier", "text"]

    def draft(self) -> str:
        return BLANK

    def clean_earlier(self) -> str:
        typed = self.cleaned_data["earlier"]
        return normalise_number(typed) or typed

    def clean(self):
        answers = super().clean()
        is_repeated = answers.get("ground") == RejectionGround.REPEATED
        if is_repeated and not answers.get("earlier"):
            self.add_error("earlier", "Escriba el número de la respuesta anterior.")
        return answers if is_repeated else answers | {"earlier": ""}


class ArchiveForm(LetterForm[Pqrsd]):
    ground = _ground_field(ArchiveGround)
    first = forms.ChoiceField(
        label="La petición a la que se acumula",
        required=False,
        help_text="Las abiertas de la misma persona que vencen a más tardar el mismo día.",
        error_messages={"invalid_choice": "Elija la petición, de la lista."},
    )
    field_order = ["ground", "first", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        grounds = archive_grounds(self.case)
        field_as(forms.ChoiceField, self, "ground").choices = [(each.value, each.label) for each in grounds]
        if ArchiveGround.JOINED not in grounds:
            del self.fields["first"]
            return
        numbers = [(each.radicado.number, f"{each}: {each.subject}") for each in joinable(self.case)]
        field_as(forms.ChoiceField, self, "first").choices = [EMPTY_CHOICE, *numbers]

    def draft(self) -> str:
        return BLANK

    def clean(self):
        answers = super().clean()
        is_joined = answers.get("ground") == ArchiveGround.JOINED
        if is_joined and not answers.get("first") and "first" not in self.errors:
            self.add_error("first", "Elija a cuál se acumula.")
        return answers if is_joined else answers | {"first": ""}


class LapseForm(LetterForm[Pqrsd]):
    def draft(self) -> str:
        return "No hay otra información en el expediente que permita decidir de fondo lo que solicitó."


class ReclassificationForm(CaseForm[Pqrsd]):
    kind = forms.ChoiceField(label="Clase", error_messages={"required": "Seleccione la clase que le corresponde."})
    reason = reason_field(
        help_text="Para quienes atienden el caso. El peticionario lee que cambió de clase y, si cambia, la "
        "nueva fecha límite."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = [(kind.value, kind.label) for kind in Kind if kind != self.case.kind]
        field_as(forms.ChoiceField, self, "kind").choices = [EMPTY_CHOICE, *others]

    @property
    def hides_it(self) -> bool:
        """Whether the person does not see the case any more once it is of the kind chosen."""
        desk, is_denuncia = Pqrsd.desk, self.cleaned_data["kind"] in RESERVED_KINDS
        sees = desk.handles_reserved if is_denuncia else desk.sees_ordinary
        return not sees(self.user)


class PrioritisationForm(CaseForm[Pqrsd]):
    is_priority = forms.TypedChoiceField(
        label="¿Se atiende antes que las demás?",
        choices=[("si", "Sí, es prioritaria"), ("no", "No")],
        coerce=lambda answer: answer == "si",
        widget=forms.RadioSelect,
        error_messages={"required": "Elija si es prioritaria."},
    )
    reason = reason_field()


class RightsForm(CaseForm[Pqrsd]):
    is_about_rights = forms.TypedChoiceField(
        label="¿Trata de la efectividad de otro derecho fundamental?",
        choices=[("si", "Sí: conserva el término ordinario"), ("no", "No")],
        coerce=lambda answer: answer == "si",
        widget=forms.RadioSelect,
        help_text="Por ejemplo la salud, el mínimo vital o el trabajo, y no solo el de petición.",
        error_messages={"required": "Elija si trata de otro derecho fundamental."},
    )
    reason = reason_field()
