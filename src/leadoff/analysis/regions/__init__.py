"""Which rules fire where: regions of profiles, compared exactly."""
