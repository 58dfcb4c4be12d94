"""One report at a time: language, sentences, attribution, chains, dates, position, people named."""
