"""Taking files apart, down to the last part that can hold words."""
