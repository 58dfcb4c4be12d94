"""Settings of the team's desk.

Everything lies in one folder, named by `SECONDSOURCE_DESK`: the database (unless `SECONDSOURCE_DATABASE` names a
PostgreSQL), sealed files, the secret key, the papers and the public folder of the deciding room.
"""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from secondsource.web.settings.folder import database, incoming, secret_key

HERE = Path(__file__).resolve().parent.parent / "desk"
AREAS = ("base", "team", "cases", "judgement", "release")
"""Folders of pages; each has its own templates, words and static files."""

DESK = Path(os.environ.get("SECONDSOURCE_DESK", "desk"))
"""The desk's folder."""
SECRET_KEY = secret_key(DESK)
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("SECONDSOURCE_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("SECONDSOURCE_ORIGINS", "").split(",") if origin]
BEHIND_TLS = os.environ.get("SECONDSOURCE_TLS", "") == "yes"
"""Whether readers come over https (a reverse proxy). On one machine or an onion service they do not."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "secondsource.store.team",
    "secondsource.store.evidence",
    "secondsource.store.letting_out",
    "secondsource.store.judgement",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "secondsource.web.shared.statics.Statics",
    "csp.middleware.CSPMiddleware",
    "secondsource.web.shared.headers.headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "secondsource.web.desk.team.limits.sessions",
    "secondsource.web.desk.team.limits.tongue",
    "secondsource.web.desk.team.limits.second_factor",
    "secondsource.web.shared.refusals.Refusals",
]
ROOT_URLCONF = "secondsource.web.desk.urls"
WSGI_APPLICATION = "secondsource.web.desk.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / area / "templates" for area in AREAS],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {
                "showing": "secondsource.web.desk.cases.showing",
                "letting": "secondsource.web.desk.release.showing",
            },
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]
DATABASES = {"default": database(DESK)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "team.MemberRow"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_ADAPTER = "secondsource.web.desk.team.adapters.Accounts"
# By account and never by address: behind an onion service every reader comes from the same one.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key",
    "signup": None,
    "reset_password": None,
    "reset_password_from_key": None,
}
MFA_ADAPTER = "secondsource.web.desk.team.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_TOTP_TOLERANCE = 1
"""Clocks of phones and offline machines differ; one step of 30 seconds either way."""
SECOND_FACTOR_REQUIRED = os.environ.get("SECONDSOURCE_SECOND_FACTOR", "required") != "optional"
"""Whether an account without a second factor reaches nothing but its own settings."""
# Counts failed sign-ins, in the database so that every worker counts the same.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "desk_cache"}}

SESSION_COOKIE_AGE = 8 * 3600
"""Seconds a session lasts at most."""
SESSION_IDLE_AGE = 1800
"""Seconds a session may lie idle."""
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SAMESITE = "Strict"
# To other sites nothing, ever. Not `no-referrer`: browsers then hide a form's origin too, and the guard against forged
# posts needs it.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [HERE / area / "locale" for area in AREAS]
LANGUAGE_COOKIE_SAMESITE = "Strict"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
STATIC_ROOT = HERE / "static"

# No names, addresses or words of a source in any log: only that something of ours broke, and where in our code.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "handlers": {"none": {"class": "logging.NullHandler"}},
    "root": {"handlers": ["none"]},
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# The queue wakes the one worker; what is to be done stands in the desk's own rows.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

FILE_UPLOAD_HANDLERS = ["secondsource.web.shared.uploads.MembersUpload"]
FILE_UPLOAD_TEMP_DIR = incoming(DESK)
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FILES = 1001
"""One more than is taken in at once, so that the refusal is ours and says what to do."""
