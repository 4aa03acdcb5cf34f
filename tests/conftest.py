"""What holds for all tests."""

from hypothesis import settings

# The first call of a rule compiles it or loads it from the cache, which takes its time.
settings.register_profile("compiled", deadline=None)
settings.load_profile("compiled")
