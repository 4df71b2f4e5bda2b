"""A Django project with dj-stripe, in one file.

Arguments: `migrate`; `sync`, which copies all there is; `serve PORT`, which receives webhooks; `rows`, which
prints what each model holds, as JSON. Environment: STRIPE_BASE, STRIPE_KEY, DATABASE.
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

BASE, KEY = os.environ["STRIPE_BASE"], os.environ["STRIPE_KEY"]
# Connected accounts, and what dj-stripe 2.11 asks for in a way that the API refuses.
LEFT_OUT = ("Account", "AccountV2", "ActiveEntitlement", "TaxId")


class Urls:
    """The addresses of the project; filled when Django is set up."""

    urlpatterns: list[object] = []


class Quiet(WSGIRequestHandler):
    """Logs no request."""

    def log_message(self, *_: object) -> None:
        pass


settings.configure(
    SECRET_KEY="x",
    ALLOWED_HOSTS=["*"],
    DEBUG=True,  # else dj-stripe takes no other host than Stripe's
    ROOT_URLCONF=Urls,
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["DATABASE"],
            # A copy that a crash loses is made anew.
            "OPTIONS": {"timeout": 60, "init_command": "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY"},
        }
    },
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "djstripe"],
    MIGRATION_MODULES=dict.fromkeys(("auth", "contenttypes", "djstripe")),  # tables as they are at last
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DJSTRIPE_FOREIGN_KEY_TO_FIELD="id",
    STRIPE_API_HOST=BASE,
    STRIPE_TEST_SECRET_KEY=KEY,
    STRIPE_LIVE_MODE=False,
)  # fmt: skip
django.setup()

# They need Django to be set up.
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import include, path  # noqa: E402
from djstripe.models import WebhookEndpoint, WebhookEventTrigger  # noqa: E402
from djstripe.models.base import StripeModel  # noqa: E402
from djstripe.settings import djstripe_settings  # noqa: E402

Urls.urlpatterns.append(path("stripe/", include("djstripe.urls", namespace="djstripe")))
MODELS = [
    model
    for model in apps.get_app_config("djstripe").get_models()
    if issubclass(model, StripeModel) and model.__name__ not in (*LEFT_OUT, "APIKey")
]


def serve(port: int) -> None:
    """Create a webhook endpoint for all events, and receive them."""
    id = uuid.uuid4()
    made = WebhookEndpoint._api_create(
        api_key=KEY,
        url=f"http://127.0.0.1:{port}/stripe/webhook/{id}/",
        enabled_events=["*"],
        api_version=djstripe_settings.STRIPE_API_VERSION,
        metadata={"djstripe_uuid": str(id)},
    )
    WebhookEndpoint.sync_from_stripe_data(made, api_key=KEY)
    with make_server("127.0.0.1", port, get_wsgi_application(), handler_class=Quiet) as server:
        print("ready", flush=True)
        server.serve_forever()


def rows() -> dict[str, object]:
    """Return what each model holds, by id, and the errors of webhooks."""
    held = {model.__name__: {row.id: row.stripe_data for row in model.objects.all()} for model in MODELS}
    failed = [trigger.exception for trigger in WebhookEventTrigger.objects.exclude(exception="")]
    return {"version": djstripe_settings.STRIPE_API_VERSION, "held": held, "failed": failed}


if __name__ == "__main__":
    what = sys.argv[1]
    if what == "migrate":
        call_command("migrate", run_syncdb=True, verbosity=0)
    elif what == "sync":
        call_command("djstripe_sync_models", *(model.__name__ for model in MODELS), api_keys=[KEY])
    elif what == "serve":
        serve(int(sys.argv[2]))
    else:
        print(json.dumps(rows(), default=str))
