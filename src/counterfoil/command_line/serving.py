"""`counterfoil serve` and `counterfoil version`."""

from __future__ import annotations

import gc

import typer

from counterfoil import __version__
from counterfoil.command_line import options
from counterfoil.command_line.output import refused, usable
from counterfoil.settings import Settings


def serve(
    context: typer.Context,
    host: options.Host = None,
    port: options.Port = None,
    database: options.Database = None,
    usage: options.Usage = None,
    closed: options.Closed = None,
    demo: options.Demo = None,
    public_url: options.PublicUrl = None,
    webhook_timeout: options.WebhookTimeout = None,
    webhook_retries: options.WebhookRetries = None,
    allow_private_webhooks: options.AllowPrivateWebhooks = None,
    finalization_grace: options.FinalizationGrace = None,
    meter_error_interval: options.MeterErrorInterval = None,
    meter_event_conflicts: options.MeterEventConflicts = None,
    dispute_fee_returned: options.DisputeFeeReturned = None,
    api_version: options.ApiVersion = None,
    rate_limit: options.RateLimit = None,
    log_level: options.LogLevel = None,
) -> None:
    """Run the server until it is stopped.

    SIGTERM or Ctrl-C stops it gracefully: requests in progress are finished. State survives a restart.
    """
    try:
        given = {**context.params, "webhook_retries": _seconds(webhook_retries)}
        settings = Settings.from_environment(**given)
    except ValueError as error:
        raise refused(f"A setting cannot be read: {error}") from None
    if settings.refusal:
        raise refused(settings.refusal)
    gc.disable()  # until the server listens: what is built up to then stays
    from counterfoil import app

    with usable():
        app.serve(settings, ready=lambda: print(welcome(settings), flush=True))


def _seconds(text: str | None) -> tuple[float, ...] | None:
    return None if text is None else tuple(float(one) for one in text.replace(",", " ").split())


def welcome(settings: Settings) -> str:
    """Return what a server prints once it listens: its address, its keys, three commands to try."""
    lines = [
        f"Counterfoil {__version__} answers on {settings.base_url}, and keeps everything in"
        f" {settings.database}."
    ]
    if settings.closed:
        return "\n".join([*lines, "Closed: make keys with `counterfoil keys create`."])
    lines.append("Any key like sk_test_… is good; each new one opens a sandbox of its own.")
    if settings.demo:
        lines += ["", "Try:", "", *(f"{one}\n" for one in examples(settings.base_url)), "Ctrl-C stops it."]
    return "\n".join(lines)


def examples(url: str) -> list[str]:
    """Return three commands for the demo account: read usage, record some, take a payment."""
    from counterfoil.demo import CUSTOMER, KEY, METER

    return [
        (
            f'curl -G {url}/v1/billing/meters/{METER}/event_summaries -u "{KEY}:" -d customer={CUSTOMER} '
            "-d start_time=1711584000 -d end_time=1711666800 -d value_grouping_window=hour"
        ),
        (
            f'curl {url}/v1/billing/meter_events -u "{KEY}:" -d event_name=ai_search_api -d'
            f' "payload[stripe_customer_id]"={CUSTOMER} -d "payload[value]"=25'
        ),
        (
            f'curl {url}/v1/payment_intents -u "{KEY}:" -d amount=2000 -d currency=usd -d'
            ' payment_method=pm_card_visa -d "payment_method_types[]"=card -d confirm=true'
        ),
    ]


def version() -> None:
    """Print the version of Counterfoil and of the API it speaks."""
    from counterfoil.contract import versions

    typer.echo(f"counterfoil {__version__} (API {versions.NEWEST})")
