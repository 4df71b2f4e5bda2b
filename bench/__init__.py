"""Measurements: `bench/run` for speed and memory, `python bench/kill.py` for durability."""
