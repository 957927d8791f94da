"""What a release offers as files."""
