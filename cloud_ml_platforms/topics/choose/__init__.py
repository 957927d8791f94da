"""Selection framework, selector, alternatives."""
