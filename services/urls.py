"""The addresses of requests for services: the customer's, and the desk's."""

from django.urls import path, register_converter

from expedientes.views import follower_pages as pages
from expedientes.views import presence
from ground.languages import either, is_english
from services.quoted import SLUGS
from services.views import courses, goods, park, passport, payments, request, results, rounds
from services.views.customer import FOLLOWING
from services.views.desk import acts, board, calendar, cases, lots, money, statistics, works
from services.views.desk import courses as desk_courses
from services.views.desk import rounds as desk_rounds

FOLLOWED = {"following": FOLLOWING}
ENGLISH_SLUGS = {
    "calibracion": "calibration",
    "capacitacion": "training",
    "asistencia": "technical-assistance",
    "ensayos-de-aptitud": "proficiency-testing",
    "materiales-de-referencia": "reference-materials",
}


class ServiceConverter:
    """`calibracion`; in an English address `calibration`, which the view is given in Spanish all the same."""

    regex = "[a-z-]+"

    def to_python(self, value: str) -> str:
        own = {self.to_url(slug): slug for slug in SLUGS}
        if value not in own:
            raise ValueError(value)
        return own[value]

    def to_url(self, slug: str) -> str:
        return ENGLISH_SLUGS[slug] if is_english() else slug


register_converter(ServiceConverter, "service")


def followed(spanish: str, english: str) -> str:
    """The address of a page about a case, for its customer."""
    return either(f"servicios/consulta/<number:number>/{spanish}", f"services/follow/<number:number>/{english}")


app_name = "services"

urlpatterns = [
    path(either("servicios/capacitacion/ediciones/", "services/training/courses/"), courses.editions, name="editions"),
    path(
        either("servicios/capacitacion/opinion/<str:token>/", "services/training/opinion/<str:token>/"),
        courses.opinion,
        name="course_opinion",
    ),
    path(
        either("servicios/ensayos-de-aptitud/rondas/", "services/proficiency-testing/rounds/"),
        rounds.rounds,
        name="rounds",
    ),
    path("servicios/ensayos-de-aptitud/rondas/<int:pk>/protocolo.pdf", rounds.protocol, name="round_protocol"),
    path(either("instrumentos/", "instruments/"), park.instruments, name="instruments"),
    path(either("instrumentos/<int:pk>/", "instruments/<int:pk>/"), park.instrument, name="instrument"),
    path("agenda/<slug:token>.ics", park.calendar, name="instruments_calendar"),
    path(
        either("servicios/<service:slug>/solicitar/", "services/<service:slug>/request/"),
        request.request_service,
        name="request",
    ),
    path(either("servicios/consulta/", "services/follow/"), pages.lookup, FOLLOWED, name="lookup"),
    path(followed("", ""), pages.case, FOLLOWED, name="case"),
    path(followed("fecha.ics", "date.ics"), pages.due_day, FOLLOWED, name="due_day"),
    path(followed("anexos/<int:pk>/", "files/<int:pk>/"), pages.document, FOLLOWED, name="document"),
    path(followed("cartas/<number:letter>.pdf", "letters/<number:letter>.pdf"), pages.letter, FOLLOWED, name="letter"),
    path(followed("salir/", "leave/"), pages.leave, FOLLOWED, name="leave"),
    path(followed("completar/", "complete/"), pages.act, FOLLOWED, name="complete"),
    path(followed("aceptar/", "accept/"), pages.act, FOLLOWED, name="accept"),
    path(followed("cambio/", "change/"), pages.act, FOLLOWED, name="ask_change"),
    path(followed("no-aceptar/", "decline/"), pages.act, FOLLOWED, name="decline"),
    path(followed("cotizar-de-nuevo/", "requote/"), pages.act, FOLLOWED, name="ask_requote"),
    path(followed("aceptar-complementaria/", "accept-additional/"), pages.act, FOLLOWED, name="accept_more"),
    path(followed("no-aceptar-complementaria/", "decline-additional/"), pages.act, FOLLOWED, name="decline_more"),
    path(followed("aceptar-diferencia/", "accept-difference/"), pages.act, FOLLOWED, name="accept_difference"),
    path(followed("no-aceptar-diferencia/", "refuse-difference/"), pages.act, FOLLOWED, name="refuse_difference"),
    path(followed("pagar/", "pay/"), pages.act, FOLLOWED, name="pay"),
    path(followed("comprobante/", "proof/"), pages.act, FOLLOWED, name="send_proof"),
    path(followed("regreso/", "back/"), payments.back, FOLLOWED, name="payment_back"),
    path(followed("calificar/", "rate/"), pages.act, FOLLOWED, name="rate"),
    path(followed("recibir/", "receive/"), pages.act, FOLLOWED, name="receive_goods"),
    path(followed("lotes/<int:pk>.pdf", "lots/<int:pk>.pdf"), goods.certificate, FOLLOWED, name="lot_certificate"),
    path(followed("certificados/<int:pk>/", "certificates/<int:pk>/"), results.results, FOLLOWED, name="results"),
    path(followed("resultados-de-la-ronda/", "round-results/"), pages.act, FOLLOWED, name="report_results"),
    path(followed("llego-el-item/", "item-arrived/"), pages.act, FOLLOWED, name="item_arrived"),
    path(followed("item-de-vuelta/", "item-back/"), pages.act, FOLLOWED, name="give_back_item"),
    path(followed("informe-de-la-ronda/", "round-report/"), rounds.report, FOLLOWED, name="round_report"),
    path(followed("escribir/", "write/"), pages.act, FOLLOWED, name="write"),
    path(followed("desistir/", "withdraw/"), pages.act, FOLLOWED, name="withdraw"),
    path(either("i/<str:code>/", "i/<str:code>/"), passport.passport, name="passport"),
    path("I/<str:code>", passport.scanned),
    path("pagos/eventos/<slug:name>/", payments.event, name="payment_event"),
    path(followed("tomar-cupos/", "take-seats/"), pages.act, FOLLOWED, name="take_seats"),
    path(followed("participante/", "participant/"), pages.act, FOLLOWED, name="change_participant"),
    path(followed("dejar-lista/", "leave-list/"), pages.act, FOLLOWED, name="leave_list"),
    path("servicios/gestion/", cases.queue, name="desk"),
    path("servicios/gestion/varios/", acts.many, name="desk_many"),
    path("servicios/gestion/pagos/", money.treasury, name="desk_treasury"),
    path("servicios/gestion/pagos/<int:pk>/", money.resolve, name="desk_resolve"),
    path("servicios/gestion/pagos/<uuid:key>/sin-respuesta/", money.give_up, name="desk_give_up"),
    path("servicios/gestion/exportar.csv", cases.export, name="desk_export"),
    path("servicios/gestion/exportar.xlsx", cases.export, {"kind": "xlsx"}, name="desk_export_xlsx"),
    path("servicios/gestion/tablero/", board.board, name="desk_board"),
    path("servicios/gestion/calendario/", calendar.calendar, name="desk_calendar"),
    path("servicios/gestion/estadisticas/", statistics.statistics, name="desk_statistics"),
    path("servicios/gestion/estadisticas.csv", statistics.export, {"kind": "csv"}, name="desk_statistics_csv"),
    path("servicios/gestion/estadisticas.xlsx", statistics.export, {"kind": "xlsx"}, name="desk_statistics_xlsx"),
    path("servicios/gestion/presencia/", presence.heartbeat, name="desk_presence"),
    path("servicios/gestion/lotes/", lots.lots, name="desk_lots"),
    path("servicios/gestion/lotes/<int:pk>/", lots.lot, name="desk_lot"),
    path("servicios/gestion/lotes/<int:pk>/certificado.pdf", lots.certificate, name="desk_lot_certificate"),
    path("servicios/gestion/lotes/<int:pk>/bloquear/", lots.block, name="desk_lot_block"),
    path("servicios/gestion/lotes/<int:pk>/levantar/", lots.lift, name="desk_lot_lift"),
    path("servicios/gestion/cursos/", desk_courses.editions, name="desk_courses"),
    path("servicios/gestion/cursos/<int:pk>/", desk_courses.edition, name="desk_course"),
    path(
        "servicios/gestion/cursos/<int:pk>/sesiones/<int:session>/",
        desk_courses.attendance,
        name="desk_course_attendance",
    ),
    path("servicios/gestion/cursos/<int:pk>/cerrar/", desk_courses.close, name="desk_course_close"),
    path("servicios/gestion/cursos/<int:pk>/constancias/", desk_courses.certify, name="desk_course_certify"),
    path("servicios/gestion/cursos/<int:pk>/cancelar/", desk_courses.cancel, name="desk_course_cancel"),
    path("servicios/gestion/rondas/", desk_rounds.rounds, name="desk_rounds"),
    path("servicios/gestion/rondas/<int:pk>/", desk_rounds.round, name="desk_round"),
    path("servicios/gestion/rondas/<int:pk>/codigos/<int:participation>/", desk_rounds.recode, name="desk_round_code"),
    path("servicios/gestion/rondas/<int:pk>/valores/", desk_rounds.values, name="desk_round_values"),
    path(
        "servicios/gestion/rondas/<int:pk>/no-reporto/<int:participation>/",
        desk_rounds.no_report,
        name="desk_round_no_report",
    ),
    path("servicios/gestion/rondas/<int:pk>/enviar/", desk_rounds.send_item, name="desk_round_send"),
    path("servicios/gestion/rondas/<int:pk>/recibir/", desk_rounds.take_back, name="desk_round_take_back"),
    path("servicios/gestion/rondas/<int:pk>/cancelar/", desk_rounds.cancel, name="desk_round_cancel"),
    path("servicios/gestion/rondas/<int:pk>/informar/", desk_rounds.report, name="desk_round_report"),
    path("servicios/gestion/rondas/<int:pk>/informe/", desk_rounds.reported, name="desk_round_reported"),
    path("servicios/gestion/<number:number>/", cases.case, name="desk_case"),
    path("servicios/gestion/<number:number>/anexos/<int:pk>/", cases.document, name="desk_document"),
    path("servicios/gestion/<number:number>/cartas/<number:letter>.pdf", cases.letter, name="desk_letter"),
    path("servicios/gestion/<number:number>/cotizar/", acts.quote, name="desk_quote"),
    path("servicios/gestion/<number:number>/complementaria/", acts.quote_more, name="desk_quote_more"),
    path("servicios/gestion/<number:number>/revisar/", acts.check, name="desk_check"),
    path("servicios/gestion/<number:number>/concepto/", acts.opinion, name="desk_opinion"),
    path("servicios/gestion/<number:number>/corregir/", acts.correct, name="desk_correct"),
    path("servicios/gestion/<number:number>/completar/", acts.request_completion, name="desk_request_completion"),
    path("servicios/gestion/<number:number>/retirar/", acts.recall, name="desk_recall"),
    path("servicios/gestion/<number:number>/desistimiento/", acts.lapse, name="desk_lapse"),
    path("servicios/gestion/<number:number>/rechazar/", acts.reject, name="desk_reject"),
    path("servicios/gestion/<number:number>/aplazar/", acts.defer, name="desk_defer"),
    path("servicios/gestion/<number:number>/confirmar/", money.confirm, name="desk_confirm"),
    path("servicios/gestion/<number:number>/no-confirmar/", money.refuse_proof, name="desk_refuse_proof"),
    path("servicios/gestion/<number:number>/reverso/", money.ask_reversal, name="desk_ask_reversal"),
    path("servicios/gestion/<number:number>/reversar/", money.confirm_reversal, name="desk_confirm_reversal"),
    path("servicios/gestion/<number:number>/no-reversar/", money.drop_reversal, name="desk_drop_reversal"),
    path("servicios/gestion/<number:number>/devolver/", money.refund, name="desk_refund"),
    path("servicios/gestion/<number:number>/factura/", money.invoice, name="desk_invoice"),
    path("servicios/gestion/<number:number>/programar/", works.schedule, name="desk_schedule"),
    path("servicios/gestion/<number:number>/cambiar-fecha/", works.move, name="desk_move"),
    path("servicios/gestion/<number:number>/recotizar/", works.reprice, name="desk_reprice"),
    path("servicios/gestion/<number:number>/sin-respuesta/", works.end_unanswered, name="desk_end_unanswered"),
    path("servicios/gestion/<number:number>/recibir/", works.receive, name="desk_receive"),
    path("servicios/gestion/<number:number>/excluir/", works.exclude, name="desk_exclude"),
    path("servicios/gestion/<number:number>/custodia/", works.take, name="desk_take"),
    path("servicios/gestion/<number:number>/etiqueta/", works.relabel, name="desk_relabel"),
    path("servicios/gestion/<number:number>/etiquetas/", works.labels, name="desk_labels"),
    path("servicios/gestion/<number:number>/comenzar/", works.start, name="desk_start"),
    path("servicios/gestion/<number:number>/terminar/", works.finish, name="desk_finish"),
    path("servicios/gestion/<number:number>/certificado/", works.certify, name="desk_certify"),
    path("servicios/gestion/<number:number>/certificados/<int:pk>.pdf", works.certificate, name="desk_certificate"),
    path("servicios/gestion/<number:number>/certificados/<int:pk>/", works.results, name="desk_results"),
    path("servicios/gestion/<number:number>/acreditar/", works.prove_size, name="desk_prove_size"),
    path("servicios/gestion/<number:number>/sin-descuento/", works.withdraw_discount, name="desk_withdraw_discount"),
    path("servicios/gestion/<number:number>/alistar/", lots.prepare, name="desk_prepare"),
    path("servicios/gestion/<number:number>/despachar/", lots.dispatch, name="desk_dispatch"),
    path("servicios/gestion/<number:number>/entregar/", works.deliver, name="desk_deliver"),
    path("servicios/gestion/<number:number>/devolver-items/", works.give_back, name="desk_give_back"),
    path("servicios/gestion/<number:number>/cerrar/", works.close, name="desk_close"),
    path("servicios/gestion/<number:number>/suspender/", works.suspend, name="desk_suspend"),
    path("servicios/gestion/<number:number>/reanudar/", works.resume, name="desk_resume"),
    path("servicios/gestion/<number:number>/reabrir/", works.reopen, name="desk_reopen"),
    path("servicios/gestion/<number:number>/mensaje/", acts.message, name="desk_message"),
    path("servicios/gestion/<number:number>/asignar/", acts.assign, name="desk_assign"),
    path("servicios/gestion/<number:number>/nota/", acts.note, name="desk_note"),
    path("servicios/gestion/<number:number>/participante/", acts.change_participant, name="desk_change_participant"),
    path("servicios/gestion/<number:number>/enmendar/", acts.amend_certificate, name="desk_amend_certificate"),
    path("servicios/gestion/<number:number>/otra-edicion/", acts.move_course, name="desk_move_course"),
    path("servicios/gestion/<number:number>/otra-ronda/", acts.move_round, name="desk_move_round"),
    path("servicios/gestion/<number:number>/relacionar/", acts.relate, name="desk_relate"),
]
