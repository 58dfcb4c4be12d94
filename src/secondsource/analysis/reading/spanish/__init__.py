"""Spanish attribution: rules on a parser, and a lexicon when the parser is absent."""
