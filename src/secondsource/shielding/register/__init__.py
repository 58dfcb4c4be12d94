"""Who is protected: the entries, their file encrypted at rest, and the plain table they may come from."""
