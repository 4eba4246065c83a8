"""Vecino: free-text questions about city services, answered from a directory kept in spreadsheets."""
