"""The database: releases of the directory, and nothing about a person."""
