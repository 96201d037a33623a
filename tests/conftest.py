"""What all tests share."""

from hypothesis import settings

# A slow machine is no failed test, and a property that fails once should fail again.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")
