"""Checkout: sessions that a buyer pays on a page, and links that open them."""
