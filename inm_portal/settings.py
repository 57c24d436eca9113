"""Every setting of the portal, and the only place that reads environment variables.

`PORTAL_ENV` names the kind of installation: `production` (the default, which refuses to start with
anything unsafe), `demo` (what `make run` sets up under `var/`) or `test`. Variables may also stand in
the file named by `PORTAL_ENV_FILE` (`var/portal.env` by default); the process environment wins.
"""

from datetime import time
from pathlib import Path

from django.contrib.messages import constants
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage
from django.urls import reverse_lazy

from inm_portal.variables import Variables

BASE_DIR = Path(__file__).resolve().parent.parent
SAMPLE_SECRET_KEY = "clave-de-ejemplo-solo-para-demostracion-cambiar-en-produccion"

env = Variables()
Variables.read_env(env.path("PORTAL_ENV_FILE", default=BASE_DIR / "var" / "portal.env")())


def cutoff_time(text: str) -> time | None:
    """The hour that `HH:MM` says; None for 24:00, midnight."""
    try:
        return None if text == "24:00" else time.fromisoformat(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"PQRSD_CUTOFF debe ser una hora HH:MM, no «{text}».") from error


# --- What kind of installation this is ---------------------------------------------------------------
PORTAL_ENV = env.str("PORTAL_ENV", default="production")
if PORTAL_ENV not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"PORTAL_ENV debe ser production, demo o test, no «{PORTAL_ENV}».")
IS_PRODUCTION = PORTAL_ENV == "production"
IS_DEMO = PORTAL_ENV == "demo"

SECRET_KEY = env.str("SECRET_KEY", default="" if IS_PRODUCTION else SAMPLE_SECRET_KEY)
# Those of before, while what they signed (sessions, mailed links) is still to be good.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = env.bool("DEBUG", default=False)
if IS_PRODUCTION and SECRET_KEY in {"", SAMPLE_SECRET_KEY}:
    raise ImproperlyConfigured("En producción SECRET_KEY es obligatoria y no puede ser la de ejemplo.")
if IS_PRODUCTION:
    env.require_secret("SECRET_KEY", SECRET_KEY)
if IS_PRODUCTION and DEBUG:
    raise ImproperlyConfigured("En producción DEBUG no puede estar activo.")

# --- Addresses ---------------------------------------------------------------------------------------
# Printed in QR codes and mailed in links: never derived from a request's Host header.
# HOST and PORT are where `run_portal` listens.
HOST = env.name("HOST", default="127.0.0.1")
PORT = env.port("PORT", default=8000)
PUBLIC_HOST = "localhost" if HOST in {"127.0.0.1", "0.0.0.0"} else HOST
PORTAL_BASE_URL = env.page_address(
    "PORTAL_BASE_URL", default=Variables.NOTSET if IS_PRODUCTION else f"http://{PUBLIC_HOST}:{PORT}"
)
IS_BEHIND_TLS = PORTAL_BASE_URL.startswith("https://")
if IS_PRODUCTION and not IS_BEHIND_TLS:
    raise ImproperlyConfigured("En producción PORTAL_BASE_URL debe empezar por https://.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[PORTAL_BASE_URL.split("://")[1].split("/")[0].split(":")[0]])
if not IS_PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [PORTAL_BASE_URL]
# How many reverse proxies of ours stand in front and append to X-Forwarded-For.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# --- What the portal keeps on disk besides the database ----------------------------------------------
VAR_DIR = env.path("PORTAL_VAR", default=BASE_DIR / "var")
VAR_DIR = Path(VAR_DIR())

# --- Applications ------------------------------------------------------------------------------------
# The class that speaks with the gateway of online payments, "" for none; where its pages are, besides the portal; and
# the secrets of its events, the first one in force, another while it takes its place.
PAYMENT_GATEWAY = env.str("PAYMENT_GATEWAY", default="" if IS_PRODUCTION else "fake_bank.gateway.FakeBank")
PAYMENT_ORIGINS = env.list("PAYMENT_ORIGINS", default=[])
PAYMENT_SECRETS = env.list("PAYMENT_SECRETS", default=[] if IS_PRODUCTION else [SECRET_KEY])
if IS_PRODUCTION and PAYMENT_GATEWAY.startswith("fake_bank."):
    raise ImproperlyConfigured("En producción PAYMENT_GATEWAY no puede ser el banco de prueba.")
if PAYMENT_GATEWAY and not PAYMENT_SECRETS:
    raise ImproperlyConfigured("Con PAYMENT_GATEWAY hace falta PAYMENT_SECRETS: sin ellos no se cree ningún aviso.")

INSTALLED_APPS = [
    "inm_portal",
    "inm_portal.search",
    "inm_portal.watch",
    "habeas_data",
    "communications",
    "requests_oec",
    "pqrsd",
    *(["fake_bank"] if PAYMENT_GATEWAY.startswith("fake_bank.") else []),
    "services",
    "expedientes",
    "radicados",
    "tariffs",
    "accounts",
    "ground.mails",
    "ground.documents",
    "ground.synonyms",
    "ground.webforms",
    "legal_calendar",
    "ground.audit",
    "inm_portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",  # the widgets' own templates, for FORM_RENDERER
    "crispy_forms",
    "django_htmx",
    "axes",
    "csp",
    "django_countries",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "simple_history",
    "pgtrigger",
]

MIDDLEWARE = [
    "ground.reference.ReferenceMiddleware",
    "ground.languages.LanguageMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "inm_portal.middleware.CarriageMiddleware",
    "inm_portal.middleware.RefusingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "ground.doors.origins.OriginMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "accounts.ended_sessions.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "inm_portal.middleware.NotAllowedPageMiddleware",
    "axes.middleware.AxesMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "inm_portal.urls"
WSGI_APPLICATION = "inm_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["inm_portal.template_files.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": [
                "ground.webforms.templatetags.ui",
                "legal_calendar.templatetags.legal_time",
                "inm_portal.templatetags.explained",
                "django.templatetags.i18n",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "inm_portal.context_processors.entity",
                "inm_portal.context_processors.service_notices",
                "inm_portal.context_processors.desks",
                "inm_portal.context_processors.language",
            ],
        },
    },
]
# As the pieces of the pages call it.
MESSAGE_TAGS = {constants.ERROR: "danger"}
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["inm"]
CRISPY_TEMPLATE_PACK = "inm"
CRISPY_FAIL_SILENTLY = False

# --- Database: PostgreSQL everywhere -----------------------------------------------------------------
# Without DATABASE_URL or REDIS_URL, demo and test share the embedded servers: see inm_portal/embedded/.
DATABASE_URL = env.database_address("DATABASE_URL", default=Variables.NOTSET if IS_PRODUCTION else "")
REDIS_URL = env.broker_address("REDIS_URL", default=Variables.NOTSET if IS_PRODUCTION else "")
if not (DATABASE_URL and REDIS_URL):
    from inm_portal import embedded

    DATABASE_URL = DATABASE_URL or embedded.share(
        embedded.PostgreSQL(VAR_DIR / "postgres", settings={"fsync": "off"} if PORTAL_ENV == "test" else None)
    )
    REDIS_URL = REDIS_URL or embedded.share(embedded.Valkey(VAR_DIR / "valkey"))
DATABASES = {"default": Variables.db_url_config(DATABASE_URL)}
# A new connection costs ten times the query that it carries; a health check costs a fifth of one.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Seconds. What is slow ends, and a server that does not answer becomes a page that says so before whoever waits gives
# up (ground/patience.py): to connect, for one statement of a page or of a worker's task, for a row that somebody else
# holds, for a transaction that does nothing, and for all that one page asks. Commands have none but the first.
DATABASE_CONNECT_SECONDS = env.seconds("DATABASE_CONNECT_SECONDS", default=3)
DATABASE_STATEMENT_SECONDS = env.seconds("DATABASE_STATEMENT_SECONDS", default=5)
DATABASE_WORKER_STATEMENT_SECONDS = env.seconds("DATABASE_WORKER_STATEMENT_SECONDS", default=40)
DATABASE_LOCK_SECONDS = env.seconds("DATABASE_LOCK_SECONDS", default=4)
DATABASE_IDLE_SECONDS = env.seconds("DATABASE_IDLE_SECONDS", default=60)
DATABASE_PAGE_SECONDS = env.seconds("DATABASE_PAGE_SECONDS", default=7)
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", DATABASE_CONNECT_SECONDS)
# A machine that vanished is noticed by whoever waits for it without asking anything, too.
for name, value in {"keepalives_idle": 30, "keepalives_interval": 5, "keepalives_count": 3}.items():
    DATABASES["default"]["OPTIONS"].setdefault(name, value)
DATABASES["default"]["OPTIONS"].setdefault("tcp_user_timeout", 10_000)  # milliseconds
# A case is read with all that belongs to it, by their keys: to weigh every order of those joins takes the planner
# ten times as long as the reading.
DATABASES["default"]["OPTIONS"].setdefault("options", "-c join_collapse_limit=4")
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Redis protocol: Celery's broker and the counters of the throttles --------------------------------
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "portal",
        # A server that is down must not slow a page.
        "OPTIONS": {"socket_connect_timeout": 0.3, "socket_timeout": 0.5},
    },
    # Fragments that are pure functions of frozen rows: each process may keep its own.
    "fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 0.3,
    "socket_timeout": 5,
    "retry_on_timeout": False,
    "max_retries": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "America/Bogota"

# --- Who is asking -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
# Who may know of reserved rows, wherever they are (ground/doors/reserve.py).
RESERVE_PERMISSION = "radicados.view_reserved_radicado"
# What opens it: nobody gives it alone (accounts/reserve.py).
RESERVED_PERMISSIONS = (RESERVE_PERMISSION, "pqrsd.handle_denuncia")
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.backends.AccountBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.NothingOfOnesOwn"},
]
PASSWORD_HASHERS = ["accounts.passwords.NormalisedPBKDF2"]
if PORTAL_ENV == "test":  # quick, and never a real person's password
    PASSWORD_HASHERS = ["accounts.passwords.NormalisedMD5"]
LOGIN_URL = reverse_lazy("accounts:login")
LOGIN_REDIRECT_URL = reverse_lazy("service_offer")
LOGOUT_REDIRECT_URL = reverse_lazy("home")

# Throttled per account *and* address together, so that nobody locks somebody else out from afar.
AXES_FAILURE_LIMIT = env.int("LOGIN_FAILURE_LIMIT", default=8)
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "accounts.attempts.attempted_name"
AXES_LOCKOUT_CALLABLE = "accounts.views.login.locked_out"
AXES_CLIENT_IP_CALLABLE = "ground.doors.addresses.client_ip"
AXES_RESET_ON_SUCCESS = True
# Whoever keeps failing does not make the wait any longer for who shares the address.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # the audit trail tells who got in
AXES_ENABLE_ADMIN = False

# A session ends after so long without use, and in any case after SESSION_HOURS (accounts/sessions.py).
SESSION_ENGINE = "accounts.sessions"
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=60)
SESSION_STAFF_IDLE_MINUTES = env.int("SESSION_STAFF_IDLE_MINUTES", default=20)
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=12) * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_BEHIND_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# A browser takes a cookie of such a name from this host alone, over TLS, for all of its pages.
COOKIE_PREFIX = "__Host-" if IS_BEHIND_TLS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
CSRF_FAILURE_VIEW = "inm_portal.errors.csrf_failure"

# Links that are mailed, and how often one may be asked for (accounts/links.py).
RECOVERY_LINK_MINUTES = env.int("RECOVERY_LINK_MINUTES", default=30)
VERIFICATION_LINK_HOURS = env.int("VERIFICATION_LINK_HOURS", default=72)
RECOVERIES_PER_HOUR = env.int("RECOVERIES_PER_HOUR", default=5)
VERIFICATION_MAILS_PER_HOUR = env.int("VERIFICATION_MAILS_PER_HOUR", default=5)

# --- What the browser may load and do ----------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "frame-src": ["'none'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'", *PAYMENT_ORIGINS],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=IS_BEHIND_TLS)
SECURE_REDIRECT_EXEMPT = [r"^salud/", r"^metrics$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if IS_BEHIND_TLS else 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_TLS and TRUSTED_PROXY_COUNT else None

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # subdomains and
    "security.W021",  # preload lists are for the owner of the whole domain to decide
]

# --- Languages (ground/languages.py), and the legal time of Colombia (UTC-5, no daylight saving) --------
LANGUAGE_CODE = "es-co"
LANGUAGES = [("es-co", "español"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "inm_portal.formats"
TIME_ZONE = "America/Bogota"
USE_I18N = True
USE_TZ = True

# --- Static files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static" / "files"
STATICFILES_DIRS = [BASE_DIR / "static"]
_PRIVATE_FILES = {"base_url": None, "directory_permissions_mode": 0o700}
STORAGES = {
    # Every file of the portal is private: nothing under this folder is served by its address.
    "documents": {
        "BACKEND": "ground.documents.private_files.PrivateFiles",
        "OPTIONS": _PRIVATE_FILES | {"location": VAR_DIR / "documents"},
    },
    # Where files with a virus go, and stay.
    "quarantine": {
        "BACKEND": "ground.documents.private_files.PrivateFiles",
        "OPTIONS": _PRIVATE_FILES | {"location": VAR_DIR / "quarantine"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if PORTAL_ENV == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
        # The list of the files stands beside what is served, not in it.
        "OPTIONS": {} if PORTAL_ENV == "test" else {"manifest_storage": FileSystemStorage(location=VAR_DIR / "static")},
    },
}

# What an officer corrects of two hundred instruments is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- Documents that people hand over (ground/documents/receiving.py) ----------------------------------
DOCUMENT_MAX_BYTES = env.int("DOCUMENT_MAX_MB", default=10) * 1024 * 1024
DOCUMENT_MAX_PAGES = env.int("DOCUMENT_MAX_PAGES", default=300)
DOCUMENT_MAX_PIXELS = env.int("DOCUMENT_MAX_MEGAPIXELS", default=40) * 1_000_000
# While a copy is put back: nothing is deleted from the disk that a database knows to be over.
KEEP_FILES = env.bool("KEEP_FILES", default=False)
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "ground.documents.uploads.UploadHandler",
]
# What opening one file may use; each web process opens two at once.
DOCUMENT_INSPECTION_MB = env.int("DOCUMENT_INSPECTION_MB", default=1024)
DOCUMENT_INSPECTION_SECONDS = env.int("DOCUMENT_INSPECTION_SECONDS", default=10)
# The antivirus: `tcp://host:port` or the path of a Unix socket; empty, files are not scanned.
CLAMD_SOCKET = env.str("CLAMD_SOCKET", default="")

# --- Letters: only the worker needs the key ----------------------------------------------------------
PKI_DIR = VAR_DIR / "pki"
SIGNING_PKCS12_FILE = env.str("SIGNING_PKCS12_FILE", default="" if IS_PRODUCTION else str(PKI_DIR / "demo-signer.p12"))
SIGNING_PKCS12_PASSPHRASE_FILE = env.str(
    "SIGNING_PKCS12_PASSPHRASE_FILE",
    default="" if IS_PRODUCTION else str(PKI_DIR / "demo-signer.passphrase"),
)
# How letters, mails, scans and booklets retry: first wait, ceiling, and when it asks for help as well.
WORK_LEASE_SECONDS = env.int("WORK_LEASE_SECONDS", default=90)
# Shorter than the lease of the row that a task works on, so that no two workers hold it.
CELERY_TASK_TIME_LIMIT = max(WORK_LEASE_SECONDS * 2 // 3, 1)
# Shorter than that, so that an antivirus that does not answer is recorded as such.
CLAMD_TIMEOUT_SECONDS = max(CELERY_TASK_TIME_LIMIT // 2, 1)
WORK_BACKOFF_SECONDS = env.int("WORK_BACKOFF_SECONDS", default=5)
WORK_BACKOFF_MAX_SECONDS = env.int("WORK_BACKOFF_MAX_SECONDS", default=300)
WORK_MAX_ATTEMPTS = env.int("WORK_MAX_ATTEMPTS", default=8)
WORK_SWEEP_SECONDS = env.int("WORK_SWEEP_SECONDS", default=5)

# What one address may register, and hand over for registrations, per hour; and how many other documents.
REGISTRATIONS_PER_HOUR = env.int("REGISTRATIONS_PER_HOUR", default=20)
REGISTRATION_UPLOADS_PER_HOUR = env.int("REGISTRATION_UPLOADS_PER_HOUR", default=60)
REGISTRATION_MAX_DOCUMENTS = env.int("REGISTRATION_MAX_DOCUMENTS", default=10)

# Unknown codes that one address may try on the public verification pages, per hour.
VERIFICATION_MISSES_PER_HOUR = env.int("VERIFICATION_MISSES_PER_HOUR", default=30)

# How much one OEC request admits.
OEC_MAX_STAFF = env.int("OEC_MAX_STAFF", default=500)
OEC_MAX_ITEMS = env.int("OEC_MAX_ITEMS", default=1000)

# --- PQRSD --------------------------------------------------------------------------------------------
# What arrives later than this `HH:MM` is effective the next business day; 24:00 is midnight (CPACA, 54).
PQRSD_CUTOFF = cutoff_time(env.str("PQRSD_CUTOFF", default="24:00"))
# What one address may file and hand over per hour, and how many files go with a petition.
PQRSD_FILINGS_PER_HOUR = env.int("PQRSD_FILINGS_PER_HOUR", default=20)
CASE_UPLOADS_PER_HOUR = env.int("CASE_UPLOADS_PER_HOUR", default=60)
CASE_MAX_ATTACHMENTS = env.int("CASE_MAX_ATTACHMENTS", default=10)
# How long number and code keep a case open, and how many business days before it is due the staff is warned.
CASE_ACCESS_MINUTES = env.int("CASE_ACCESS_MINUTES", default=240)
CASE_WARNING_DAYS = env.int("CASE_WARNING_DAYS", default=3)
# Where whoever needs their identity kept from the entity itself may file (Ley 1712 de 2014, art. 4, par.).
PQRSD_RESERVED_IDENTITY_URL = env.str("PQRSD_RESERVED_IDENTITY_URL", default="https://www.procuraduria.gov.co")

# --- Services -----------------------------------------------------------------------------------------
# Months that a customer has to complete a request (CPACA, 17, by analogy), and calendar days: those of a quote, of
# asking for another once it ended, and those before its end on which the customer is warned.
SERVICES_COMPLETION_MONTHS = env.int("SERVICES_COMPLETION_MONTHS", default=1)
SERVICES_LEAD_DAYS = env.int("SERVICES_LEAD_DAYS", default=3)
SERVICES_QUOTE_DAYS = env.int("SERVICES_QUOTE_DAYS", default=30)
SERVICES_REQUOTE_DAYS = env.int("SERVICES_REQUOTE_DAYS", default=30)
SERVICES_QUOTE_WARNINGS = env.list("SERVICES_QUOTE_WARNINGS", cast=int, default=[5, 1])
# The percent of a course that earns a certificate.
SERVICES_COURSE_ATTENDANCE = env.int("SERVICES_COURSE_ATTENDANCE", default=80)
# Calendar days after which what was dispatched is held to have come, and before the end of a lot on which that is told.
SERVICES_RECEIPT_DAYS = env.int("SERVICES_RECEIPT_DAYS", default=10)
SERVICES_LOT_WARNING_DAYS = env.int("SERVICES_LOT_WARNING_DAYS", default=90)
# The versions of PTB's schema for digital calibration certificates (DCC) that are taken, and the file of one, if any.
DCC_VERSIONS = env.list("DCC_VERSIONS", default=["3.0.0", "3.1.0", "3.1.1", "3.1.2", "3.2.0", "3.2.1", "3.3.0"])
DCC_SCHEMA_FILE = env.str("DCC_SCHEMA_FILE", default="")

# Calendar days to pay what was accepted, and before their end on which the customer is warned.
SERVICES_PAYMENT_DAYS = env.int("SERVICES_PAYMENT_DAYS", default=15)
SERVICES_PAYMENT_WARNING_DAYS = env.int("SERVICES_PAYMENT_WARNING_DAYS", default=3)
# Business days that a customer has to say whether the price of another year is theirs (Resolución 015 de 2020, art. 8).
SERVICES_DIFFERENCE_DAYS = env.int("SERVICES_DIFFERENCE_DAYS", default=15)
# Around the last day of what may be paid later: before it, and after it, on which the customer is reminded.
SERVICES_DEBT_REMINDERS = env.list("SERVICES_DEBT_REMINDERS", cast=int, default=[-5, 0, 5, 15, 30])
# To where a transfer is made, as the customer reads it: bank, class and number of the account.
DEMO_ACCOUNT = "Banco de la Demostración, cuenta de ahorros 000-0 (ficticia)"
PAYMENT_ACCOUNT = env.str("PAYMENT_ACCOUNT", default=DEMO_ACCOUNT if IS_DEMO else "")
PAYMENT_ACCOUNT_ABROAD = env.str("PAYMENT_ACCOUNT_ABROAD", default="")

# --- The entity: nothing is printed that is not stated here; English pages say what ends in `_en` ------
# What the demonstration says where nothing was stated; each says of itself that it is nobody's.
FICTITIOUS = {
    "address": "Avenida de la Demostración 1 # 2-3 (dirección ficticia)",
    "phone": "601 000 0000 (número ficticio)",
    "email": "contacto@demostracion.example",
    "judicial_email": "judicial@demostracion.example",
    "office_hours": "de lunes a viernes, de 8:00 a. m. a 4:00 p. m. (horario ficticio)",
    "office_hours_en": "Monday to Friday, 8:00 to 16:00 (fictitious hours)",
    "privacy_policy_url": "https://www.example.com/?politica=datos-personales",
    "terms_url": "https://www.example.com/?politica=terminos-de-uso",
    "copyright_url": "https://www.example.com/?politica=derechos-de-autor",
    "security_policy_url": "https://www.example.com/?politica=seguridad",
}


def _of_the_entity(name: str) -> str:
    return env.str(f"ENTITY_{name.upper()}", default=FICTITIOUS[name] if IS_DEMO else "")


ENTITY = {
    "name": env.str("ENTITY_NAME", default="Instituto Nacional de Metrología"),
    "name_en": env.str("ENTITY_NAME_EN", default="National Institute of Metrology of Colombia"),
    "acronym": env.str("ENTITY_ACRONYM", default="INM"),
    "nit": env.str("ENTITY_NIT", default="900.494.393-3"),
    "sector": env.str("ENTITY_SECTOR", default="Ministerio de Comercio, Industria y Turismo"),
    "sector_en": env.str("ENTITY_SECTOR_EN", default="Ministry of Commerce, Industry and Tourism"),
    "city": env.str("ENTITY_CITY", default="Bogotá, D. C."),
    "website": env.str("ENTITY_WEBSITE", default="https://www.inm.gov.co"),
    **{name: _of_the_entity(name) for name in FICTITIOUS},
}

# What an authenticator application calls the portal's codes.
OTP_TOTP_ISSUER = f"Portal {ENTITY['acronym']}"

# --- Mail --------------------------------------------------------------------------------------------
vars().update(env.mail_settings("EMAIL_URL", default="smtp://localhost:25" if IS_PRODUCTION else "filemail://"))
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="Portal de Servicios en Línea INM <no-responder@localhost>"
)

# --- Alarms (inm_portal/watch/): whom they are told to, the least disk, and what opens /metrics -----------
ALARM_EMAILS = env.list("ALARM_EMAILS", default=[])
ALARM_DISK_MB = env.int("ALARM_DISK_MB", default=512)
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

# --- Logs: one line a fact, to standard output --------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {reference} {message}", "style": "{"}},
    "filters": {
        "with_reference": {"()": "ground.reference.WithReference"},
        "without_secrets": {"()": "inm_portal.log_lines.WithoutSecrets"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["with_reference", "without_secrets"],
        }
    },
    "root": {"handlers": ["console"], "level": env.level("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.server": {"handlers": ["console"], "propagate": False},
        "pikepdf": {"level": "WARNING"},
        "pyhanko": {"level": "WARNING"},
        "axes": {"level": "WARNING"},
        "waitress.queue": {"level": "ERROR"},  # a line for each visitor who waits a moment
    },
}
