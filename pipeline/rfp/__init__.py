"""Turns an agency's RFP (.hwp, .hwpx, .docx, .pdf, .txt, .md) into a contract's data folder and its findings."""
