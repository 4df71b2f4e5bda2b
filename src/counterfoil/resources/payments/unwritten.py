"""What takes the numbers of cards, or drives the outside world, by rules that are not written yet, and therefore answers "not there yet".

Inherited from the contract, these would store a number that nobody may keep, or tell of something that never happened. A page that
writes the rules of one takes its line away.
"""

from counterfoil.kernel import Resource

Resource.unwritten.update(
    {
        "test_helpers.issuing.authorizations.create",
        "test_helpers.treasury.received_credits.create",
        "test_helpers.treasury.received_debits.create",
    }
)
