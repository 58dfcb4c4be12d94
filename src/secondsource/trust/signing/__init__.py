"""Who signs, and with what: encrypted key files, ssh-agent, `ssh-keygen -Y` beside it, and keys read out aloud."""
