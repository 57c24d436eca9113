"""The addresses of the fake bank, in the demonstration and in tests."""

from django.urls import path

from fake_bank import views

app_name = "fake_bank"

urlpatterns = [path("banco-de-prueba/<uuid:key>/", views.pay, name="pay")]
