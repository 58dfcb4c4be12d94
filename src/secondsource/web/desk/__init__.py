"""The team's desk: pages that call actions and show values; no rule and no row lives here."""
