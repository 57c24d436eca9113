"""What is asked: the kind of petition, its words, and whether it must be served first. What is incomplete is
filed all the same when the person insists (CPACA, art. 15)."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError

from expedientes.models.case import SUBJECT_LENGTH, TEXT_LENGTH
from ground.webforms.fields import EMPTY_CHOICE, ApplicableForm, ParagraphsField, TextLineField
from pqrsd.kinds import GROUPED_CHOICES, AnswerChannel, Applicant, Kind, PriorityGround
from radicados.letter_parts import in_a_sentence

# What the columns cannot keep.
_IMPOSSIBLE = frozenset({"max_length", "null_characters_not_allowed"})
_MISSING = "required"


class InsistibleForm(ApplicableForm):
    """A form that tells what is missing or wrong, and takes it as it was typed when the person insists.

    `cannot_insist` are the fields without which there is no petition.
    """

    cannot_insist: frozenset[str] = frozenset()

    def missing(self, wording: str) -> ValidationError:
        """The error of an answer that other answers make necessary."""
        return ValidationError(wording, code=_MISSING)

    @property
    def can_insist(self) -> bool:
        return all(
            name not in self.cannot_insist and error.code not in _IMPOSSIBLE
            for name, errors in self.errors.as_data().items()
            for error in errors
        )

    def lacking(self) -> Iterator[str]:
        """What is missing or wrong, in words for the file of the case."""
        for name, errors in self.errors.as_data().items():
            label = str(self.fields[name].label).strip("¿?")
            if not label[:2].isupper():
                label = in_a_sentence(label)
            is_missing = any(error.code == _MISSING for error in errors)
            yield label if is_missing else f"{label} (no es válido como se escribió)"

    def as_typed(self) -> dict:
        """Every answer: the valid ones as they are kept, the others as they were typed."""
        typed = {}
        for name, field in self.fields.items():
            if name in self.cleaned_data:
                typed[name] = self.cleaned_data[name]
            elif isinstance(field, forms.CharField):
                typed[name] = field.to_python(self[name].value())
            else:
                typed[name] = None if isinstance(field, forms.ModelChoiceField) else field.to_python("")
        return typed


REASON_LENGTH = 2000


def _prose(**options) -> ParagraphsField:
    """Without the browser's own limit, which would cut what is pasted and tell nobody."""
    limit = options["max_length"]
    rows = options.pop("rows", 4)
    too_long = f"El texto es demasiado largo: admite hasta {limit} caracteres. Lo demás puede ir como anexo."
    options["error_messages"] = {"max_length": too_long} | options.get("error_messages", {})
    field = ParagraphsField(widget=forms.Textarea(attrs={"rows": rows, "data-limit": limit}), **options)
    field.widget.attrs.pop("maxlength", None)
    return field


class KindForm(InsistibleForm):
    """*Tipo de solicitud*."""

    prefix = "kind"
    cannot_insist = frozenset({"kind"})

    kind = forms.ChoiceField(
        label="Clase de petición",
        choices=[EMPTY_CHOICE, *GROUPED_CHOICES],
        help_text="Si duda, elija la que más se parezca: si es de otra clase, la corregimos nosotros.",
        error_messages={
            "required": "Elija la clase de petición.",
            "invalid_choice": "Elija la clase de petición, de la lista.",
        },
    )

    @property
    def chosen(self) -> Kind | None:
        value = self["kind"].value()
        return Kind(value) if value in Kind.values else None


class ApplicantForm(InsistibleForm):
    """*Tipo de solicitante*."""

    prefix = "applicant"
    cannot_insist = frozenset({"applicant"})

    applicant = forms.ChoiceField(
        label="¿Cómo la presenta?",
        choices=Applicant.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Elija cómo la presenta.",
            "invalid_choice": "Elija cómo la presenta, de la lista.",
        },
    )

    @property
    def chosen(self) -> Applicant | None:
        value = self["applicant"].value()
        return Applicant(value) if value in Applicant.values else None


class WordsForm(InsistibleForm):
    """The object of the petition and its reasons (CPACA, art. 16), in the petitioner's words."""

    prefix = "words"
    cannot_insist = frozenset({"request"})

    subject = TextLineField(
        label="Asunto",
        max_length=SUBJECT_LENGTH,
        help_text="En pocas palabras. Por ejemplo: «Certificado de calibración que no ha llegado».",
        error_messages={
            "required": "Escriba el asunto.",
            "max_length": f"El asunto admite hasta {SUBJECT_LENGTH} caracteres: acórtelo.",
        },
    )
    request = _prose(
        label="¿Qué solicita?",
        max_length=TEXT_LENGTH,
        rows=8,
        help_text="Cuéntelo con sus palabras: qué pasó, cuándo y qué espera del Instituto.",
        error_messages={"required": "Escriba qué solicita: sin eso no hay qué responder."},
    )
    grounds = _prose(
        label="Razones en que se apoya",
        max_length=TEXT_LENGTH,
        required=False,
        help_text="Si las hay. No necesita citar leyes.",
    )


class PriorityForm(InsistibleForm):
    """*Atención prioritaria* (CPACA, arts. 5.6 and 20)."""

    prefix = "priority"

    priority_ground = forms.ChoiceField(
        label="Motivo de la prioridad",
        choices=[EMPTY_CHOICE, *PriorityGround.choices],
        required=False,
        error_messages={"invalid_choice": "Elija el motivo de la prioridad, de la lista."},
    )
    priority_reason = _prose(
        label="Explique por qué",
        max_length=REASON_LENGTH,
        required=False,
        help_text="Si tiene una prueba, así sea sencilla, agréguela a los anexos.",
    )

    def clean(self) -> None:
        super().clean()
        answers = self.cleaned_data
        if answers.get("priority_ground") and answers.get("priority_reason") == "":
            self.add_error("priority_reason", self.missing("Explique por qué pide atención prioritaria."))
        if answers.get("priority_ground") == "" and answers.get("priority_reason"):
            self.add_error("priority_ground", self.missing("Elija el motivo de la prioridad."))


class AnswerChannelForm(InsistibleForm):
    """*Medio de respuesta*. Electronic notice is accepted apart (CPACA, art. 56)."""

    prefix = "answer"

    answer_channel = forms.ChoiceField(
        label="¿Cómo quiere que le respondamos?",
        choices=AnswerChannel.choices,
        initial=AnswerChannel.EMAIL,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Elija cómo quiere que le respondamos.",
            "invalid_choice": "Elija cómo quiere que le respondamos, de la lista.",
        },
    )
    accepts_electronic_notice = forms.BooleanField(
        label="Acepto que me notifiquen por correo electrónico los actos administrativos del caso.",
        required=False,
        help_text="Es voluntario (Ley 1437 de 2011, artículo 56): la respuesta le llega igual si no lo "
        "acepta, y puede cambiar de opinión cuando quiera.",
    )

    @property
    def channel(self) -> str:
        return self["answer_channel"].value() or ""

    @property
    def answers(self) -> dict:
        """As a `Pqrsd` names them; whoever chose nothing finds the answer in the portal."""
        typed = self.as_typed()
        channel = typed["answer_channel"] or AnswerChannel.PORTAL
        accepts = typed["accepts_electronic_notice"] and channel == AnswerChannel.EMAIL
        return {"answer_channel": channel, "accepts_electronic_notice": accepts}
