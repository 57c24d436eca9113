"""Every address of the portal, with what its arguments are: what walks all of it walks this table."""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from communications.models import NewsItem, NewsPicture
from ground.languages import counterpart
from pqrsd.reports.publication import publish
from tariffs.printed import loads
from tests.pqrsd.quarter import QUARTER
from tests.radicados.issued import file_issued
from tests.services.courses import edition
from tests.tariff_editions import FIXTURE
from tests.tariffs.editions import published

NUMBER = "2026-E-000001"
CASE = {"number": NUMBER}
FILE = CASE | {"pk": 1}
A_KEY = "00000000-0000-4000-8000-000000000000"
LINK = {"uid": "x", "token": "x"}
ROW = {"number": "015-2020", "version": 1}
REPORT = {"year": QUARTER.year, "quarter": QUARTER.number}

# Pages for reading; each with the arguments of its address.
READING = {
    "home": {}, "service_offer": {}, "finder": {}, "contact": {}, "transparency": {}, "attention": {},
    "participation": {}, "cookies": {}, "news_list": {}, "news_feed": {}, "news_detail": {"slug": "una"},
    "news_picture": {"pk": 1, "sha": 12 * "0", "size": "ancha"},
    "help": {}, "help_topic": {"name": "plazos"}, "help_questions": {}, "help_glossary": {},
    "search": {}, "search_suggestions": {}, "site_map": {}, "components": {},
    "offline": {}, "service_worker": {}, "manifest": {}, "robots": {}, "sitemap": {}, "security": {},
    "services:editions": {}, "services:rounds": {},
    "pqrsd:landing": {}, "pqrsd:public_notices": {}, "pqrsd:calculator": {}, "pqrsd:reports": {},
    "pqrsd:report": REPORT, "pqrsd:report_csv": REPORT, "pqrsd:report_xlsx": REPORT,
    "radicados:verify": {"code": "{code}"},
    "tariffs:catalogue": {}, "tariffs:quote": {}, "tariffs:resolution": {"number": "015-2020"},
    "tariffs:changes": {"number": "015-2020"}, "tariffs:edition": ROW, "tariffs:rate": ROW | {"code": "CAL-105"},
    "tariffs:current_rate": {"number": "015-2020", "code": "CAL-105"}, "tariffs:download": ROW | {"format": "csv"},
}  # fmt: skip
# Pages with a form for anybody: they may set a cookie.
FORMS = {
    "accounts:login": {}, "accounts:register": {}, "accounts:recover": {}, "accounts:recover_asked": {},
    "radicados:lookup": {}, "pqrsd:file": {}, "pqrsd:lookup": {}, "services:lookup": {},
}  # fmt: skip
# What is of one person, of the staff, of machines, or no page at all.
PRIVATE = {
    "news_preview": {"pk": 1}, "offer_preview": {"pk": 1}, "my_cases": {}, "health_live": {}, "health_ready": {},
    "metrics": {},
    "favicon": {}, "staff_home": {}, "accounts:theme": {}, "change_password": {},
    **{f"accounts:{name}": {} for name in (
        "logout", "resume", "go_on", "registered", "municipalities", "new_password", "resend_verification",
        "confirm_email", "confirm_new_email", "second_factor_check", "second_factor", "second_factor_replace",
        "account", "contact_data", "characterisation", "company", "change_company", "leave_company",
        "become_person", "company_users", "invite_user", "documents", "new_document", "email", "forget_email",
        "password", "sessions", "end_other_sessions", "consents",
    )},
    **{f"accounts:{name}": LINK for name in ("recover_open", "verify_email", "verify_new_email", "invitation")},
    **{f"accounts:{name}": {"pk": 1} for name in (
        "change_role", "remove_user", "decide_membership", "revoke_invitation", "open_document",
        "replace_document", "withdraw_consent",
    )},
    "accounts:end_session": {"handle": "x"}, "accounts:give_consent": {"kind": "x"},
    "habeas_data:overview": {}, "habeas_data:download": {}, "habeas_data:claim": {}, "habeas_data:erasure": CASE,
    **{f"requests_oec:{name}": {} for name in (
        "request", "review", "new_staff_member", "staff_list", "new_equipment_item", "equipment_list",
    )},
    "requests_oec:staff_member": {"pk": 1}, "requests_oec:equipment_item": {"pk": 1},
    "radicados:detail": CASE, "radicados:pdf": CASE, "radicados:verify_pdf": {"code": "{code}"},
    **{f"pqrsd:{name}": CASE for name in (
        "case", "complete", "more_time", "reply", "withdraw", "rate", "leave", "due_day", "desk_case", "desk_assign",
        "desk_note", "desk_relate", "desk_reclassify", "desk_prioritise", "desk_rights", "desk_move",
        "desk_request_completion",
        "desk_extend", "desk_transfer", "desk_answer", "desk_reject", "desk_archive", "desk_lapse", "desk_deliver",
    )},
    **{f"services:{name}": CASE for name in (
        "case", "due_day", "leave", "complete", "accept", "ask_change", "decline", "ask_requote", "write", "withdraw",
        "take_seats", "leave_list", "change_participant",
        "desk_change_participant", "desk_move_course", "desk_amend_certificate",
        "desk_case", "desk_quote", "desk_check", "desk_opinion", "desk_correct", "desk_request_completion",
        "desk_recall", "desk_lapse", "desk_reject", "desk_message", "desk_assign", "desk_note", "desk_relate",
        "pay", "send_proof", "payment_back", "rate", "desk_defer", "desk_confirm", "desk_refuse_proof",
        "desk_ask_reversal", "desk_confirm_reversal", "desk_drop_reversal", "desk_refund", "desk_invoice",
        "desk_schedule", "desk_move", "desk_receive", "desk_exclude", "desk_take", "desk_relabel", "desk_labels",
        "desk_start", "desk_finish", "desk_certify", "desk_prove_size", "desk_deliver", "desk_give_back", "desk_close",
        "desk_withdraw_discount", "desk_quote_more", "accept_more", "decline_more",
        "desk_reprice", "desk_suspend", "desk_resume", "desk_reopen", "desk_end_unanswered",
        "accept_difference", "refuse_difference", "desk_prepare", "desk_dispatch", "receive_goods",
    )},
    "services:desk_lots": {}, "services:lot_certificate": FILE,
    **{f"services:{name}": {"pk": 1} for name in (
        "desk_lot", "desk_lot_certificate", "desk_lot_block", "desk_lot_lift",
    )},
    "services:desk_treasury": {}, "services:desk_resolve": {"pk": 1}, "services:desk_give_up": {"key": A_KEY},
    "services:desk_certificate": FILE, "services:desk_results": FILE, "services:results": FILE,
    "services:passport": {"code": "x"}, "services:payment_event": {"name": "x"},
    "fake_bank:pay": {"key": A_KEY},
    **{f"services:{name}": {} for name in ("desk", "desk_export", "desk_export_xlsx", "desk_presence", "desk_many")},
    "services:course_opinion": {"token": "x"}, "services:desk_courses": {},
    "services:desk_board": {}, "services:desk_calendar": {},
    **{f"services:desk_statistics{ending}": {} for ending in ("", "_csv", "_xlsx")},
    "services:desk_course_attendance": {"pk": 1, "session": 1},
    **{f"services:{name}": {"pk": 1} for name in (
        "desk_course", "desk_course_close", "desk_course_certify", "desk_course_cancel",
    )},
    "services:round_protocol": {"pk": 1}, "services:desk_rounds": {}, "services:desk_round": {"pk": 1},
    "services:desk_round_values": {"pk": 1}, "services:desk_round_report": {"pk": 1},
    "services:desk_round_reported": {"pk": 1}, "services:desk_round_no_report": {"pk": 1, "participation": 1},
    "services:desk_move_round": CASE, "services:desk_round_cancel": {"pk": 1},
    "services:desk_round_send": {"pk": 1}, "services:desk_round_take_back": {"pk": 1},
    "services:item_arrived": CASE, "services:give_back_item": CASE, "services:report_results": CASE,
    "services:round_report": CASE,
    "services:desk_round_code": {"pk": 1, "participation": 1},
    "services:request": {"slug": "calibracion"},
    "services:instruments": {}, "services:instrument": {"pk": 1}, "services:instruments_calendar": {"token": "x"},
    **{f"services:{name}": FILE for name in ("document", "desk_document")},
    **{f"services:{name}": CASE | {"letter": NUMBER} for name in ("letter", "desk_letter")},
    **{f"pqrsd:{name}": {} for name in ("desk", "desk_new", "desk_export", "desk_presence", "desk_many")},
    "pqrsd:desk_export_xlsx": {},
    **{f"pqrsd:{name}": FILE for name in ("document", "desk_document")},
    **{f"pqrsd:{name}": CASE | {"letter": NUMBER} for name in ("letter", "desk_letter")},
}  # fmt: skip
WALKED = READING | FORMS | PRIVATE


def names(resolver: URLResolver, prefix: str = "") -> set[str]:
    """Every named address, the administration's aside: it is one closed room, and walked as such."""
    found = set()
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            found |= {prefix + each.name} if each.name else set()
        elif each.namespace != "admin":
            found |= names(each, prefix + (f"{each.namespace}:" if each.namespace else ""))
    return found


def address(name: str, code: str) -> str:
    return reverse(name, kwargs={key: value.format(code=code) if isinstance(value, str) else value
                                 for key, value in WALKED[name].items()})  # fmt: skip


def in_each_language(table: Iterable[str], code: str) -> Iterator[tuple[str, str]]:
    """The pages of the table, each with its address, and again with its English one if it has one."""
    for name in table:
        own = address(name, code)
        yield name, own
        if english := counterpart(own):
            yield name, english


def portal_to_show() -> str:
    """A portal with something to show at each public address; the code of a letter of its."""
    published(loads(FIXTURE.read_text(encoding="utf-8")))
    publish(QUARTER)
    now = timezone.now()
    item = NewsItem.objects.create(pk=1, title="Una", summary="Resumen.", body="Texto.", published_at=now)
    shown = {"wide": b"w", "small": b"s", "width": 1, "height": 1, "sha256": 64 * "0"}
    NewsPicture.objects.create(news_item=item, alt="Una", **shown)
    edition()
    return file_issued(filer_name="Ana Ordinaria").verification_code
