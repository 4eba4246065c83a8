"""Links and QR codes for partners."""
