"""What the findings page is made of, as values: marked texts, ranked claims and drawings with their places."""
