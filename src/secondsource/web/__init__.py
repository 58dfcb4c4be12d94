"""The doors with pages: the team's desk and the sources' drop, two processes that share headers and nothing else."""
