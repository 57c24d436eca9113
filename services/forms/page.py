"""The whole page of a request: one `<form>`, a Django form for each part of it and for each item."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ground.documents.models import Document
from ground.webforms.fields import PortalForm
from ground.webforms.page_forms import PageForms, typed
from ground.webforms.review import Review, ReviewAnswer, ReviewPart, answers, files, review
from radicados.drawn import undrawn
from services.filing import NotEnrolledError, Submission
from services.forms.calibration import CalibrationItemForm
from services.forms.materials import DeliveryForm, MaterialItemForm
from services.forms.proficiency import ProficiencyItemForm
from services.forms.request import (
    AssistanceItemForm,
    ContactForm,
    CustomerForm,
    ItemForm,
    PlaceForm,
    WordsForm,
)
from services.forms.table import PastedRow, TableForm
from services.forms.training import TrainingItemForm
from services.kinds import Service
from services.lines import Rates
from services.models import Item
from services.models.lines import serial_key
from services.price import AskedLine, Priced, all_rates, priced
from tariffs.customers import known_customer
from tariffs.english import names_of_page
from tariffs.models import Edition
from tariffs.pricing.quote import CompanySize, Customer

# A page of more has more fields than one may post (DATA_UPLOAD_MAX_NUMBER_FIELDS); a table has the others.
MOST_ITEMS = 25
ITEM_FORMS: dict[Service, type[ItemForm]] = {
    form.service: form
    for form in (CalibrationItemForm, TrainingItemForm, AssistanceItemForm, ProficiencyItemForm, MaterialItemForm)
}
_ITEM = re.compile(r"item([0-9]{1,3})")


class RequestForms(PageForms[PortalForm]):
    """The parts of the page, its `items`, of which there is always one, and those of its table (`pasted`)."""

    order = ("table", "place", "delivery", "contact", "customer", "words")

    def __init__(
        self,
        service: Service,
        user: User,
        posted: Any = None,
        *,
        known: Mapping[str, dict[str, Any]] | None = None,
        judged: bool = False,
    ):
        super().__init__(posted, known=known, judged=judged)
        self.service, self.user = service, user
        self.edition = Edition.objects.in_force(timezone.localdate())
        self.contact: ContactForm = self.part(ContactForm)
        self.customer: CustomerForm = self.part(CustomerForm)
        self.place: PlaceForm = self.part(PlaceForm)
        self.delivery: DeliveryForm = self.part(DeliveryForm, is_asked=service is Service.REFERENCE_MATERIAL)
        self.words: WordsForm = self.part(WordsForm)
        self.table: TableForm = self.part(TableForm, is_asked=service is Service.CALIBRATION)
        self.items = [self._item(number) for number in self._numbers()]
        self.pasted = [(row, self._pasted(row)) for row in self.table.pasted]

    @cached_property
    def rates(self) -> Rates:
        """What the answers are judged by."""
        return all_rates(self.edition) if self.judged and self.edition else {}

    def _numbers(self) -> list[int]:
        """Those of the items that were posted or kept."""
        names = self.known if self.posted is None else self.posted
        found = {int(match[1]) for name in names if (match := _ITEM.match(name))}
        return sorted(found)[:MOST_ITEMS] or [1]

    def _item(self, number: int) -> ItemForm:
        form_class, prefix = ITEM_FORMS[self.service], f"item{number}"
        options: dict[str, Any] = {"prefix": prefix, "edition": self.edition, "rates": self.rates, "user": self.user}
        if self.judged and self.table.pasted:  # then no other has to be there
            options |= {"empty_permitted": True, "use_required_attribute": False}
        if self.posted is None:
            return form_class(initial=self.known.get(prefix), **options)
        if self.judged:
            return form_class(self.posted, **options)
        return form_class(initial=typed(form_class(**options), self.posted), **options)

    def _pasted(self, row: PastedRow) -> ItemForm:
        told = {f"{row.prefix}-{name}": answer for name, answer in row.told.items()}
        return CalibrationItemForm(told, prefix=row.prefix, edition=self.edition, rates=self.rates)

    @property
    def asked_items(self) -> list[ItemForm]:
        """Those that are filed; valid."""
        return [item for item in [*self.items, *(item for _, item in self.pasted)] if item.cleaned_data]

    @property
    def may_add_item(self) -> bool:
        return len(self.items) < MOST_ITEMS

    def add_item(self) -> None:
        last = int(self.items[-1].prefix.removeprefix("item"))  # type: ignore[union-attr]  # each has one
        if self.may_add_item:
            self.items.append(self._item(last + 1))

    def remove_item(self, number: int | None) -> None:
        """Where there are others."""
        left = [item for item in self.items if item.prefix != f"item{number}"]
        self.items = left or self.items

    def __iter__(self) -> Iterator[PortalForm]:
        yield from (item for item in self.items if item.is_bound)
        yield from super().__iter__()

    @property
    def every(self) -> list[PortalForm]:
        return [*super().every, *self.items]

    @property
    def is_valid(self) -> bool:
        # None may be skipped: all errors show at once.
        are_rows_sound = sum(not item.is_valid() for _, item in self.pasted) == 0
        if super().is_valid and are_rows_sound:
            self._fit_together()
        for row, item in self.pasted:
            for sentence in row.sentences(item):
                self.table.add_error("rows", sentence)
        return self.judged and not self.has_errors

    def _fit_together(self) -> None:
        """What no item can tell by itself is told beside it."""
        self._compare_serials()
        for item in self.asked_items:
            item.fit(self.items, is_on_site=self.place.is_on_site)
            item.refuse_lines(is_on_site=self.place.is_on_site)
            if item.cleaned_data.get("certificate_name") and self.facts.earns_article_4:
                sentence = _("Con el descuento del artículo 4 el certificado se expide a nombre de su empresa.")
                item.add_error("certificate_name", sentence)

    def _compare_serials(self) -> None:
        """An instrument is once in a request, and in one open case of its owner."""
        seen: set[str] = set()
        keys = {item.prefix: serial_key(item.cleaned_data.get("serial") or "") for item in self.asked_items}
        company = self.user.profile.company
        owner = Q(request__radicado__company=company) if company else Q(request__user=self.user)
        found = Item.objects.filter(owner, serial_key__in=filter(None, keys.values()), request__closed_at=None)
        cases = {each.serial_key: each.request.radicado for each in found.select_related("request__radicado")}
        for item in self.asked_items:
            key, serial = keys[item.prefix], item.cleaned_data.get("serial")
            if key and key in seen:
                item.add_error("serial", gettext("El serial {serial} ya está en esta solicitud.").format(serial=serial))
            elif key in cases:
                wrong = gettext("El serial {serial} ya está en el caso {case}, que sigue abierto.")
                item.add_error("serial", wrong.format(serial=serial, case=cases[key]))
            seen.add(key)

    def refuse(self, lost: NotEnrolledError) -> None:
        """Say beside its item why it was not filed."""
        self.items[lost.place].refuse(lost.why)

    # --- What it comes to -------------------------------------------------------------------------------
    @property
    def facts(self) -> Customer:
        """What is known of who asks, and what they said here."""
        told = {name: bool(self.customer[name].value()) for name in self.customer.fields if name != "size"}
        size = self.customer["size"].value()
        return replace(known_customer(self.user), size=CompanySize(size) if size in set(CompanySize) else None, **told)

    @property
    def lines(self) -> list[AskedLine]:
        return [line for item in self.asked_items for line in item.lines(is_on_site=self.place.is_on_site)]

    def priced(self) -> Priced | None:
        """What it would cost today, of a page without errors; None when nothing of the tariff was chosen."""
        if not self.judged or self.has_errors or not self.lines:
            return None
        return priced(self.lines, customer=self.facts, on=timezone.localdate(), names=names_of_page())

    def review(self, attached: Iterable[Document], *, form_url: str) -> Review:
        names = files(_("Anexos"), (document.name for document in attached))
        parts = [
            ReviewPart("contact", _("Quién solicita"), tuple(answers(self.contact, self.customer))),
            *(
                ReviewPart(f"{item.prefix}", f"{item.noun} {place}", (*answers(item), *item.consequences))
                for place, item in enumerate(self.items, 1)
                if item in self.asked_items
            ),
            ReviewPart("table", _("Instrumentos pegados"), tuple(self._rows_reviewed())),
            *self._place_reviewed(),
            *self._delivery_reviewed(),
            ReviewPart("words", _("Lo demás"), (*answers(self.words), names)),
        ]
        return review(self.posted, parts, self, form_url=form_url, undrawn=undrawn)

    def _place_reviewed(self) -> Iterator[ReviewPart]:
        """Unless all is where it is announced."""
        if not all(item.has_own_place for item in self.asked_items):
            yield ReviewPart("place", _("Dónde"), tuple(answers(self.place)))

    def _delivery_reviewed(self) -> Iterator[ReviewPart]:
        if self.service is Service.REFERENCE_MATERIAL:
            yield ReviewPart("delivery", _("Entrega"), tuple(answers(self.delivery)))

    def _rows_reviewed(self) -> Iterator[ReviewAnswer]:
        """Each with what follows from it."""
        for row, item in self.pasted:
            told = item.cleaned_data
            lines = ", ".join(map(str, item.lines(is_on_site=self.place.is_on_site)))
            scope = told["range_to"]
            if told["range_from"]:
                scope = gettext("{start} a {end}").format(start=told["range_from"], end=scope)
            serial = told["serial"] or gettext("sin serial")
            parts = (told["name"], told["maker"], told["model"], serial, told["internal_code"])
            shown = (*parts, " ".join(f"{scope} {told['range_unit']}".split()), told["points"], lines)
            yield ReviewAnswer(gettext("Fila {number}").format(number=row.number), " · ".join(filter(None, shown)))

    def submission(self, *, draft_id: UUID) -> Submission:
        """What was judged and is valid, as it is filed."""
        place = self.place.facts
        return Submission(
            submission_id=draft_id,
            draft_id=draft_id,
            service=self.service,
            user=self.user,
            contact=self.contact.cleaned_data,
            customer=self.facts,
            items=tuple(item.asked(place) for item in self.asked_items),
            remarks=self.words.cleaned_data["remarks"],
            details=self.delivery.details if self.service is Service.REFERENCE_MATERIAL else {},
        )


def known_about(user: User) -> dict[str, dict[str, Any]]:
    """What the portal knows of who asks, by the form that begins with it."""
    customer, profile = known_customer(user), user.profile
    told = {name: getattr(customer, name) for name in CustomerForm.base_fields if name != "proves_size"}
    contact = {
        "contact_name": user.get_full_name(),
        "contact_email": user.email,
        "contact_phone": profile.mobile or profile.phone or (profile.company.phone if profile.company else ""),
    }
    return {"contact": contact, "customer": told | {"size": customer.size.value if customer.size else ""}}
