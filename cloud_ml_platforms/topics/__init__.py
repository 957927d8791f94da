"""Pages by subject: views, macros, templates."""
