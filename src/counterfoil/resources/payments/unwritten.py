"""What moves money by rules that are not written yet, and therefore answers "not there yet".

Inherited from the contract, these would store an object that tells of money nobody moved. A page that writes the rules of one takes
its line away.
"""

from counterfoil.kernel import Resource

Resource.unwritten.update(
    {
        "application_fees.refunds.create",
        "charges.create",
        "payouts.create",
        "refunds.create",
        "setup_intents.create",
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
