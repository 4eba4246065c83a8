"""Proof that nothing about a person stays: sentinels go in, every byte of the disk is read for them (R1-R3)."""
