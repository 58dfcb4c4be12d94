"""Pages of the team: the door, one's own account, the keepers' list of members, a case's team, the journal."""
