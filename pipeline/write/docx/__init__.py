"""The parts of the DOCX writer: each module turns one kind of block into WordprocessingML."""
