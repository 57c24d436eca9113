"""`manage.py demo_code`: what an application would show for the demonstration accounts of the staff."""

from binascii import unhexlify

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django_otp.oath import TOTP

from inm_portal.management.commands.load_demo import AUTHENTICATOR_KEY


class Command(BaseCommand):
    help = "Dice el código del segundo factor de las cuentas de demostración del personal en este momento."
    requires_system_checks = []

    def handle(self, *args, **options) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("Este comando solo funciona en el modo de demostración.")
        totp = TOTP(unhexlify(AUTHENTICATOR_KEY))
        seconds = totp.step - int(totp.time) % totp.step
        self.stdout.write(f"{totp.token():06} (sirve una vez en cada cuenta; en {seconds} s habrá otro)")
