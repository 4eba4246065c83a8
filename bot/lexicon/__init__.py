"""The words people use, as staff wrote them down: terms, near terms, and what they tell."""
