"""Settings of the sites: secure with nothing to find; what can be set is one folder and a few variables."""
