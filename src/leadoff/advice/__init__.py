"""Everything a report shows of one profile, put together as data."""
