"""Pure functions of amounts and dates: rounding, fees, currencies, calendars."""
