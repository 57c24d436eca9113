from django.urls import path

from accounts.views import account, company, credentials, login, registration, second_factor
from ground.languages import either

app_name = "accounts"

urlpatterns = [
    path(either("ingreso/", "login/"), login.LoginView.as_view(), name="login"),
    path(either("salir/", "logout/"), login.LogoutView.as_view(), name="logout"),
    path(either("ingreso/continuar/", "login/resume/"), login.resume, name="resume"),
    path("sesion/continuar/", login.go_on, name="go_on"),
    path(either("registro/", "register/"), registration.register, name="register"),
    path(either("registro/confirmacion/", "register/confirmation/"), registration.registered, name="registered"),
    path(
        either("registro/municipios/", "register/municipalities/"), registration.municipalities, name="municipalities"
    ),
    path(either("recuperar/", "recover/"), credentials.recover, name="recover"),
    path(either("recuperar/enviado/", "recover/sent/"), credentials.recover_asked, name="recover_asked"),
    path(either("recuperar/clave/", "recover/password/"), credentials.new_password, name="new_password"),
    path(either("recuperar/<uid>/<token>/", "recover/<uid>/<token>/"), credentials.recover_open, name="recover_open"),
    path("correo/reenviar/", credentials.resend, name="resend_verification"),
    path(either("correo/verificar/", "email/verify/"), credentials.confirm_email, name="confirm_email"),
    path(
        either("correo/verificar/<uid>/<token>/", "email/verify/<uid>/<token>/"),
        credentials.verify_email,
        name="verify_email",
    ),
    path("correo/nuevo/", credentials.confirm_new_email, name="confirm_new_email"),
    path("correo/nuevo/<uid>/<token>/", credentials.verify_new_email, name="verify_new_email"),
    path("ingreso/segundo-factor/", second_factor.check, name="second_factor_check"),
    path("cuenta/segundo-factor/", second_factor.overview, name="second_factor"),
    path("cuenta/segundo-factor/cambiar/", second_factor.replace, name="second_factor_replace"),
    path("cuenta/", account.account, name="account"),
    path("cuenta/apariencia/", account.choose_theme, name="theme"),
    path("cuenta/datos/", account.contact_data, name="contact_data"),
    path("cuenta/caracterizacion/", account.characterisation, name="characterisation"),
    path("cuenta/empresa/", company.company, name="company"),
    path("cuenta/empresa/datos/", company.change_company, name="change_company"),
    path("cuenta/empresa/retirarme/", company.leave_company, name="leave_company"),
    path("cuenta/empresa/persona-natural/", company.become_person, name="become_person"),
    path("cuenta/empresa/usuarios/", company.users, name="company_users"),
    path("cuenta/empresa/usuarios/invitar/", company.invite_user, name="invite_user"),
    path("cuenta/empresa/usuarios/<int:pk>/papel/", company.change_role, name="change_role"),
    path("cuenta/empresa/usuarios/<int:pk>/retirar/", company.remove_user, name="remove_user"),
    path("cuenta/empresa/solicitudes/<int:pk>/", company.decide_request, name="decide_membership"),
    path("cuenta/empresa/invitaciones/<int:pk>/retirar/", company.revoke_invitation, name="revoke_invitation"),
    path("cuenta/documentos/", account.documents, name="documents"),
    path("cuenta/documentos/nuevo/", account.new_document, name="new_document"),
    path("cuenta/documentos/<int:pk>/", account.open_document, name="open_document"),
    path("cuenta/documentos/<int:pk>/reemplazar/", account.replace_document, name="replace_document"),
    path("cuenta/correo/", credentials.email, name="email"),
    path("cuenta/correo/no-cambiar/", credentials.forget_email, name="forget_email"),
    path("cuenta/clave/", credentials.password, name="password"),
    path("cuenta/sesiones/", credentials.sessions, name="sessions"),
    path("cuenta/sesiones/cerrar/", credentials.end_all_other_sessions, name="end_other_sessions"),
    path("cuenta/sesiones/<handle>/cerrar/", credentials.end_one_session, name="end_session"),
    path("cuenta/autorizaciones/", account.consents, name="consents"),
    path("cuenta/autorizaciones/<int:pk>/retirar/", account.withdraw_consent, name="withdraw_consent"),
    path("cuenta/autorizaciones/<slug:kind>/dar/", account.give_consent, name="give_consent"),
    path("empresa/invitacion/<uid>/<token>/", company.invitation, name="invitation"),
]
