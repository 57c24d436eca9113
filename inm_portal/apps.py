from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin


class PortalConfig(AppConfig):
    name = "inm_portal"
    verbose_name = "Portal"
    default = True


class PortalAdminConfig(admin.AdminConfig):
    """Django's administration, with the portal's own door."""

    default = False
    default_site = "inm_portal.admin_site.PortalAdminSite"

    def ready(self) -> None:
        """The secrets of second factors, which django-otp would list, are shown to nobody."""
        super().ready()
        for model in ("otp_totp.TOTPDevice", "otp_static.StaticDevice"):
            self.module.site.unregister(apps.get_model(model))
