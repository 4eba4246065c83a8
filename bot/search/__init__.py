"""From a Query to ranked needs and services, with reasons."""
