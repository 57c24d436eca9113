"""The steps of any case as people take them in a browser, on both sides of the counter."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.steps import LETTER_PATIENCE_MS, check_signature


# --- Whoever follows it ---------------------------------------------------------------------------------
def press_act(page: Page, title: str) -> None:
    """One of *Qué puede hacer*."""
    page.get_by_role("region", name="Qué puede hacer").get_by_role("link", name=title, exact=True).click()


def signed_letter(page: Page, name: str, folder: Path) -> Path:
    """The letter behind the first link of that name, which appears by itself; its signature is valid."""
    link = page.get_by_role("link", name=name).first
    expect(link).to_be_visible(timeout=LETTER_PATIENCE_MS)
    with page.expect_download() as downloaded:
        link.click()
    path = folder / downloaded.value.suggested_filename
    downloaded.value.save_as(path)
    assert "Signature is Valid." in check_signature(path)
    return path


# --- Whoever attends it ---------------------------------------------------------------------------------
def open_act(desk: Page, title: str) -> None:
    desk.get_by_role("navigation", name="Qué se puede hacer").get_by_role("link", name=title).click()


def send_letter(desk: Page) -> None:
    """Read it and send it."""
    desk.get_by_role("button", name="Revisar la carta").last.click()
    expect(desk.get_by_role("region", name="Así quedará la carta")).to_be_visible()
    desk.get_by_role("button", name="Radicar y enviar la carta").click()
    expect(desk.get_by_role("status").filter(has_text="La carta quedó radicada")).to_be_visible()
