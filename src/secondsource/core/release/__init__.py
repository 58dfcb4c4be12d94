"""May it go out? Seats, policies, motions, ballots, tallies and the status they leave; values and pure rules only."""
