from django.urls import path

from radicados import views

app_name = "radicados"
urlpatterns = [
    path("radicados/<number:number>/", views.radicado_detail, name="detail"),
    path("radicados/<number:number>/carta.pdf", views.radicado_pdf, name="pdf"),
    path("verificar/", views.lookup, name="lookup"),
    path("v/<str:code>", views.verify, name="verify"),
    path("v/<str:code>/", views.verify),  # people add the slash
    path("v/<str:code>/carta.pdf", views.verify_pdf, name="verify_pdf"),
]
