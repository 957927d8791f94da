"""What the search knows: a document for each thing that a reader looks for, with what its result shows."""
