#!/usr/bin/python3
"""Asks LibreOffice what it reads in Word files once every change is accepted, and once every change is rejected.

usage: libreoffice.py FILE...

Prints one line of JSON for each file: {"file", "changes", "accepted", "rejected"}, where a view is {"paragraphs":
[text], "styles": [name], "notes": [text], "left": changes that could be neither accepted nor rejected}. One process of
LibreOffice reads all files. Exits with 77 where LibreOffice or its Python bridge is missing.
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

OFFICE = os.environ.get("SOFFICE") or shutil.which("soffice") or sys.exit(77)
COMMANDS = {"accepted": ".uno:AcceptAllTrackedChanges", "rejected": ".uno:RejectAllTrackedChanges"}


def main():
    with tempfile.TemporaryDirectory(prefix="travaux-office-") as folder:
        pipe = f"travaux-{os.getpid()}"
        arguments = ["--headless", "--norestore", "--nologo", "--nodefault"]
        profile = f"-env:UserInstallation=file://{folder}/profile"
        office = subprocess.Popen(
            [OFFICE, *arguments, profile, f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            context = connect(pipe)
            for file in sys.argv[1:]:
                # A copy, because LibreOffice locks what it opens.
                copy = shutil.copy(file, f"{folder}/copy.docx")
                print(json.dumps({"file": file, **views(context, copy)}, ensure_ascii=False), flush=True)
            quit_office(context)
            office.wait(timeout=30)
        finally:
            # The program is started by a script, so that only its whole group surely ends.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(office.pid, signal.SIGKILL)
            office.wait()


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    sys.exit("LibreOffice does not answer")


def service(context, name):
    return context.ServiceManager.createInstanceWithContext(f"com.sun.star.frame.{name}", context)


def quit_office(context):
    # It hangs up before it has answered.
    with contextlib.suppress(DisposedException):
        service(context, "Desktop").terminate()


def views(context, file):
    desktop, dispatcher = service(context, "Desktop"), service(context, "DispatchHelper")
    hidden = PropertyValue(Name="Hidden", Value=True)
    found = {}
    for view, command in COMMANDS.items():
        document = desktop.loadComponentFromURL(pathlib.Path(file).as_uri(), "_blank", 0, (hidden,))
        found["changes"] = count(document.getRedlines())
        dispatcher.executeDispatch(document.getCurrentController().getFrame(), command, "", 0, ())
        notes = document.getFootnotes()
        paragraphs = list(document.getText())
        found[view] = {
            "paragraphs": [words(paragraph) for paragraph in paragraphs],
            "styles": [paragraph.ParaStyleName for paragraph in paragraphs],
            "notes": [" ".join(map(words, notes.getByIndex(at))) for at in range(notes.getCount())],
            "left": count(document.getRedlines()),
        }
        document.close(True)
    return found


def words(paragraph):
    return "".join(part.getString() for part in paragraph if part.TextPortionType == "Text")


def count(items):
    return sum(1 for _ in items)


main()
