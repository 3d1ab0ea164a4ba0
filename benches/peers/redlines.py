"""Asks python-redlines (Docxodus) for a redline of two Word files. Ends with 77 where it is missing."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "target/peers/python"))

try:
    from python_redlines.engines import DocxodusEngine

    engine = DocxodusEngine()
except (ImportError, OSError):
    sys.exit(77)

if sys.argv[1:] != ["--version"]:
    old, new = (pathlib.Path(name).read_bytes() for name in sys.argv[1:])
    pathlib.Path("redlines.docx").write_bytes(engine.run_redline("Co-chairs", old, new)[0])
