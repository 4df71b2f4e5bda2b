"""Terminal: what readers are asked to collect."""

from __future__ import annotations

from typing import Any

from counterfoil.contract.versions.views import change_of_request, without


@change_of_request("2025-05-28.basil", operations=("terminal.readers.collect_inputs",))
def choices_by_value(params: dict[str, Any]) -> dict[str, Any]:
    """Use the value of a choice as its id and text."""
    return {**params, "inputs": [_with_texts(each) for each in params["inputs"]]}


def _with_texts(input: dict[str, Any]) -> dict[str, Any]:
    selection = input.get("selection")
    if not selection:
        return input
    choices = [
        {**without(each, "value"), "id": each["value"], "text": each["value"]}
        for each in selection["choices"]
    ]
    return {**input, "selection": {**selection, "choices": choices}}


@change_of_request("2024-09-30.acacia", operations=("terminal.readers.process_setup_intent",))
def consent_collected(params: dict[str, Any]) -> dict[str, Any]:
    """Derive allow_redisplay from the customer's consent."""
    allowed = "always" if params.get("customer_consent_collected") else "unspecified"
    return {**without(params, "customer_consent_collected"), "allow_redisplay": allowed}
