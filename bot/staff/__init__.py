"""What people who keep the directory read and decide: reports of a check and their words, in English and Spanish."""
