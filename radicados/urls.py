from django.urls import path

from radicados import views

app_name = "radicados"
urlpatterns = [
    path("radicados/", views.radicado_list, name="list"),
    path("radicados/<str:number>/", views.radicado_detail, name="detail"),
    path("radicados/<str:number>/carta.pdf", views.radicado_pdf, name="pdf"),
    path("verificar/", views.lookup, name="lookup"),
    path("v/<str:code>", views.verify, name="verify"),
    path("v/<str:code>/carta.pdf", views.verify_pdf, name="verify_pdf"),
]
