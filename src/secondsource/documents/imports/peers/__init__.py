"""One module a peer: how it writes its exports, as its documentation and its own source say."""
