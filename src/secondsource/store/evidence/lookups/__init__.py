"""Reading the evidence: rows in, frozen values out. Every question names the case it is about."""
