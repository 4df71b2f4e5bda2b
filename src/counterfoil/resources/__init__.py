"""What the API does: a folder for each product area, a page for each resource."""

# In this order the areas hear of an event: money first, then what is owed, then who is told.
AREAS = (
    "connect",
    "payments",
    "radar",
    "checkout",
    "core",
    "products",
    "billing",
    "billing_portal",
    "entitlements",
    "webhooks",
)
