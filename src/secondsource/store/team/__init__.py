"""Who works at the desk: members, the cases they may know of, and the journal of everything done."""
