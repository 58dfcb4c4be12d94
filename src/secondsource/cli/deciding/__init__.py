"""The commands of deciding and announcing: seats, policy, motions, the log, its witnesses, and checking."""
