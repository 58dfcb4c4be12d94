"""What members do at the desk: one verb a function, one transaction, one journal entry."""
