"""The dossier: a release as a folder or archive that anybody can check offline, byte for byte."""
