"""Django as a WSGI application, its static files before it."""

from __future__ import annotations

import os
from typing import Final

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salesfloor.app.settings")
_django: Final = get_wsgi_application()

from salesfloor.app.static_files import with_static_files  # noqa: E402 - after Django's set-up

application: Final = with_static_files(_django)
