"""The cotizador: what a choice of services costs, kept in the page's own address."""

import re
from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ground.doors.reading import reading_page
from ground.languages import is_english
from ground.words import normalise
from tariffs.axis import placed
from tariffs.customers import known_customer
from tariffs.english import Names, names_of_page
from tariffs.forms import (
    LONGEST_RANGE,
    LONGEST_SEARCH,
    NOT_A_RANGE,
    CustomerForm,
    QuoteSearchForm,
    line_forms,
    price_of,
    summary,
)
from tariffs.models import Edition
from tariffs.pricing.payment import currency_for
from tariffs.pricing.quote import Customer
from tariffs.quote_address import EDITION_KEY, LINE_KEY, Asked, read
from tariffs.quote_price import Answer, answer, day_of, edition_name, named_edition
from tariffs.ranges import asked_for
from tariffs.spoken import spoken

MOST_FOUND = 8
THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
SEARCH_KEY, VALUE_KEY = "q", "valor"


@reading_page()
def quote(request):
    """The page of what the address asks for; any other way to ask for the same leads to its one address."""
    today = timezone.localdate()
    ruling = Edition.objects.in_force(today)
    typed = [(key, text) for key, texts in request.GET.lists() for text in texts]
    if is_english():  # one address for a quote, whatever separated its thousands
        typed = [
            (key, text.replace(",", "") if LINE_KEY.fullmatch(key) and THOUSANDS.fullmatch(text) else text)
            for key, text in typed
        ]
    asked = read(typed)
    if EDITION_KEY not in request.GET:  # a first visit
        customer = asked.customer if asked.customer != Customer() else known_customer(request.user)
        asked = replace(asked, edition=edition_name(ruling) if ruling else "", customer=customer)
    sought = {
        key: " ".join(request.GET.get(key, "").replace("\x00", " ").split())[:longest].strip()
        for key, longest in {SEARCH_KEY: LONGEST_SEARCH, VALUE_KEY: LONGEST_RANGE}.items()
    }
    pairs = asked.pairs
    # Where the page's form has them: after the edition.
    pairs[1:1] = [pair for pair in sought.items() if pair[1]]
    if typed and typed != pairs:
        return redirect(f"{request.path}?{urlencode(pairs)}")
    # The edition named; the one in force, when none is or there is no such.
    is_ruling = ruling and asked.edition == edition_name(ruling)
    edition = ruling if is_ruling else named_edition(asked.edition) or ruling
    if edition is None:
        return render(request, "tariffs/no_quote.html")
    names = names_of_page()
    answered = answer(asked, edition, today if edition == ruling else day_of(edition, today), names)
    lines = line_forms(asked, answered, names, currency_for(asked.customer))
    errors = summary(answered.reasons, lines)
    if asked.edition not in {"", edition_name(edition)}:
        told = _(
            "La dirección nombra una tarifa que no está publicada, «{name}». Pulse «Calcular» para cotizar con la "
            "{resolution}."
        ).format(name=asked.edition, resolution=edition.resolution)
        errors.insert(0, ("lines", told))
    has_errors = bool(errors)
    context = {
        "names": names,
        "asked": asked,
        "answer": answered,
        "edition": edition,
        "edition_key": edition_name(edition),
        "quote": None if has_errors else answered.quote,
        "lines": lines,
        "customer_form": CustomerForm(asked.customer),
        "has_errors": has_errors,
        "errors": errors,
        "link": f"{settings.PORTAL_BASE_URL}{request.path}?{asked.query}",
        **_search(asked, edition, names, sought[SEARCH_KEY], sought[VALUE_KEY]),
        **_today(asked, answered, names, ruling),
    }
    return render(request, "tariffs/quote.html", context, status=422 if has_errors else 200)


def _search(asked: Asked, edition: Edition, names: Names, words: str, value: str) -> dict:
    """What the words find; of an instrument's value, only what measures the same, first what serves it."""
    range_ = asked_for(value)
    found = []
    if words or range_:
        most = None if range_ else MOST_FOUND + 1
        found = list(edition.rates.matching(words, names.english)[:most]) or list(edition.rates.meaning(words)[:most])
    if range_:
        found = [rate for rate in found if rate.range and rate.range.quantity == range_.quantity]
    serving = {rate.code for rate in found if range_ and rate.range and rate.range.covers(range_)}
    found.sort(key=lambda rate: rate.code not in serving)
    currency, chosen = currency_for(asked.customer), {line.code for line in asked.lines}
    places = placed([rate.range for rate in found[:MOST_FOUND]], range_)
    count = len(found)
    if count > MOST_FOUND:
        told = _("Hay más de {count}; estos son los primeros. Escriba otra palabra para ver menos.")
        count_said = told.format(count=MOST_FOUND)
    elif found:
        count_said = ngettext("{count} tasa encontrada.", "{count} tasas encontradas.", count).format(count=count)
    elif range_:
        told = _("Ninguna tasa dice su alcance en {unit} con esas palabras. Pruebe con otras.")
        count_said = told.format(unit=range_.unit)
    elif not normalise(words):
        told = _("En «{words}» no hay letras ni números: escriba una palabra para buscar.")
        count_said = told.format(words=words)
    else:
        count_said = _("Nada en la tarifa tiene esas palabras. Pruebe con menos, o con otras.")
    return {
        "words": words,
        "value": value,
        "is_searching": bool(words or range_),
        "value_error": NOT_A_RANGE if value and range_ is None else "",
        "search_form": QuoteSearchForm(initial={SEARCH_KEY: words}),
        "found": [
            {
                "rate": rate,
                "price": price_of(rate, currency),
                "is_chosen": rate.code in chosen,
                "added": 1 if rate.code in chosen else rate.minimum_quantity or 1,
                "serves": range_ if rate.code in serving else None,
                "placed": place,
            }
            for rate, place in zip(found[:MOST_FOUND], places, strict=True)
        ],
        "found_said": count_said,
        "search_limit": LONGEST_SEARCH,
        "value_limit": LONGEST_RANGE,
    }


def _today(asked: Asked, answered: Answer, names: Names, ruling: Edition | None) -> dict:
    """With an edition that does not rule today: the same by the one that does, and how the price changed."""
    today = timezone.localdate()
    context = {"ruling": ruling, "is_to_come": answered.edition.begins_on > today, "newer": None}
    if ruling is None or ruling == answered.edition:
        return context
    by_todays = replace(asked, edition=edition_name(ruling))
    newer, difference = answer(by_todays, ruling, today, names), ""
    if answered.quote and newer.quote:
        change, currency = newer.quote.total - answered.quote.total, newer.quote.currency
        if change > 0:
            told = _("Con ella, lo mismo vale {total}: {amount} más.")
        elif change < 0:
            told = _("Con ella, lo mismo vale {total}: {amount} menos.")
        else:
            told = _("Con ella, lo mismo vale igual: {total}.")
        total, amount = currency.written(newer.quote.total), currency.written(abs(change))
        difference = told.format(total=spoken(total), amount=spoken(amount))
    link = f"{reverse('tariffs:quote')}?{by_todays.query}"
    return context | {"newer": newer, "newer_link": link, "difference": difference}
