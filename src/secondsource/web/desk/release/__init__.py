"""Pages of letting out: releases, motions, the public log, holds."""
