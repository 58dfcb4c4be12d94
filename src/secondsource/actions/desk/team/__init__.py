"""Members and cases: invite, seat, suspend, open a case, let somebody know of it."""
