"""Motions at the desk: the same folder of papers that the command line works on, behind the desk's accounts."""
