#!/usr/bin/env python
"""Django's command line for the portal."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import ConnectionError as RedisError


def main() -> None:
    """What is wrong with the settings or their servers is told in a sentence, whatever the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inm_portal.settings")
    try:
        settings.PORTAL_ENV  # noqa: B018 - before Django's command line, which would try wrong ones twice
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"El portal no puede arrancar: {error}")
    except OperationalError as error:
        sys.exit(f"La base de datos (DATABASE_URL) no responde: {_first_line(error)}")
    except (BrokerError, RedisError) as error:
        sys.exit(f"El intermediario de mensajes (REDIS_URL) no responde: {_first_line(error)}")
    except KeyboardInterrupt:
        sys.exit(130)


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


if __name__ == "__main__":
    main()
