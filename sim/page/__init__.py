"""The planner's page: levers, answers and papers in a browser, from the same fragments as the report."""
