"""The workload in code."""
