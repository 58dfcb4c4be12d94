"""What custody keeps beside the sealed items: its journal, and signed records of what was destroyed."""
