"""Operations that answer 501 until they are implemented, because the inherited behaviour would be wrong.

They would store card numbers or report events that never happened. Remove the line of an operation that a
page implements.
"""

from counterfoil.kernel import Resource

Resource.not_implemented.update(
    {
        "test_helpers.issuing.authorizations.create",
        "test_helpers.treasury.received_credits.create",
        "test_helpers.treasury.received_debits.create",
    }
)
