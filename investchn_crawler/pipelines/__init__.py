"""From a reading to the archive: clean, validate, store."""
