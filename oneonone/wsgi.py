"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from oneonone.patience import limit_waits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneonone.settings")
application = get_wsgi_application()
limit_waits()
