"""The declarations of the sheets, in two files: what systems export, and what HR keeps."""
