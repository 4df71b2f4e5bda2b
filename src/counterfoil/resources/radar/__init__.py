"""Radar: fraud prevention."""
