"""For tests of writing that must hold with any engine: the fake one in the child, and a server that is really asked."""

import pytest

both_engines = pytest.mark.parametrize("engine_kind", ["local", "server"], indirect=True)
