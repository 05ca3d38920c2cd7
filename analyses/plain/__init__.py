"""What a user would write without coopnet, with networkx or igraph: plain, correct, not tuned."""
