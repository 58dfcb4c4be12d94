"""From attributions to statements: who speaks through whom, when, and with what stance."""
