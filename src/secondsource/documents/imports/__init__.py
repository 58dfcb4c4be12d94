"""Taking in what other systems export: exhibits, reports and claims as values, and what was not taken and why."""
