"""What holds for all tests."""

from hypothesis import HealthCheck, settings

# No test depends on how fast the machine is: the first call of a rule compiles it, and others may be at work beside.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
