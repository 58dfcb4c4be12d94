"""What goes out: drafts, choices about words, frozen contents and what was done to each, holds, releases."""
