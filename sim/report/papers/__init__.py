"""Papers to hand on: one content (``compose``), written as HTML, PDF, DOCX, XLSX or CSV."""
