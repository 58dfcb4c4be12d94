"""Files with a word of its own in every slot that can tell on somebody, and a judge that looks for those words."""
