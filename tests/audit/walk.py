"""The portal walked by its links, as each kind of visitor: one page of every route, opened and judged."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import override
from playwright.sync_api import Browser, Page

from ground.languages import ENGLISH, PREFIX
from inm_portal.management.commands.load_demo import PASSWORD
from tests.browser import AXE_TAGS, Chromium

# Who walks: nobody, and the accounts of the demonstration. A code of the second factor serves once an account.
VISITORS = ("", "persona", "laboratorio", "pqrsd", "admin")
FACTOR = "demo-0001"
WIDTHS = ((1366, 768), (360, 740))
PER_ROUTE = 1
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
    waiting, seen, routes = [("/", "")], {"/"}, dict[str, int]()
    while waiting:
        path, origin = waiting.pop(0)
        route = _route(path)
        if routes.get(route, 0) >= PER_ROUTE:
            continue
        routes[route] = routes.get(route, 0) + 1
        # A connection that waits while a page is judged is closed by the server just when it is used again.
        answer = context.request.get(path, headers={"connection": "close"})
        if answer.status >= 400:
            yield path, "", [("enlace", f"{answer.status}, desde {origin}")]
            continue
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page.goto(path)
        found = []
        for width, height in WIDTHS:
            page.set_viewport_size({"width": width, "height": height})
            found += [(f"axe a {width}", text) for text in _axe(page)]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append((f"ancho a {width}", "se desborda"))
        page.evaluate(sniffer)
        found += [("HTML_CodeSniffer", text) for text in page.evaluate(SNIFF)]
        yield path, answer.text(), found
        for link in page.eval_on_selector_all("a[href]", LINKS):
            target = urldefrag(link).url.removeprefix(address)
            if target.startswith("/") and target not in seen and not target.startswith(NOT_WALKED):
                seen.add(target)
                waiting.append((target, path))
    context.close()


def _enter(page: Page, visitor: str) -> None:
    page.goto("/ingreso/")
    page.locator("[name=username]").last.fill(visitor)
    page.locator("[name=password]").last.fill(PASSWORD)
    page.locator("main button[type=submit]").last.click()
    page.wait_for_load_state()
    if visitor in VISITORS[3:]:
        if not page.locator("[name=code], [name=token]").count():
            page.goto("/admin/")
        page.locator("[name=code], [name=token]").first.fill(FACTOR)
        page.locator("main button[type=submit]").last.click()
        page.wait_for_load_state()


def _route(path: str) -> str:
    """A page in English is another one than in Spanish."""
    language = ENGLISH if path.startswith(PREFIX) else settings.LANGUAGE_CODE
    try:
        with override(language):
            return f"{language} {resolve(urlsplit(path).path).view_name}"
    except Resolver404:
        return path


def _axe(page: Page) -> list[str]:
    results = Axe().run(page, options={"runOnly": AXE_TAGS, "preload": False, "resultTypes": ["violations"]})
    return [
        f"{each['id']}: {node['html'][:120]}" for each in results.response["violations"] for node in each["nodes"][:3]
    ]
