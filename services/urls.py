"""The addresses of requests for services: the customer's, and the desk's."""

from django.urls import path

from expedientes.views import follower_pages as pages
from expedientes.views import presence
from services.views import courses, payments, request
from services.views.customer import FOLLOWING
from services.views.desk import acts, cases, money
from services.views.desk import courses as desk_courses

FOLLOWED = {"following": FOLLOWING}

app_name = "services"

urlpatterns = [
    path("servicios/capacitacion/ediciones/", courses.editions, name="editions"),
    path("servicios/capacitacion/opinion/<str:token>/", courses.opinion, name="course_opinion"),
    path("servicios/<slug:slug>/solicitar/", request.request_service, name="request"),
    path("servicios/consulta/", pages.lookup, FOLLOWED, name="lookup"),
    path("servicios/consulta/<number:number>/", pages.case, FOLLOWED, name="case"),
    path("servicios/consulta/<number:number>/fecha.ics", pages.due_day, FOLLOWED, name="due_day"),
    path("servicios/consulta/<number:number>/anexos/<int:pk>/", pages.document, FOLLOWED, name="document"),
    path("servicios/consulta/<number:number>/cartas/<number:letter>.pdf", pages.letter, FOLLOWED, name="letter"),
    path("servicios/consulta/<number:number>/salir/", pages.leave, FOLLOWED, name="leave"),
    path("servicios/consulta/<number:number>/completar/", pages.act, FOLLOWED, name="complete"),
    path("servicios/consulta/<number:number>/aceptar/", pages.act, FOLLOWED, name="accept"),
    path("servicios/consulta/<number:number>/cambio/", pages.act, FOLLOWED, name="ask_change"),
    path("servicios/consulta/<number:number>/no-aceptar/", pages.act, FOLLOWED, name="decline"),
    path("servicios/consulta/<number:number>/cotizar-de-nuevo/", pages.act, FOLLOWED, name="ask_requote"),
    path("servicios/consulta/<number:number>/pagar/", pages.act, FOLLOWED, name="pay"),
    path("servicios/consulta/<number:number>/comprobante/", pages.act, FOLLOWED, name="send_proof"),
    path("servicios/consulta/<number:number>/regreso/", payments.back, FOLLOWED, name="payment_back"),
    path("servicios/consulta/<number:number>/escribir/", pages.act, FOLLOWED, name="write"),
    path("servicios/consulta/<number:number>/desistir/", pages.act, FOLLOWED, name="withdraw"),
    path("pagos/eventos/<slug:name>/", payments.event, name="payment_event"),
    path("servicios/consulta/<number:number>/tomar-cupos/", pages.act, FOLLOWED, name="take_seats"),
    path("servicios/consulta/<number:number>/participante/", pages.act, FOLLOWED, name="change_participant"),
    path("servicios/consulta/<number:number>/dejar-lista/", pages.act, FOLLOWED, name="leave_list"),
    path("servicios/gestion/", cases.queue, name="desk"),
    path("servicios/gestion/varios/", acts.many, name="desk_many"),
    path("servicios/gestion/pagos/", money.treasury, name="desk_treasury"),
    path("servicios/gestion/pagos/<int:pk>/", money.resolve, name="desk_resolve"),
    path("servicios/gestion/pagos/<uuid:key>/sin-respuesta/", money.give_up, name="desk_give_up"),
    path("servicios/gestion/exportar.csv", cases.export, name="desk_export"),
    path("servicios/gestion/presencia/", presence.heartbeat, name="desk_presence"),
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
    path("servicios/gestion/<number:number>/", cases.case, name="desk_case"),
    path("servicios/gestion/<number:number>/anexos/<int:pk>/", cases.document, name="desk_document"),
    path("servicios/gestion/<number:number>/cartas/<number:letter>.pdf", cases.letter, name="desk_letter"),
    path("servicios/gestion/<number:number>/cotizar/", acts.quote, name="desk_quote"),
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
    path("servicios/gestion/<number:number>/mensaje/", acts.message, name="desk_message"),
    path("servicios/gestion/<number:number>/asignar/", acts.assign, name="desk_assign"),
    path("servicios/gestion/<number:number>/nota/", acts.note, name="desk_note"),
    path("servicios/gestion/<number:number>/participante/", acts.change_participant, name="desk_change_participant"),
    path("servicios/gestion/<number:number>/otra-edicion/", acts.move_course, name="desk_move_course"),
    path("servicios/gestion/<number:number>/relacionar/", acts.relate, name="desk_relate"),
]
