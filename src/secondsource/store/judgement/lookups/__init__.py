"""Reading what was judged: rows in, the frozen values of the rules out. Every question names its case."""
