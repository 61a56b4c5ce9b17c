"""The ASGI application, for servers that want one."""

import os

from django.core.asgi import get_asgi_application

from oneonone.patience import limit_waits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneonone.settings")
application = get_asgi_application()
limit_waits()
