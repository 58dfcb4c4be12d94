"""What people judge: grades, findings, lines, harm, replies, promises, and their answers to the gate."""
