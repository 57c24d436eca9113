"""The addresses of requests for services: the customer's, and the desk's."""

from django.urls import path

from expedientes.views import follower_pages as pages
from services.views import request
from services.views.customer import FOLLOWING

FOLLOWED = {"following": FOLLOWING}

app_name = "services"

urlpatterns = [
    path("servicios/<slug:slug>/solicitar/", request.request_service, name="request"),
    path("servicios/consulta/", pages.lookup, FOLLOWED, name="lookup"),
    path("servicios/consulta/<number:number>/", pages.case, FOLLOWED, name="case"),
    path("servicios/consulta/<number:number>/fecha.ics", pages.due_day, FOLLOWED, name="due_day"),
    path("servicios/consulta/<number:number>/anexos/<int:pk>/", pages.document, FOLLOWED, name="document"),
    path("servicios/consulta/<number:number>/cartas/<number:letter>.pdf", pages.letter, FOLLOWED, name="letter"),
    path("servicios/consulta/<number:number>/salir/", pages.leave, FOLLOWED, name="leave"),
]
