"""The pages of the help; all of them are open to everybody and ask nothing of the database."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ground.doors.reading import reading_page
from ground.words import normalise
from inm_portal.help.content import glossary, questions, topics


@reading_page(seconds=3600)
def index(request: HttpRequest) -> HttpResponse:
    context = {"groups": _grouped(topics().values()), "question_count": len(questions()), "term_count": len(glossary())}
    return render(request, "help/index.html", context)


@reading_page(seconds=3600)
def topic(request: HttpRequest, name: str) -> HttpResponse:
    shown = topics().get(name)
    if shown is None:
        raise Http404
    return render(request, "help/topic.html", {"topic": shown, "others": [topics()[other] for other in shown.see]})


@reading_page(seconds=3600)
def frequent_questions(request: HttpRequest) -> HttpResponse:
    return render(request, "help/questions.html", {"groups": _grouped(questions())})


@reading_page(seconds=3600)
def words(request: HttpRequest) -> HttpResponse:
    terms = glossary().values()
    first_of_letter = {normalise(term.word)[0].upper(): term for term in reversed(terms)}
    context = {"terms": terms, "letters": sorted(first_of_letter.items())}
    return render(request, "help/glossary.html", context)


def _grouped(values) -> list[tuple[str, list]]:
    """Those of each group together, as they come."""
    return [(title, list(group)) for title, group in groupby(values, key=lambda value: value.group)]
