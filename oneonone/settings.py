"""Every setting: the environment in, constants out. ``.env.example`` explains the variables."""

from datetime import timedelta
from pathlib import Path

from oneonone import app, env, logs

BASE_DIR = Path(__file__).resolve().parent.parent


DEBUG = env.boolean("DEBUG", default=True)
SECRET_KEY = env.text("SECRET_KEY", default=env.INSECURE_SECRET_KEY)
JWT_SIGNING_KEY = env.text("JWT_SIGNING_KEY", default=env.derived_key(SECRET_KEY, "jwt"))
LINK_SIGNING_KEY = env.text("LINK_SIGNING_KEY", default=env.derived_key(SECRET_KEY, "link"))
PUBLIC_URL = env.origin("PUBLIC_URL", default="http://127.0.0.1:8000")
FRONTEND_URL = env.origin("FRONTEND_URL", default="")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or (["127.0.0.1", "localhost", "[::1]"] if DEBUG else [])
CORS_ALLOWED_ORIGINS = env.words("CORS_ALLOWED_ORIGINS")
NUM_PROXIES = env.number("NUM_PROXIES", default=0)
LOG_LEVEL = env.text("LOG_LEVEL", default="INFO").upper()
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", default="OneOnOne <oneonone@localhost>")
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", default=str(BASE_DIR / "media")))
REQUIRE_VERIFIED_EMAIL = env.boolean("REQUIRE_VERIFIED_EMAIL", default=not DEBUG)
DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'db.sqlite3'}")}
DATABASE_LOCK_SECONDS = 10  # a process that serves waits no longer for what another one holds
DATABASE_STATEMENT_SECONDS = 20  # nor for a statement
DATABASE_SILENCE_SECONDS = 25  # nor for a server that says nothing at all, not even that it gives up
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
JOBS_BACKEND = env.choice("JOBS_BACKEND", ["worker", "celery"])
JOBS_URL = env.text("JOBS_URL", default="redis://127.0.0.1:6379/0")

_mail = env.email("EMAIL_URL", default="filemail:///var/mail")
EMAIL_BACKEND = {
    "django.core.mail.backends.filebased.EmailBackend": "mail.backends.FileBackend",
    "django.core.mail.backends.smtp.EmailBackend": "mail.backends.SMTPBackend",
}.get(_mail["EMAIL_BACKEND"], _mail["EMAIL_BACKEND"])
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(_mail.get("EMAIL_USE_TLS"))
EMAIL_USE_SSL = bool(_mail.get("EMAIL_USE_SSL"))
EMAIL_FILE_PATH = BASE_DIR / (_mail.get("EMAIL_FILE_PATH") or "var/mail")
EMAIL_TIMEOUT = 20

if not DEBUG:
    env.refuse(
        {
            "SECRET_KEY": SECRET_KEY == env.INSECURE_SECRET_KEY or len(SECRET_KEY) < 50,
            "ALLOWED_HOSTS": not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS,
            "PUBLIC_URL": not PUBLIC_URL.startswith("https://"),
            "EMAIL_URL": not env.text("EMAIL_URL", default=""),
            "DEFAULT_FROM_EMAIL": not env.text("DEFAULT_FROM_EMAIL", default=""),
        }
    )


INSTALLED_APPS = [
    "accounts",
    "contacts",
    "calendars",
    "mail",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "corsheaders",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "oneonone.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "oneonone.headers.ContentPolicyMiddleware",
    "oneonone.bodies.BodyLimitMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "oneonone.faults.UnavailableMiddleware",
]

ROOT_URLCONF = "oneonone.urls"
WSGI_APPLICATION = "oneonone.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.UsernameOrEmailBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
PASSWORD_HASHERS = [
    "accounts.hashers.Argon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_RESET_TIMEOUT = 24 * 3600  # seconds; for the links that prove an address too
EMAIL_VERIFIED_HOOKS = ["contacts.services.contacts.link_user"]
ACCOUNT_CLAIMED_HOOKS = ["calendars.services.feeds.stop"]
WORKER_CHORES = [
    "accounts.services.addresses.release_mails",
    "accounts.services.kept_answers.forget_old",
    "calendars.services.reminders.queue_due",
    "mail.purging.purge",
]
JOBS_PAUSE_SECONDS = 60  # until a mail is found of which Celery was not told
MAIL_WAKER = "oneonone.jobs.wake" if JOBS_BACKEND == "celery" else ""
MAIL_LOOKUPS = {  # by template, asked when a mail is about to be sent: is it wanted, what is to be added?
    "all_answered": "calendars.lookups.all_answered",
    "deadline_passed": "calendars.lookups.deadline_passed",
    "invitation": "calendars.lookups.invitation",
    "reminder": "calendars.lookups.reminder",
    "meeting": "calendars.lookups.meeting",
    "meeting_cancelled": "calendars.lookups.meeting_cancelled",
    "meeting_declined": "calendars.lookups.meeting_declined",
    "no_meeting": "calendars.lookups.no_meeting",
    "owner_summary": "calendars.lookups.owner_summary",
    "proposal": "calendars.lookups.proposal",
    "proposal_answered": "calendars.lookups.proposal_answered",
    "reset_password": "accounts.lookups.reset_password",
    "verify_address": "accounts.lookups.verify_address",
}
CONTACT_ADDRESS_HOOKS = ["calendars.services.following.follow"]
ACCOUNT_DELETION_HOOKS = [
    "calendars.services.farewell.take_leave",
    "contacts.services.contacts.discard_pictures",
]

LANGUAGE_CODE = "en"  # of everybody: there is no other one yet, so nothing asks which one a browser wants
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
WHITENOISE_USE_FINDERS = True  # no step of collecting files, which could be forgotten
FRONTEND_ROOT = BASE_DIR / "frontend" / "dist"
WHITENOISE_ROOT = FRONTEND_ROOT if FRONTEND_ROOT.is_dir() else None
WHITENOISE_ADD_HEADERS_FUNCTION = app.add_policy
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/app/assets/"  # Vite gives names with a hash
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000


REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["oneonone.parsers.BoundedJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "oneonone.pages.Pages",
    "DEFAULT_FILTER_BACKENDS": [
        "oneonone.pages.Filters",
        "oneonone.api.Search",
        "oneonone.api.Ordering",
    ],
    "DEFAULT_SCHEMA_CLASS": "oneonone.schema.Schema",
    "DEFAULT_METADATA_CLASS": "oneonone.metadata.Metadata",
    "DEFAULT_THROTTLE_RATES": {
        "respond": "120/min",
    },
    "EXCEPTION_HANDLER": "oneonone.api.answer_exception",
    "NUM_PROXIES": NUM_PROXIES,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=10),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=14),
    "SIGNING_KEY": JWT_SIGNING_KEY,
    "UPDATE_LAST_LOGIN": False,
}

CORS_EXPOSE_HEADERS = ["ETag", "Location", "Retry-After"]
CORS_ALLOW_HEADERS = ["accept", "authorization", "content-type", "idempotency-key", "if-match"]

SPECTACULAR_SETTINGS = {
    "TITLE": "OneOnOne",
    "DESCRIPTION": "Meet many people one at a time: ranked times in, the best schedule and its mails out.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "CalendarStatusEnum": "calendars.models.Calendar.Status",
        "InvitationStatusEnum": "calendars.models.Invitation.Status",
        "MeetingStatusEnum": "calendars.models.Meeting.Status",
        "ContactRequestStatusEnum": "contacts.models.ContactRequest.Status",
    },
}


MAIL_TOTAL_SECONDS = 60  # a message's deadline from connecting to acceptance
MAIL_LEASE_SECONDS = 80  # longer than a message may take; renewed for each, so no live worker loses it


SECURE_SSL_REDIRECT = not DEBUG
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if DEBUG else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEBUG
SECURE_HSTS_PRELOAD = not DEBUG
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if NUM_PROXIES else None
# Not "no-referrer": browsers then send "Origin: null" with forms, which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_HTTPONLY = True
LOGIN_REDIRECT_URL = "admin:index"  # the admin has the only login with a session
X_FRAME_OPTIONS = "DENY"

LOGGING = logs.config(level=LOG_LEVEL, as_json=not DEBUG)
LOGGING_CONFIG = "oneonone.logs.configure"
