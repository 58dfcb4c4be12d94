"""The desk as a WSGI application, for whatever serves it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secondsource.web.settings.desk")
application = get_wsgi_application()
