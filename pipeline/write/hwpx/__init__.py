"""The parts of the HWPX writer, each turning one kind of block into OWPML, and the lint that checks any HWPX file."""
