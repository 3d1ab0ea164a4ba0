#!/usr/bin/python3
"""Edits a Word file in LibreOffice as somebody at a keyboard does, and stores it as a Word file again.

usage: edit.py FROM TO tracked|untracked AUTHOR < EDITS

EDITS is a JSON list of [what, words, ...]: `words` are looked up in the text, the first place counts.

    insert WORDS NEW    types NEW behind the words        delete WORDS        deletes the words
    replace WORDS NEW   types NEW over the words          bold WORDS          sets them in bold
    split WORDS         Enter behind the words            join WORDS          Delete at the end of their paragraph
    new WORDS NEW       Enter and NEW behind their paragraph
    remove WORDS        deletes their paragraph           down WORDS          moves their paragraph down by one
    footnote WORDS NEW  a footnote behind the words       comment WORDS NEW   a comment on the words

AUTHOR is the name in the profile that LibreOffice signs with. Exits with 77 where LibreOffice or its Python bridge is
missing.
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
PARAGRAPH_BREAK = 0
BOLD = 150.0
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.UserProfile/Data"><prop oor:name="sn" oor:op="fuse"><value>{}</value></prop></item>
</oor:items>
"""


def main():
    source, target, mode, author = sys.argv[1:]
    edits = json.load(sys.stdin)
    with tempfile.TemporaryDirectory(prefix="travaux-office-") as folder:
        user = pathlib.Path(folder, "profile", "user")
        user.mkdir(parents=True)
        user.joinpath("registrymodifications.xcu").write_text(PROFILE.format(author), encoding="utf-8")
        copy = shutil.copy(source, f"{folder}/copy.docx")
        pipe = f"travaux-{os.getpid()}"
        arguments = ["--headless", "--norestore", "--nologo", "--nodefault"]
        office = subprocess.Popen(
            [OFFICE, *arguments, f"-env:UserInstallation=file://{folder}/profile", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            context = connect(pipe)
            desktop = service(context, "Desktop")
            hidden = PropertyValue(Name="Hidden", Value=True)
            document = desktop.loadComponentFromURL(pathlib.Path(copy).as_uri(), "_blank", 0, (hidden,))
            document.RecordChanges = mode == "tracked"
            for what, words, *more in edits:
                Editing(context, document, words).do(what, *more)
            word = PropertyValue(Name="FilterName", Value="MS Word 2007 XML")
            document.storeToURL(pathlib.Path(target).absolute().as_uri(), (word,))
            document.close(True)
            # It hangs up before it has answered.
            with contextlib.suppress(DisposedException):
                desktop.terminate()
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


class Editing:
    """One edit of a document at the first place of some words."""

    def __init__(self, context, document, words):
        search = document.createSearchDescriptor()
        search.SearchString = words
        self.context, self.document = context, document
        self.found = document.findFirst(search) or sys.exit(f"not in the text: {words}")
        self.text = self.found.getText()

    def do(self, what, *more):
        getattr(self, what)(*more)

    def insert(self, new):
        self.text.insertString(self.found.getEnd(), new, False)

    def delete(self):
        self.found.setString("")

    def replace(self, new):
        self.found.setString(new)

    def bold(self):
        self.found.CharWeight = BOLD

    def split(self):
        self.text.insertControlCharacter(self.found.getEnd(), PARAGRAPH_BREAK, False)

    def join(self):
        cursor = self.end_of_paragraph()
        cursor.goRight(1, True)
        cursor.setString("")

    def new(self, words):
        cursor = self.end_of_paragraph()
        self.text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        self.text.insertString(cursor, words, False)

    def remove(self):
        cursor = self.text.createTextCursorByRange(self.found)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoNextParagraph(True)
        cursor.setString("")

    def down(self):
        controller = self.document.getCurrentController()
        controller.getViewCursor().gotoRange(self.found.getStart(), False)
        dispatcher = service(self.context, "DispatchHelper")
        dispatcher.executeDispatch(controller.getFrame(), ".uno:MoveDown", "", 0, ())

    def footnote(self, words):
        note = self.document.createInstance("com.sun.star.text.Footnote")
        self.text.insertTextContent(self.found.getEnd(), note, False)
        note.insertString(note.createTextCursor(), words, False)

    def comment(self, words):
        note = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content = words
        self.text.insertTextContent(self.found, note, True)

    def end_of_paragraph(self):
        cursor = self.text.createTextCursorByRange(self.found)
        cursor.gotoEndOfParagraph(False)
        return cursor


main()
