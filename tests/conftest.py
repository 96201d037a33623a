"""What all tests share."""

import os
from tempfile import TemporaryDirectory

from hypothesis import settings

# A slow machine is no failed test, and a property that fails once should fail again.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

# What the program keeps between runs is the developer's own affair.
_KEPT = TemporaryDirectory()
os.environ["XDG_CACHE_HOME"] = _KEPT.name
