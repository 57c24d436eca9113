"""The pages of the help; all of them are open to everybody and ask nothing of the database."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inm_portal.help.content import glossary, questions, topics


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    context = {"groups": _grouped(topics().values()), "question_count": len(questions()), "term_count": len(glossary())}
    return render(request, "help/index.html", context)


@login_not_required
@require_safe
def topic(request: HttpRequest, name: str) -> HttpResponse:
    shown = topics().get(name)
    if shown is None:
        raise Http404
    return render(request, "help/topic.html", {"topic": shown, "others": [topics()[other] for other in shown.see]})


@login_not_required
@require_safe
def frequent_questions(request: HttpRequest) -> HttpResponse:
    return render(request, "help/questions.html", {"groups": _grouped(questions())})


@login_not_required
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    return render(request, "help/glossary.html", {"terms": glossary().values()})


def _grouped(values) -> list[tuple[str, list]]:
    """Those of each group together, as they come."""
    return [(title, list(group)) for title, group in groupby(values, key=lambda value: value.group)]
