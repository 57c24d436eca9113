from django.urls import path

from ground.languages import either
from radicados import views

app_name = "radicados"
urlpatterns = [
    path("radicados/<number:number>/", views.radicado_detail, name="detail"),
    path("radicados/<number:number>/carta.pdf", views.radicado_pdf, name="pdf"),
    path(either("verificar/", "verify/"), views.lookup, name="lookup"),
    path(either("v/<str:code>", "v/<str:code>"), views.verify, name="verify"),
    path(either("v/<str:code>/", "v/<str:code>/"), views.verify),  # people add the slash
    path("v/<str:code>/carta.pdf", views.verify_pdf, name="verify_pdf"),
]
