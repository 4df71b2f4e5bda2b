"""Radar: evaluations of payments, and reserves."""

from __future__ import annotations

from counterfoil.contract.versions.views import Answer, Ask, change, respelled

respelled("2026-09-30.endive", "reserve.release", "reason", {"bulk_hold_expiry": "hold_expired"})


@change("2026-09-30.endive", objects=("radar.payment_evaluation",))
def unknown_scores(evaluation: Answer, ask: Ask) -> Answer:
    """Show unknown scores as -1."""
    signals = {
        name: {**signal, "score": -1} if signal is not None and signal["score"] is None else signal
        for name, signal in evaluation["signals"].items()
    }
    return {**evaluation, "signals": signals}


@change("2026-03-25.dahlia", objects=("radar.payment_evaluation",))
def insights(evaluation: Answer, ask: Ask) -> Answer:
    """Add insights, from signals, with an integer score."""
    signals = evaluation["signals"]
    signal = signals.get("fraudulent_dispute") or signals["fraudulent_payment"]
    dispute = {"recommended_action": evaluation["recommended_action"], "risk_score": round(signal["score"])}
    return {**evaluation, "insights": {"evaluated_at": signal["evaluated_at"], "fraudulent_dispute": dispute}}
