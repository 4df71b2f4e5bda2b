"""Radar: what looks like fraud, and who looks at it."""
