"""Tips: collected from the drop, sorted with sealed labels, handed to vetting, answered."""
