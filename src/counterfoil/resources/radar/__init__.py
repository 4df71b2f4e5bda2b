"""Radar: fraud prevention. So far, reviews."""
