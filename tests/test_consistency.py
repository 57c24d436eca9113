"""What must stay true of the whole house."""

import ast
import re
from collections import defaultdict
from itertools import product
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from ground.mails.events import every_event
from ground.webforms.templatetags import ui
from ground.work.leases import LeasedWork
from inm_portal.celery import app
from pqrsd.views.petitioner import FOLLOWING as PETITIONS
from services.views.customer import FOLLOWING as SERVICES

TEMPLATES = settings.BASE_DIR / "templates"
ROOMS = [
    "accounts", "communications", "expedientes", "ground", "habeas_data", "inm_portal", "legal_calendar", "pqrsd",
    "radicados", "requests_oec", "tariffs",
]  # fmt: skip
# Found by Django, crispy-forms or the admin by their own names.
FOUND_BY_NAME = re.compile(r"inm/|django/|admin/|\d{3}\.html$")


def sources(*patterns: str) -> str:
    own = (path for pattern in patterns for path in settings.BASE_DIR.glob(pattern))
    return "\n".join(path.read_text() for path in own if not {".venv", "var", "tests"} & set(path.parts))


def test_every_template_is_used():
    text = sources("*/**/*.py", "templates/**/*.html", "templates/**/*.txt")
    names = [str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.*")]
    composed = {f"requests_oec/_{section}.html" for section in ("sectors", "staff", "items")}
    followed = product((PETITIONS, SERVICES), ("lookup", "throttled", "case", "act"))
    composed |= {f"{following.templates}/{page}.html" for following, page in followed}
    composed |= {event.template(part) for event in every_event() for part in ("subject", "body")}
    composed |= {f"ui/{piece}.html" for piece in ui.register.tags if f"{{% {piece} " in text}
    unused = [name for name in names if name not in text and not FOUND_BY_NAME.match(name) and name not in composed]
    assert unused == []


# A word or two, and rows that are kept with their request.
SHORT_FORMS = {
    "expedientes/desk/many.html", "expedientes/following/lookup.html", "habeas_data/download.html",
    "requests_oec/_row_form.html", "services/instruments.html",
}  # fmt: skip
OF_CASES = ("expedientes", "habeas_data", "pqrsd", "requests_oec", "services")


def test_no_page_of_a_case_loses_what_is_typed():
    """Saved in the account as one types, or kept in the tab (docs/decisiones.md, 27)."""
    forms = re.compile(r"{% crispy form|{% include \"inm/field.html\"")
    losing = set()
    for path in (path for room in OF_CASES for path in TEMPLATES.glob(f"{room}/**/*.html")):
        text = path.read_text()
        if 'method="post"' in text and forms.search(text) and not re.search(r"data-kept=|{% autosave ", text):
            losing.add(str(path.relative_to(TEMPLATES)))
    assert losing == SHORT_FORMS


def test_components_are_shown_all():
    """But for `fault`, which is the whole of its page and has its heading."""
    shown = (TEMPLATES / "components.html").read_text()
    assert [piece for piece in ui.register.tags if f"{{% {piece} " not in shown and f"{{% {piece} %" not in shown] == [
        "fault"
    ]


def test_a_class_of_one_name_is_one_thing():
    """What each app has of its own is told apart by the app's: kinds, outcomes, steps, and Django's commands."""
    own = {"Kind", "Outcome", "Step", "Command"}
    places = defaultdict(list)
    for room in ROOMS:
        for path in (settings.BASE_DIR / room).rglob("*.py"):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.ClassDef) and node.name not in own:
                    places[node.name].append(str(path.relative_to(settings.BASE_DIR)))
    assert {name: paths for name, paths in places.items() if len(paths) > 1 and "/migrations/" not in paths[0]} == {}


def test_what_is_rung_for_or_scheduled_by_its_name_are_the_tasks_that_there_are():
    app.loader.import_default_modules()
    tasks = {name for name in app.tasks if not name.startswith("celery.")}
    work = [model for model in apps.get_models() if issubclass(model, LeasedWork)]
    assert {model.task for model in work} | set(app.conf.beat_schedule) <= tasks
    assert set(re.findall(r"\"((?:\w+\.)+tasks\.\w+)\"", sources("*/**/*.py"))) == tasks


def test_every_environment_variable_is_documented():
    told = (settings.BASE_DIR / "docs/ajustes.md").read_text()
    read = set(re.findall(r"env\.\w+\(\s*\"([A-Z0-9_]+)\"", (settings.BASE_DIR / "inm_portal/settings.py").read_text()))
    assert len(read) > 30
    assert {name for name in read if f"`{name}`" not in told} == set()


def test_only_settings_reads_the_environment():
    readers = {
        str(path.relative_to(settings.BASE_DIR))
        for app in set(ROOMS) - {"inm_portal"}
        for path in (settings.BASE_DIR / app).rglob("*.py")
        if re.search(r"os\.(environ|getenv)", path.read_text())
    }
    assert readers == set()


@pytest.mark.parametrize("app", ROOMS)
def test_no_import_hides_inside_a_function(app):
    hidden = [
        f"{path.name}:{node.lineno}"
        for path in Path(settings.BASE_DIR / app).rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_no_sentence_ends_in_two_points():
    """An instant ends in «p. m.», which is the end of its sentence, too."""
    found = [path.name for path in TEMPLATES.rglob("*.html") if re.search(r"\|(instant|hour) }}\.", path.read_text())]
    assert found == []
