"""Agency forms: their own .docx, .hwpx and .xlsx files with tags, compiled once and filled many times."""
