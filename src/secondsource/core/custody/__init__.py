"""Rules of custody: who is watched and when somebody is missing, who could open what, and when it may go."""
