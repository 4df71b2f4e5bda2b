"""Connect: the account itself, and those connected to it."""
