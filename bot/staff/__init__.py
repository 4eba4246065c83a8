"""What staff read and do: changes, doubts, test questions, publishing; the same from a terminal and from a chat."""
