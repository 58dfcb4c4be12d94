"""Taking in what other systems export."""
