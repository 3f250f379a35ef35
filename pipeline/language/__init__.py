"""The template language that body templates and forms share."""
