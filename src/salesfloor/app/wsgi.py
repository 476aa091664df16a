"""Django as a WSGI application; `asgi.py` serves it in threads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salesfloor.app.settings")
application = get_wsgi_application()
