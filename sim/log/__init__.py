"""The event log: its columns, codes and export."""
