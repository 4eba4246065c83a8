"""What we know: services, needs, hotlines and phrases, in the words of HSDS."""
