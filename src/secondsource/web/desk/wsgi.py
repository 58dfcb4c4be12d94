"""The desk as a WSGI application, for whatever serves it."""

import os

from django.core.wsgi import get_wsgi_application

from secondsource.web.shared.together import end_with_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secondsource.web.settings.desk")
end_with_server()
application = get_wsgi_application()
