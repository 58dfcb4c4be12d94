"""The spool: a folder of sealed items that a drop fills and a desk empties. It may travel on a stick."""
