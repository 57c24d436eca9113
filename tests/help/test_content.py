"""The texts of the help: whole, short enough, and about pages and words that there are."""

import re
import unicodedata
from collections import Counter
from string import Template

from django.conf import settings
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from inm_portal.help.content import DATA, FIGURES, answers, glossary, pages, questions, topic_of_screens, topics

TEMPLATES = settings.BASE_DIR / "templates"
ANSWER_WORDS = 80
MEANING_LETTERS = 160  # two lines of a page
# What is explained elsewhere: to the staff, in docs/uso.md; by the page that they are a part of; or by themselves.
UNEXPLAINED = re.compile(
    r"home|help|health|components|news|offer_preview|admin|search|site_map|offline|service_worker|manifest|robots|sitemap|security|"
    r"favicon|metrics|change_password|(pqrsd|services):desk|staff_home|habeas_data:erasure|accounts:(logout|go_on|second_factor)|"
    r"\w+:(document|pdf|letter|download|report_csv|report_xlsx|municipalities|open_document|verify_pdf|current_rate|theme|due_day|lot_certificate|payment_event|\w+_calendar)$"
)


def page_names() -> set[str]:
    """Every page that somebody may look at, by its URL name."""

    def walk(resolver: URLResolver, namespace: str):
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLPattern) and pattern.name:
                yield namespace + pattern.name
            elif isinstance(pattern, URLResolver):
                yield from walk(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)

    return set(walk(get_resolver(), ""))


def only_posted(name: str) -> bool:
    """Acts of a page, which are no page; and links that are opened once."""
    return name.split(":")[-1] in {
        "resend_verification", "recover_open", "verify_email", "verify_new_email", "change_role", "invite_user",
        "decide_membership", "revoke_invitation", "forget_email", "end_session", "end_other_sessions", "leave",
        "second_factor_replace",
    }  # fmt: skip


def test_every_page_of_the_portal_has_its_help():
    explained = set(topic_of_screens())
    assert explained <= page_names()
    without = {name for name in page_names() - explained if not UNEXPLAINED.match(name) and not only_posted(name)}
    assert without == set()


def test_a_page_has_one_topic():
    screens = Counter(screen for topic in topics().values() for screen in topic.screens)
    assert [screen for screen, count in screens.items() if count > 1] == []


def test_every_link_of_the_help_leads_somewhere():
    for topic in topics().values():
        assert all(topics()[other] for other in topic.see)
        assert all(way.address for way in topic.ways)
    assert all(way.address for question in questions() for way in question.ways)


def test_there_are_the_questions_and_they_are_answered_shortly():
    assert len(questions()) >= 25
    assert [each.name for each in questions() if len(each.answer.split()) > ANSWER_WORDS] == []
    assert len({each.name for each in questions()}) == len(questions())


def test_words_are_explained_in_two_lines_and_in_the_order_of_the_alphabet():
    def letters(word: str) -> str:
        return re.sub(r"[^a-z ]", "", unicodedata.normalize("NFD", word.casefold()))

    words = [term.word for term in glossary().values()]
    assert words == sorted(words, key=letters)
    longest = {term.name: max(len(term.means), len(term.in_english)) for term in glossary().values()}
    assert [name for name, length in longest.items() if length > MEANING_LETTERS] == []


def test_every_figure_that_the_help_may_tell_is_told():
    told = "".join(path.read_text() for path in DATA.rglob("*.toml"))
    assert set(Template(told).get_identifiers()) == set(FIGURES)


def test_everything_is_handed_to_a_search_with_its_address():
    found = [*pages(), *answers()]
    assert len(found) == 3 + len(topics()) + len(questions()) + len(glossary())
    assert all(each.title and each.text for each in found)
    addresses = [each.address for each in found]
    assert reverse("help_topic", args=["plazos"]) in addresses
    assert "/ayuda/glosario/#radicado" in addresses
    assert len(set(addresses)) == len(addresses)


def test_a_template_explains_at_most_two_words_each_once():
    found = {path: re.findall(r'{% term "([^"]+)"', path.read_text()) for path in TEMPLATES.rglob("*.html")}
    assert sum(map(len, found.values())) > 5
    assert [path.name for path, names in found.items() if len(names) > 2 or len(set(names)) < len(names)] == []
    explained = {name for names in found.values() for name in names}
    assert explained <= set(glossary())
    assert {name for name in explained if not glossary()[name].in_english} == set()
