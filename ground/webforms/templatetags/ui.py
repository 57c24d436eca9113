"""The pieces that pages are made of, one tag each, drawn by templates/ui/; /componentes/ shows them all.

A tag takes what it names, and the attributes that its template knows (`class` for more classes, `id` …); anything
else is an error. None of them draws anything by style or script: the security policy holds.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from ground.languages import as_stored, as_written
from ground.reference import current_reference
from ground.webforms.index import IndexPart
from ground.webforms.models import KeepsTyped
from ground.webforms.review import Review
from ground.words import normalise

register = template.Library()
register.filter(as_written)
register.filter(as_stored)


@register.filter
def wordless(typed: str) -> bool:
    """Whether something was typed, and there is nothing in it that a search could look for."""
    return bool(typed.strip()) and not normalise(typed)


@register.simple_block_tag
def section(content: str, title: str, name: str, **attributes: Any) -> SafeString:
    """A part of a page under its heading, which bears the id `<name>-title`; a long mark hangs it from the datum.
    `lang` is that of what it quotes in another language than the page's."""
    return _drawn("section", attributes, ("class", "id", "tabindex", "lang"), content=content, title=title, name=name)


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """What is to be read or checked: labels at the left, values at the right; each is a `fact`."""
    return _drawn("facts", {}, (), content=content)


@register.simple_block_tag
def fact(content: str, label: str) -> SafeString:
    return _drawn("fact", {}, (), content=content, label=label)


@register.simple_block_tag
def say(content: str, kind: str, **attributes: Any) -> SafeString:
    """Something to know before acting (`info`, `warning`, `danger`) or that was done (`success`)."""
    _known("say", kind, "info", "warning", "danger", "success")
    return _drawn("say", attributes, ("class", "id", "role", "label"), content=content, kind=kind)


@register.simple_block_tag
def fault(content: str, title: str, happened: str) -> SafeString:
    """What kept the portal from answering, in one sentence; inside, what was kept and the way on that is nearest.

    Below them come the ways that are always there, and the reference of the request, which the log bears too.
    """
    return _drawn("fault", {}, (), content=content, title=title, happened=happened, reference=current_reference())


@register.simple_block_tag
def task(content: str, title: str, url: str, **attributes: Any) -> SafeString:
    """A door: what one does there, its sign (`pic`), its `measure` with what that counts (`of`), and a `verb` that
    is read before its title where the eye needs none."""
    return _drawn("task", attributes, ("pic", "measure", "of", "verb"), content=content, title=title, url=url)


@register.simple_block_tag
def line(content: str) -> SafeString:
    """What happened, where it stands and what comes, one `step` each: the datum goes on as a broken line. When
    nothing is to come, the index stands at the last one."""
    return _drawn("line", {}, (), content=content)


@register.simple_block_tag
def step(content: str, kind: str, title: object, **attributes: Any) -> SafeString:
    """A step that is `done`, the one that is `now`, one that may come (`ahead`), or the one that the term is for
    (`limit`). `at` is its instant, `by` the last day for it."""
    return _drawn("step", attributes, ("at", "by"), content=content, kind=kind, title=title)


@register.simple_block_tag
def fold(content: str, title: str, what: str, **attributes: Any) -> SafeString:
    """What is optional stays folded under what it holds and why it is asked, until it is `open`: with an answer
    or an error in it."""
    return _drawn("fold", attributes, ("id", "open"), content=content, title=title, what=what)


@register.simple_tag
def index(parts: Sequence[IndexPart]) -> SafeString:
    """The sections of a long form, with a mark for each question that has to be answered; left of the datum
    where there is room, folded elsewhere."""
    return _drawn("index", {}, (), parts=parts)


@register.simple_block_tag
def table(content: str, label: str) -> SafeString:
    """What is wider than a phone scrolls by itself, by keyboard too."""
    return _drawn("table", {}, (), content=content, label=label)


@register.simple_tag
def state(kind: str, words: object) -> SafeString:
    """A state by shape, word and colour: `issued`, `pending`, `failed`, `annulled`, or `plain`, which is none of
    these."""
    _known("state", kind, "issued", "pending", "failed", "annulled", "plain")
    return _drawn("state", {}, (), kind=kind, words=words)


@register.simple_tag
def code(value: object, **attributes: Any) -> SafeString:
    """A number or code that somebody copies, dictates or compares, with its button where there is script; `what`
    names it there. `class` and `id` are those of the value itself."""
    return _drawn("code", attributes, ("class", "id", "what"), value=value)


@register.simple_tag
def share(path: str, what: str) -> SafeString:
    """Hands on the address of a page that is made for it, where there is script. Never the page of a case, nor
    an address with the code of one in it."""
    return _drawn("share", {}, (), path=path, what=what)


@register.simple_tag
def reading(value: object, unit: str, of: str, **attributes: Any) -> SafeString:
    """A quantity that people came for, with its unit and what it measures."""
    return _drawn("reading", attributes, ("class",), value=value, unit=unit, of=of)


@register.simple_tag
def pic(name: str) -> SafeString:
    """A sign of img/pictogramas.svg; its word always stands beside it."""
    return _drawn("pic", {}, (), name=name)


@register.simple_tag
def vernier(meets: bool) -> SafeString:
    """Whether what one has meets what is on record; its sentence stands beside it."""
    return _drawn("vernier", {}, (), meets=meets)


@register.simple_tag
def day_scale(trace: Iterable[Any]) -> SafeString:
    """A legal term, one mark a day, long for a day that counts: `trace` is its days in order, each with its `date`
    and its `number` in the count, None for a day that does not count. Its sentence is said before it."""
    return _drawn("day_scale", {}, (), trace=trace)


@register.simple_tag
def ticks(count: int, total: int) -> SafeString:
    """So many of so many things, one mark each; above sixty a number says more."""
    return _drawn("ticks", {}, (), marks=[(4 * place + 1, place < count) for place in range(total)], width=4 * total)


@register.simple_tag
def axis(axis: Any, name: str) -> SafeString:
    """The scale above ranges that stand on one axis: its `marks`, each where it is in per cent and what is written
    there; the ranges below refer to its lines by `name`, which is the only one of the page."""
    return _drawn("axis", {}, (), marks=axis.marks, name=name)


@register.simple_tag
def span(bar: Any, name: str) -> SafeString:
    """A range on the axis of that name: `left` and `right` in per cent, whether it `begins` and `ends` there or goes
    on, where what somebody `asked` for lies, and whether it `fits`; its sentence stands beside it."""
    return _drawn("span", {}, (), bar=bar, name=name)


@register.simple_tag
def autosave(url: str) -> SafeString:
    """Saves what is typed in the form around it as it is typed: `url` is posted the form, and hears in
    `HX-Trigger-Name` which control changed. Without script each button of the page saves."""
    return _drawn("autosave", {}, (), url=url)


@register.simple_tag
def save_state(draft: KeepsTyped | None, **attributes: Any) -> SafeString:
    """Whether what was typed is kept, as the page says it and, with `oob`, as each save says it anew; `told` is what
    there is to say when it is not."""
    return _drawn("save_state", attributes, ("oob", "told"), draft=draft)


@register.simple_tag
def review(answers: Review) -> SafeString:
    """All answers before they are filed, with a way back to each section; it stands in the form that files them."""
    return _drawn("review", {}, (), review=answers)


@register.inclusion_tag("ui/pages.html", takes_context=True)
def pages(context: template.Context, page: Page[Any], name: str = "pagina", what: str = "") -> dict[str, Any]:
    """The ways to the other pages of a list; of several on one page each says its `name` in the address and `what` it
    lists."""

    def url(number: int) -> str:
        query = context["request"].GET.copy()
        query[name] = str(number)
        return f"?{query.urlencode()}"

    ways = {
        "previous": url(page.previous_page_number()) if page.has_previous() else "",
        "next": url(page.next_page_number()) if page.has_next() else "",
    }
    return {"page": page, "what": what, **ways}


def _known(piece: str, kind: str, *kinds: str) -> None:
    if kind not in kinds:
        raise TypeError(f"{{% {piece} %}} is of one of the kinds {', '.join(kinds)}, not «{kind}»")


def _drawn(piece: str, given: dict[str, Any], optional: tuple[str, ...], /, **values: Any) -> SafeString:
    if unknown := set(given) - set(optional):
        raise TypeError(f"{{% {piece} %}} has no {', '.join(sorted(unknown))}")
    return mark_safe(render_to_string(f"ui/{piece}.html", dict.fromkeys(optional, "") | given | values).strip())
