"""The behaviour of the API: a folder per product area, a module ("page") per resource."""
