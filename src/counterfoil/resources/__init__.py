"""What the API does: a folder per product area, a page per resource."""
