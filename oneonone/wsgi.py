"""The WSGI application that gunicorn serves."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application

from oneonone.patience import limit_waits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneonone.settings")
application = get_wsgi_application()
limit_waits()

# What is there now stays, so the collector need not look at it again, nor after every few hundred objects:
# that was a twentieth of most answers and a tenth of long ones.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20)

# A thread that plans gives way after this many seconds. By Python's own 5 ms each answer from the database
# would wait as long for its thread, beside a plan that takes a quarter of a second.
sys.setswitchinterval(0.0005)
