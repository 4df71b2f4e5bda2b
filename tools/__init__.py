"""Tools of the house: run from the project's root, no part of the package."""
