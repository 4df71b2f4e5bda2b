"""What moves money, or takes the numbers of cards, by rules that are not written yet, and therefore answers "not there yet".

Inherited from the contract, these would store an object that tells of money nobody moved, or a number that nobody may keep. A page
that writes the rules of one takes its line away.
"""

from counterfoil.kernel import Resource

Resource.unwritten.update(
    {
        "application_fees.refunds.create",
        "charges.refunds.create",
        "payouts.create",
        "refunds.create",
        "setup_intents.create",
        "sources.create",
        "test_helpers.confirmation_tokens.create",
        "test_helpers.issuing.authorizations.create",
        "test_helpers.treasury.received_credits.create",
        "test_helpers.treasury.received_debits.create",
        "topups.create",
        "transfers.create",
        "transfers.reversals.create",
        "treasury.credit_reversals.create",
        "treasury.debit_reversals.create",
        "treasury.inbound_transfers.create",
        "treasury.outbound_payments.create",
        "treasury.outbound_transfers.create",
    }
)
