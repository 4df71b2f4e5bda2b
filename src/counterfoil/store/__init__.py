"""Where everything is kept: SQLite embedded, other homes behind the same ports."""
