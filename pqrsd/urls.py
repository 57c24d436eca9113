"""The addresses of petitions: the citizen's, the public ones, and the desk's."""

from django.urls import path

from expedientes.views import follower_pages as pages
from expedientes.views import presence
from pqrsd.views import calculator, form, landing, public_notices, reports
from pqrsd.views.desk import acts, cases, new
from pqrsd.views.petitioner import FOLLOWING

FOLLOWED = {"following": FOLLOWING}

app_name = "pqrsd"

urlpatterns = [
    path("pqrsd/", landing.landing, name="landing"),
    path("pqrsd/radicar/", form.file, name="file"),
    path("pqrsd/consulta/", pages.lookup, FOLLOWED, name="lookup"),
    path("pqrsd/consulta/<number:number>/", pages.case, FOLLOWED, name="case"),
    path("pqrsd/consulta/<number:number>/fecha.ics", pages.due_day, FOLLOWED, name="due_day"),
    path("pqrsd/consulta/<number:number>/anexos/<int:pk>/", pages.document, FOLLOWED, name="document"),
    path("pqrsd/consulta/<number:number>/cartas/<number:letter>.pdf", pages.letter, FOLLOWED, name="letter"),
    path("pqrsd/consulta/<number:number>/completar/", pages.act, FOLLOWED, name="complete"),
    path("pqrsd/consulta/<number:number>/plazo/", pages.act, FOLLOWED, name="more_time"),
    path("pqrsd/consulta/<number:number>/escribir/", pages.act, FOLLOWED, name="reply"),
    path("pqrsd/consulta/<number:number>/desistir/", pages.act, FOLLOWED, name="withdraw"),
    path("pqrsd/consulta/<number:number>/calificar/", pages.act, FOLLOWED, name="rate"),
    path("pqrsd/consulta/<number:number>/salir/", pages.leave, FOLLOWED, name="leave"),
    path("pqrsd/avisos/", public_notices.public_notices, name="public_notices"),
    path("pqrsd/plazos/", calculator.calculator, name="calculator"),
    path("pqrsd/informes/", reports.reports, name="reports"),
    path("pqrsd/informes/<int:year>-<int:quarter>/", reports.report, name="report"),
    path("pqrsd/informes/<int:year>-<int:quarter>.csv", reports.report_csv, name="report_csv"),
    path("pqrsd/informes/<int:year>-<int:quarter>.xlsx", reports.report_xlsx, name="report_xlsx"),
    path("pqrsd/gestion/", cases.queue, name="desk"),
    path("pqrsd/gestion/nueva/", new.new, name="desk_new"),
    path("pqrsd/gestion/varios/", acts.many, name="desk_many"),
    path("pqrsd/gestion/exportar.csv", cases.export, name="desk_export"),
    path("pqrsd/gestion/exportar.xlsx", cases.export, {"kind": "xlsx"}, name="desk_export_xlsx"),
    path("pqrsd/gestion/presencia/", presence.heartbeat, name="desk_presence"),
    path("pqrsd/gestion/<number:number>/", cases.case, name="desk_case"),
    path("pqrsd/gestion/<number:number>/anexos/<int:pk>/", cases.document, name="desk_document"),
    path("pqrsd/gestion/<number:number>/cartas/<number:letter>.pdf", cases.letter, name="desk_letter"),
    path("pqrsd/gestion/<number:number>/asignar/", acts.assign, name="desk_assign"),
    path("pqrsd/gestion/<number:number>/nota/", acts.note, name="desk_note"),
    path("pqrsd/gestion/<number:number>/relacionar/", acts.relate, name="desk_relate"),
    path("pqrsd/gestion/<number:number>/clase/", acts.reclassify, name="desk_reclassify"),
    path("pqrsd/gestion/<number:number>/prioridad/", acts.prioritise, name="desk_prioritise"),
    path("pqrsd/gestion/<number:number>/derechos/", acts.rights, name="desk_rights"),
    path("pqrsd/gestion/<number:number>/dependencia/", acts.move, name="desk_move"),
    path("pqrsd/gestion/<number:number>/completar/", acts.request_completion, name="desk_request_completion"),
    path("pqrsd/gestion/<number:number>/prorrogar/", acts.extend, name="desk_extend"),
    path("pqrsd/gestion/<number:number>/trasladar/", acts.transfer, name="desk_transfer"),
    path("pqrsd/gestion/<number:number>/responder/", acts.answer, name="desk_answer"),
    path("pqrsd/gestion/<number:number>/rechazar/", acts.reject, name="desk_reject"),
    path("pqrsd/gestion/<number:number>/archivar/", acts.archive, name="desk_archive"),
    path("pqrsd/gestion/<number:number>/desistimiento/", acts.lapse, name="desk_lapse"),
    path("pqrsd/gestion/<number:number>/entrega/", acts.deliver, name="desk_deliver"),
]
