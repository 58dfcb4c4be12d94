"""Ways of writing a name drawn up beside the matcher; the development half."""

from .apart import Way

SEED = 7
WAYS: tuple[Way, ...] = ()
