from django.urls import path

from habeas_data import views

app_name = "habeas_data"

urlpatterns = [
    path("cuenta/datos-personales/", views.overview, name="overview"),
    path("cuenta/datos-personales/descarga/", views.download, name="download"),
    path("cuenta/datos-personales/reclamo/", views.claim, name="claim"),
    path("pqrsd/gestion/<number:number>/supresion/", views.erasure, name="erasure"),
]
