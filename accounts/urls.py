from django.urls import path

from accounts.views import login

app_name = "accounts"

urlpatterns = [
    path("ingreso/", login.LoginView.as_view(), name="login"),
    path("salir/", login.LogoutView.as_view(), name="logout"),
]
