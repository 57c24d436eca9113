"""What is asked of whoever requests a course: the edition, or what they want on other days, and who takes part."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ground.languages import as_written, in_both
from ground.webforms.fields import ParagraphsField, field_as
from ground.webforms.pages import as_number
from ground.webforms.review import ReviewAnswer
from services.filing import AskedItem
from services.forms.participants import participants_in
from services.forms.request import ItemForm, WishedDayField, text
from services.kinds import IfFull, Service
from services.models import CourseEdition
from services.price import AskedLine
from services.seats import Enrolment, NoSeatsError, Room, judge, room_in, seats_in_words

MAY_WAIT = "may_wait"


class TrainingItemForm(ItemForm):
    """Seats of an edition, or a course on site or on other days; of an edition, the seats are its participants."""

    service = Service.TRAINING
    noun = _("Curso")
    own = ("name", "wished_on")
    field_order = ["course", "name", "rate", "quantity", "people", "if_full"]
    folded = ("persons", "wished_on", "has_equipment", "supports", "may_use_supports")
    ELSEWHERE = "otra"

    course = forms.ChoiceField(
        label=_("Curso y edición"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Elija una edición.")),
    )
    name = text(
        _("Curso"), required=True, missing=_("Diga qué curso quiere."), hint=_("Por ejemplo: básico de metrología.")
    )
    people = ParagraphsField(
        label=_("Participantes"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Una persona por renglón, o pegadas de una hoja de cálculo: tipo de documento; número; nombres; "
            "apellidos; correo; cargo, si quiere. Con los títulos de las columnas, en cualquier orden."
        ),
        error_messages={"required": _("Escriba al menos un participante.")},
    )
    if_full = forms.ChoiceField(
        label=_("Si no hay cupo para todos"),
        choices=IfFull.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Si inscribe a más de una persona."),
    )
    may_wait = forms.BooleanField(label=_("Entrar en la lista de espera"), required=False, widget=forms.HiddenInput)
    persons = forms.IntegerField(
        label=_("Personas por día"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Solo para los días de estadía (CAP-029)."),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Escriba cuántas personas asistirán.")),
    )
    wished_on = WishedDayField(label=_("Fecha deseada"))
    has_equipment = forms.BooleanField(
        label=_("En mis instalaciones hay los equipos que el curso exige"),
        required=False,
        help_text=_("Nota 7 de la resolución."),
    )
    supports = text(
        _("Apoyos de accesibilidad que necesita"), limit=300, hint=_("Quién, y qué necesita. Es un dato sensible.")
    )
    may_use_supports = forms.BooleanField(
        label=in_both(_("Autorizo que el INM use ese dato para dar esos apoyos")),
        required=False,
        help_text=_("Nadie está obligado a autorizarlo (Ley 1581 de 2012, artículo 6)."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        editions = CourseEdition.objects.open_on(timezone.localdate()).prefetch_related("sessions")
        self.editions = {str(edition.pk): edition for edition in [*editions, *self._closed_meanwhile()]}
        if not self.editions:
            del self.fields["course"]
            return
        room = room_in(self.editions.values())
        shown = [(key, _in_words(each, room[each.pk])) for key, each in self.editions.items()]
        field = field_as(forms.ChoiceField, self, "course")
        field.choices = [*shown, (self.ELSEWHERE, _("En mis instalaciones, o en otra fecha"))]

    def _closed_meanwhile(self) -> list[CourseEdition]:
        """That of a page that was opened while one could enrol in it."""
        typed = as_number(self.data.get(self.add_prefix("course")))
        past = CourseEdition.objects.exclude(pk__in=CourseEdition.objects.open_on(timezone.localdate()).values("pk"))
        return list(past.filter(pk=typed, opens_on__isnull=False).prefetch_related("sessions")) if typed else []

    @property
    def chosen(self) -> CourseEdition | None:
        return self.editions.get(self["course"].value() or "") if self.editions else None

    @property
    def offers_waiting(self) -> bool:
        """Whether the list is what is left to who asks."""
        return any(error.code == MAY_WAIT for error in self.errors.as_data().get("course", ()))

    @property
    def unasked(self) -> frozenset[str]:
        if self.chosen:
            return frozenset({"name", "rate", "quantity", "persons", "wished_on", "has_equipment"})
        return frozenset({"if_full", "may_wait"})

    def clean_people(self) -> str:
        typed: str = self.cleaned_data["people"]
        self._people = participants_in(typed)
        return typed

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("supports") and not self.cleaned_data.get("may_use_supports"):
            self.add_error("may_use_supports", _("Autorice el uso de ese dato, o borre los apoyos."))
        people = getattr(self, "_people", ())
        if edition := self.chosen:
            self._clean_enrolment(edition, people)
            return
        answers = self.cleaned_data
        if answers.get("rate") and not self["quantity"].value():
            answers["quantity"] = max(len(people), 1)
        elif people and answers.get("rate") and answers.get("quantity") and answers["quantity"] < len(people):
            wrong = gettext("Inscribió {people} participantes y pidió {seats} cupos.")
            self.add_error("quantity", wrong.format(people=len(people), seats=answers["quantity"]))

    def _clean_enrolment(self, edition: CourseEdition, people: Sequence[dict[str, str]]) -> None:
        if len(people) > 1 and not self.cleaned_data.get("if_full"):
            self.add_error("if_full", _("Diga qué hacemos si no hay cupo para todos."))
        elif people:
            self.cleaned_data["name"] = edition.name
            if edition.code not in self.rates:
                wrong = gettext("La tarifa vigente no tiene {code}: escríbanos.")
                raise ValidationError({"course": wrong.format(code=edition.code)})
            try:
                self.taken = judge(self.enrolment(edition), people)
            except NoSeatsError as why:
                self.refuse(why)

    def fit(self, others: Sequence[ItemForm], *, is_on_site: bool) -> None:
        before = others[: others.index(self)]
        if self.chosen and any(isinstance(each, TrainingItemForm) and each.chosen == self.chosen for each in before):
            self.add_error("course", _("Esa edición ya está en esta solicitud: agregue allá los participantes."))
        if is_on_site and not self.chosen and not self.cleaned_data["has_equipment"]:
            self.add_error("has_equipment", _("Confirme que dispone de los equipos que el curso exige (nota 7)."))

    @property
    def has_own_place(self) -> bool:
        return self.chosen is not None

    @property
    def consequences(self) -> tuple[ReviewAnswer, ...]:
        """Who has a seat, and who waits."""
        if not self.chosen or self.errors:
            return ()
        waiting = len(self._people) - self.taken
        told = [
            gettext("{count} con cupo").format(count=self.taken) if self.taken else "",
            gettext("{count} en lista de espera").format(count=waiting) if waiting else "",
        ]
        return (ReviewAnswer(_("Cupos"), "; ".join(filter(None, told))),)

    def refuse(self, why: NoSeatsError) -> None:
        """Say why nobody is enrolled, and offer the list where it is what is left."""
        self.add_error("course", ValidationError(str(why), code=MAY_WAIT if why.may_wait else ""))

    def enrolment(self, edition: CourseEdition) -> Enrolment:
        answers = self.cleaned_data
        is_whole, may_wait = answers.get("if_full") == IfFull.ALL, bool(answers.get("may_wait"))
        return Enrolment(edition, is_whole=is_whole, may_wait=may_wait)

    def lines(self, *, is_on_site: bool) -> tuple[AskedLine, ...]:
        """Of an edition, what its seats cost, those that are waited for not."""
        if edition := self.chosen:
            return (AskedLine(edition.code, self.taken),) if self.taken else ()
        return super().lines(is_on_site=is_on_site)

    def asked(self, place: dict[str, Any]) -> AskedItem:
        """The people are rows of their own; an edition is where it is."""
        edition = self.chosen
        enrolment = self.enrolment(edition) if edition else None
        for name in ("people", "may_wait", "course"):
            self.cleaned_data.pop(name, None)
        item = super().asked({"is_on_site": False} if edition else place)
        return replace(item, participants=self._people, enrolment=enrolment)


def _in_words(edition: CourseEdition, room: Room) -> str:
    """«Instrumentos de pesaje (del 3 al 5 de marzo de 2027): quedan 3 cupos»."""
    return format_html("{} ({}): {}", as_written(edition.name), edition.when, seats_in_words(room.left))
