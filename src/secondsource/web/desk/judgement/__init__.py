"""Pages of judgement: grades, findings, lines, people and harm, replies, sources, the gate."""
