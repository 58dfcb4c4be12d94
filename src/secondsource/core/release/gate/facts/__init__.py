"""Each fact of the gate read from the records: pure functions, one a fact."""
