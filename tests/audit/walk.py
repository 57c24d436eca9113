"""The portal walked by its links, as each kind of visitor: one page of every route, opened and judged, and again as it
answers when its form is sent empty; and the pages that show all answers before they are filed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import override
from playwright.sync_api import Browser, Page, Response
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from ground.languages import ENGLISH, PREFIX
from inm_portal.management.commands.load_demo import PASSWORD
from services.views.request import SLUGS
from tests.browser import AXE_TAGS, Chromium
from tests.pqrsd.form_answers import WORDS
from tests.services.test_request_page import COMMON, ITEMS

# Who walks: nobody, and the accounts of the demonstration. A code of the second factor serves once an account.
STAFF = ("pqrsd", "servicios", "masa", "tesoreria", "admin")
VISITORS = ("", "persona", "laboratorio", *STAFF)
FACTOR = "demo-0001"
WIDTHS = ((1366, 768), (360, 740))
# How many pages of a route are opened: of those that say other things in each state, more than one.
PER_ROUTE = Counter(dict.fromkeys(("services:request", "services:case", "services:desk_case"), 6))
# Downloads are no pages, and leaving ends the walk.
NOT_WALKED = ("/salir/", "/static/")

# Its sniff of criterion 1.3.5 breaks on values of `autocomplete` that it does not know; axe judges that one. Of two
# others it knows less than browsers: a group of fields may be named by ARIA instead of a legend, and a form that has
# nothing to fill in, which a script sends or nobody does, needs no button.
SNIFF = """() => new Promise(done => {
    HTMLCS_WCAG2AAA_Sniffs_Principle1_Guideline1_3_1_3_5.process = () => {};
    HTMLCS.process("WCAG2AA", document, () => done(
    HTMLCS.getMessages().filter(message => message.type === HTMLCS.ERROR
        && !(message.code.includes(".H71.NoLegend") && message.element.matches("[aria-labelledby], [aria-label]"))
        && !(message.code.includes(".H32.2")
             && !message.element.querySelector("input:not([type=hidden]), select, textarea")))
        .map(message => message.code + ": " + message.element.outerHTML.slice(0, 120))));
})"""

# The page's own form, where something has to be answered.
ASKING = (
    "main form[method=post]:not(#changelist-form)"
    ":has(:is(input, textarea, select)[required]:not([type=hidden], [type=radio]))"
)
SEND_EMPTY = """asking => {
    const form = document.querySelector(asking);
    for (const control of form.querySelectorAll("input:not([type=hidden], [type=submit]), textarea, select")) {
        if (control.type === "radio") continue;  // of which one stays chosen
        if (control.type === "checkbox") control.checked = false;
        else control.value = "";
    }
    form.noValidate = true;
    form.requestSubmit(form.querySelector("button.btn-primary") ?? form.querySelector("[type=submit]"));
}"""
IS_REFUSED = ".error-summary, .errornote"
FILL = """answers => {
    for (const [name, value] of Object.entries(answers)) {
        const controls = [...document.getElementsByName(name)];
        const one = controls.find(control => control.value === value) ?? controls[0];
        if (!one) continue; // it is of another service
        if (["checkbox", "radio"].includes(one.type)) one.checked = true;
        else one.value = value;
    }
    document.querySelector("main form button.btn-primary").click();
}"""
# What is asked first where the demonstration has editions, rounds and lots on offer.
OFFERED = {"course": "otra", "round": "otra", "lot": "3"}
# By whom and where a form is filled whose answers are read together before they are filed.
FILLED: dict[str, dict[str, dict[str, str]]] = {
    "": {"/pqrsd/radicar/": WORDS | {"applicant-applicant": "anonimo"}},
    "laboratorio": {
        f"/servicios/{slug}/solicitar/": COMMON
        | {f"item1-{name}": value for name, value in (OFFERED | ITEMS[service]).items()}
        for slug, service in SLUGS.items()
    },
}
# What these answer to whom they refuse is a page of their own, which says what is missing.
REFUSE_WITH_A_PAGE = {"services:request": 403}
IS_REVIEWED = "#review-form"

# Of those within drawings, too.
LINKS = "links => links.map(link => new URL(link.getAttribute('href'), location).href)"


@dataclass(frozen=True, order=True)
class Finding:
    page: str
    engine: str
    text: str


def walk(address: str, *, sniffer: str) -> tuple[dict[str, str], list[Finding]]:
    """The HTML of every page opened, by who opened it and its path, and what the engines find."""
    pages: dict[str, str] = {}
    findings: list[Finding] = []
    chromium = Chromium()
    try:
        for visitor in VISITORS:
            for page, html, found in _walk_as(chromium.browser(), address, visitor, sniffer):
                name = f"{visitor or 'nadie'} {page}"
                pages[name] = html
                findings += [Finding(name, engine, text) for engine, text in found]
                print(f"  {name}: {len(found) or 'bien'}", flush=True)
                for engine, text in found:
                    print(f"    {engine}: {text}", flush=True)
    finally:
        chromium.close()
    return pages, findings


def _walk_as(browser: Browser, address: str, visitor: str, sniffer: str) -> Iterator[tuple[str, str, list]]:
    context = browser.new_context(base_url=address, locale="es-CO", reduced_motion="reduce")
    page = context.new_page()
    if visitor:
        _enter(page, visitor)
    waiting, seen, routes = [("/", "")], {"/"}, Counter[str]()
    while waiting:
        path, origin = waiting.pop(0)
        language, name = _route(path)
        if routes[language, name] >= max(PER_ROUTE[name], 1):
            continue
        routes[language, name] += 1
        # A connection that waits while a page is judged is closed by the server just when it is used again.
        answer = context.request.get(path, headers={"connection": "close"})
        if answer.status >= 400 and answer.status != REFUSE_WITH_A_PAGE.get(name):
            yield path, "", [("enlace", f"{answer.status}, desde {origin}")]
            continue
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page.goto(path)
        yield path, answer.text(), _judged(page, sniffer)
        for link in page.eval_on_selector_all("a[href]", LINKS):
            target = urldefrag(link).url.removeprefix(address)
            if target.startswith("/") and target not in seen and not target.startswith(NOT_WALKED):
                seen.add(target)
                waiting.append((target, path))
        if page.locator(ASKING).count():
            yield from _sent(page, sniffer, f"{path} (enviada vacía)", SEND_EMPTY, ASKING, leads_to=IS_REFUSED)
    for path, answers in FILLED.get(visitor, {}).items():
        page.goto(path)
        yield from _sent(page, sniffer, f"{path} (repaso)", FILL, answers, leads_to=IS_REVIEWED)
    context.close()


def _sent(page: Page, sniffer: str, name: str, script: str, argument: object, *, leads_to: str) -> Iterator[tuple]:
    """The page that answers what a script sends, which shows what it `leads_to`."""
    answer = _pressed(page, script, argument)
    if answer is None:
        yield name, "", [("formulario", "no contesta")]
    elif not page.locator(leads_to).count():
        yield name, "", [("formulario", f"{answer.status}, sin {leads_to}")]
    else:
        yield name, answer.text(), _judged(page, sniffer)


def _judged(page: Page, sniffer: str) -> list[tuple[str, str]]:
    """What is found in the page that is open: by which engine, and what."""
    found = []
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        found += [(f"axe a {width}", text) for text in _axe(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append((f"ancho a {width}", "se desborda"))
    page.evaluate(sniffer)
    return found + [("HTML_CodeSniffer", text) for text in page.evaluate(SNIFF)]


def _pressed(page: Page, script: str, argument: object) -> Response | None:
    """The page to which a script's press leads, open; None when it does not answer."""
    try:
        with page.expect_navigation() as arrived:
            page.evaluate(script, argument)
    except PlaywrightTimeoutError:
        return None
    return arrived.value


def _enter(page: Page, visitor: str) -> None:
    page.goto("/ingreso/")
    page.locator("[name=username]").last.fill(visitor)
    page.locator("[name=password]").last.fill(PASSWORD)
    page.locator("main button[type=submit]").last.click()
    page.wait_for_load_state()
    if visitor in STAFF:
        if not page.locator("[name=code], [name=token]").count():
            page.goto("/admin/")
        page.locator("[name=code], [name=token]").first.fill(FACTOR)
        page.locator("main button[type=submit]").last.click()
        page.wait_for_load_state()


def _route(path: str) -> tuple[str, str]:
    """Its language and its name: a page in English is another one than in Spanish."""
    language = ENGLISH if path.startswith(PREFIX) else settings.LANGUAGE_CODE
    try:
        with override(language):
            return language, resolve(urlsplit(path).path).view_name
    except Resolver404:
        return language, path


def _axe(page: Page) -> list[str]:
    results = Axe().run(page, options={"runOnly": AXE_TAGS, "preload": False, "resultTypes": ["violations"]})
    return [
        f"{each['id']}: {node['html'][:120]}" for each in results.response["violations"] for node in each["nodes"][:3]
    ]
