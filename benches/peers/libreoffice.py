#!/usr/bin/python3
"""Asks LibreOffice Writer about two files, or about many pairs of texts.

With two arguments: compares these files, a paragraph a line, and prints the number of changes. Without: reads
[[old, new], ...] as JSON from standard input and prints, for every pair, [[sign, text], ...], where the sign is "=",
"-" or "+". Ends with 77 where LibreOffice or its Python bridge is missing; with --version only that is looked at.
"""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

try:
    import uno
    from com.sun.star.beans import PropertyValue
    from com.sun.star.connection import NoConnectException
    from com.sun.star.lang import DisposedException
except ImportError:
    sys.exit(77)

OFFICE = shutil.which("soffice") or sys.exit(77)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        return
    with tempfile.TemporaryDirectory(prefix="peer-office-") as folder, office(folder) as context:
        if arguments:
            print(sum(1 for _ in compared(context, *map(pathlib.Path, arguments)).getRedlines()))
            return
        pairs = json.load(sys.stdin)
        paths = [pathlib.Path(folder, name) for name in ("old.txt", "new.txt")]
        for side, path in enumerate(paths):
            lines = [line for at, pair in enumerate(pairs) for line in (pair[side], border(at))]
            path.write_text("\n".join(lines), encoding="utf-8")
        print(json.dumps(answers(compared(context, *paths), len(pairs)), ensure_ascii=False))


def border(at):
    """A paragraph between two texts that is in both documents: opening them one by one would take an hour."""
    return f"#### {at} ####"


@contextlib.contextmanager
def office(folder):
    pipe = f"peer-{os.getpid()}"
    command = [OFFICE, "--headless", "--norestore", "--nologo", "--nodefault"]
    command += [f"-env:UserInstallation=file://{folder}/profile", f"--accept=pipe,name={pipe};urp;"]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield connect(pipe)
    finally:
        # The program is started by a script, so that only its whole group surely ends.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def connect(pipe):
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    sys.exit("LibreOffice does not answer")


def service(context, name):
    return context.ServiceManager.createInstanceWithContext(f"com.sun.star.frame.{name}", context)


def compared(context, old, new):
    """The new document with what differs from the old one as tracked changes."""
    options = (
        PropertyValue(Name="Hidden", Value=True),
        PropertyValue(Name="FilterName", Value="Text (encoded)"),
        PropertyValue(Name="FilterOptions", Value="UTF8,LF"),
    )
    document = service(context, "Desktop").loadComponentFromURL(new.as_uri(), "_blank", 0, options)
    frame = document.getCurrentController().getFrame()
    arguments = (
        PropertyValue(Name="URL", Value=old.as_uri()),
        PropertyValue(Name="NoAcceptDialog", Value=True),
    )
    service(context, "DispatchHelper").executeDispatch(frame, ".uno:CompareDocuments", "", 0, arguments)
    return document


def answers(document, count):
    found, sign = [[]], "="
    for paragraph in document.getText():
        pieces = []
        for part in paragraph:
            if part.TextPortionType == "Redline":
                kind = {"Insert": "+", "Delete": "-"}.get(part.RedlineType, "=")
                sign = kind if part.IsStart else "="
            elif part.TextPortionType == "Text":
                pieces.append([sign, part.getString()])
        if "".join(text for _, text in pieces) == border(len(found) - 1):
            found.append([])
        else:
            found[-1] += pieces
    found.pop()
    return found + [[]] * (count - len(found))


main()
