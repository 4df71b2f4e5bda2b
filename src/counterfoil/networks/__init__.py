"""The simulated outside world: test numbers in, the same outcome every time."""
