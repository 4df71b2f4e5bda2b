"""The customer portal: what customers may see and change by themselves."""
