"""The attacker: tries to find protected people in what is about to leave, by other means than the redaction used."""
