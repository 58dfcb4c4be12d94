"""What in a text could lead to somebody beyond the register: identifiers, and whatever looks like a name."""
