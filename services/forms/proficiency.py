"""What is asked of whoever takes part in a proficiency test: the round, or one of their own; who measures and how."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ground.languages import as_written
from ground.webforms.fields import ParagraphsField, field_as
from ground.webforms.pages import as_number
from ground.webforms.review import ReviewAnswer
from services.filing import AskedItem, customer_of
from services.forms.request import ItemForm, text
from services.kinds import Service
from services.lines import decimal_of
from services.models import Round
from services.price import AskedLine
from services.rounds import Entry, entry_refusal, left_in_words, taken_in
from services.seats import NoSeatsError

OF_PARTICIPANT, SPECIAL = "EA-024", frozenset({"EA-026", "EA-027"})
FEWEST = 5
ALSO_ONAC = "onac"


class ProficiencyItemForm(ItemForm):
    """A place in a round, or a test that is asked for: bilateral, special, or one that is not announced yet."""

    service = Service.PROFICIENCY_TEST
    noun = _("Participación")
    own = ("name",)
    field_order = ["round", "name", "rate", "quantity", "laboratory", "technician", "method", "delivery", "city"]
    folded = (
        *("accreditation_body", "accreditation", "cmc", "cmc_unit", "cmc_k", "described", "laboratories"),
        "inm_convenes",
    )
    ELSEWHERE = "otra"

    round = forms.ChoiceField(
        label=_("Esquema y ronda"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Elija una ronda con inscripción abierta.")),
    )
    name = text(_("Esquema o ronda"), limit=200, required=True, missing=_("Diga en qué ensayo quiere participar."))
    laboratory = text(
        _("Laboratorio participante"),
        limit=200,
        required=True,
        missing=_("Escriba el nombre del laboratorio que participa."),
    )
    technician = text(_("Responsable técnico"), required=True, missing=_("Escriba el responsable técnico."))
    method = text(
        _("Método de medición"), limit=300, required=True, missing=_("Diga con qué método va a medir.")
    )  # fmt: skip
    delivery = text(
        _("Dirección de envío del ítem"), limit=200, required=True, missing=_("Escriba la dirección con municipio.")
    )
    city = text(
        _("Municipio y departamento"), required=True, missing=_("Escriba la dirección con municipio."),
        hint=_("Fuera de Colombia, la ciudad y el país."),
    )  # fmt: skip
    report_to = forms.ChoiceField(
        label=_("Quién ve su informe"),
        choices=[("", _("Solo yo")), (ALSO_ONAC, _("También el ONAC, y lo autorizo"))],
        required=False,
        widget=forms.RadioSelect,
    )
    accreditation_body = text(_("Organismo que lo acreditó en este alcance"), hint=_("Si está acreditado: ONAC, ENAC…"))
    accreditation = text(_("Código de acreditación en este alcance"), limit=60, hint=_("Si está acreditado."))
    cmc = text(_("CMC"), limit=40, hint=_("Un número, con coma o punto para los decimales."))
    cmc_unit = text(_("Unidad de la CMC"), limit=20)
    cmc_k = text(_("Factor k de la CMC"), limit=10)
    described = text(
        _("El ítem que usted pone"), limit=300, hint=_("En un ensayo bilateral con su ítem (EA-024): qué es.")
    )
    laboratories = ParagraphsField(
        label=_("Los laboratorios que participarían"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("En un ensayo especial (EA-026, EA-027): al menos cinco, uno por renglón."),
    )
    inm_convenes = forms.BooleanField(label=_("Que el INM convoque a los laboratorios"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        rounds = [*Round.objects.open_on(timezone.localdate()), *self._closed_meanwhile()]
        self.rounds = {str(each.pk): each for each in rounds}
        if not self.rounds:
            del self.fields["round"]
            return
        self.fields["quantity"].label = _("Ítems")
        taken = taken_in(self.rounds.values())
        shown = [(key, _offered(each, each.places - taken[each.pk])) for key, each in self.rounds.items()]
        field_as(forms.ChoiceField, self, "round").choices = [*shown, (self.ELSEWHERE, _("Otra, o un ensayo propio"))]

    def _closed_meanwhile(self) -> list[Round]:
        """That of a page that was opened while one could enrol in it."""
        typed = as_number(self.data.get(self.add_prefix("round")))
        past = Round.objects.exclude(pk__in=Round.objects.open_on(timezone.localdate()).values("pk"))
        return list(past.filter(pk=typed, opens_on__isnull=False)) if typed else []

    @property
    def chosen(self) -> Round | None:
        return self.rounds.get(self["round"].value() or "") if self.rounds else None

    @property
    def unasked(self) -> frozenset[str]:
        if self.chosen:
            return frozenset({"name", "rate", "described", "laboratories", "inm_convenes"})
        return frozenset()

    @property
    def entry(self) -> Entry | None:
        """The place that it asks for."""
        laboratory = self.cleaned_data.get("laboratory")
        if self.chosen is None or not laboratory:
            return None
        return Entry(self.chosen, laboratory, customer_of(self.user)["customer_document"] if self.user else "")

    def clean(self) -> None:
        super().clean()
        self._clean_accreditation()
        self._clean_cmc()
        if chosen := self.chosen:
            self._clean_entry(chosen)
        else:
            self._clean_own_test()

    def _clean_accreditation(self) -> None:
        body, code = (self.cleaned_data.get(name) for name in ("accreditation_body", "accreditation"))
        if body and not code:
            self.add_error("accreditation", _("Escriba el código de acreditación como aparece en su certificado."))
        if code and not body:
            self.add_error("accreditation_body", _("Escriba el organismo que acreditó al laboratorio."))

    def _clean_cmc(self) -> None:
        told = [self.cleaned_data.get(name) for name in ("cmc", "cmc_unit", "cmc_k")]
        if not any(told):
            return
        value, unit, k = told
        wrong = _("Escriba la CMC como número positivo con su unidad.")
        if not _is_positive(value):
            self.add_error("cmc", wrong)
        if not unit:
            self.add_error("cmc_unit", wrong)
        if not _is_positive(k):
            self.add_error("cmc_k", _("Escriba el factor k como un número positivo, por ejemplo 2."))

    def _clean_entry(self, chosen: Round) -> None:
        self.cleaned_data["name"] = chosen.title
        if chosen.code not in self.rates:
            sentence = _("La tarifa vigente no tiene {code}: escríbanos.")
            raise ValidationError({"round": str(sentence).format(code=chosen.code)})
        if not 1 <= (self.cleaned_data.get("quantity") or 1) <= chosen.items:
            admitted = ngettext("Esta ronda admite %(n)s ítem.", "Esta ronda admite de 1 a %(n)s ítems.", chosen.items)
            self.add_error("quantity", admitted % {"n": chosen.items})
        if self.entry and (reason := entry_refusal(self.entry)):
            self.add_error("round", reason)

    def _clean_own_test(self) -> None:
        answers = self.cleaned_data
        if answers.get("rate") == OF_PARTICIPANT and not answers.get("described"):
            self.add_error("described", _("Diga qué ítem pone usted."))
        listed = [each for each in (answers.get("laboratories") or "").splitlines() if each.strip()]
        if answers.get("rate") in SPECIAL and len(listed) < FEWEST and not answers.get("inm_convenes"):
            self.add_error("laboratories", _("Liste al menos cinco laboratorios, o pida que el INM convoque."))

    def fit(self, others: Sequence[ItemForm], *, is_on_site: bool) -> None:
        before = (each.entry for each in others[: others.index(self)] if isinstance(each, ProficiencyItemForm))
        mine = self.entry
        if mine and any(each and (each.round, each.key) == (mine.round, mine.key) for each in before):
            self.add_error("round", _("Su laboratorio ya está inscrito en esta ronda."))

    @property
    def has_own_place(self) -> bool:
        """The item goes to the laboratory that measures it, whose address is asked here."""
        return self.chosen is not None

    @property
    def consequences(self) -> tuple[ReviewAnswer, ...]:
        if not self.chosen or self.errors:
            return ()
        return (ReviewAnswer(gettext("Cupo"), gettext("Uno, desde que se radica")),)

    def refuse(self, why: NoSeatsError) -> None:
        self.add_error("round", str(why))

    def lines(self, *, is_on_site: bool) -> tuple[AskedLine, ...]:
        if chosen := self.chosen:
            return (AskedLine(chosen.code, self.cleaned_data.get("quantity") or 1, in_round=True),)
        return super().lines(is_on_site=is_on_site)

    def asked(self, place: dict[str, Any]) -> AskedItem:
        """The place is a row of its own."""
        entry = self.entry
        self.cleaned_data.pop("round", None)
        return replace(super().asked({"is_on_site": False} if entry else place), entry=entry)


def _offered(each: Round, left: int) -> SafeString:
    return format_html("{}: {}", as_written(each.title), left_in_words(left))


def _is_positive(typed: str | None) -> bool:
    number = decimal_of(typed)
    return number is not None and number > 0
