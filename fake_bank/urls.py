"""The addresses of the fake bank, in the demonstration and in tests."""

from django.urls import path

from fake_bank import views
from ground.languages import either

app_name = "fake_bank"

urlpatterns = [path(either("banco-de-prueba/<uuid:key>/", "test-bank/<uuid:key>/"), views.pay, name="pay")]
