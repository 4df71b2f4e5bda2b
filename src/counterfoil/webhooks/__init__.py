"""What leaves the house: signed deliveries of events, and their retries."""
