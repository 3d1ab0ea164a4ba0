# A Word file that goes out, is edited, and comes back.

word-title = Work in Word
word-lede = Take the draft with you as a Word file, edit it with your capital, and send it back: every edit becomes an amendment, every comment a comment. Nobody else sees any of it before you submit.
word-fetch = Take the file
word-fetch-act = { $draft } for Word
word-fetch-note = Track Changes is switched on in it. The file says nothing of your delegation.
word-edit = Edit it
word-edit-note = Change words, add, delete, move, split or join paragraphs, add comments. What was changed with Track Changes switched off is found as well. Names of authors and times are not read.
word-send = Send it back
word-file = The edited file
word-file-hint = The Word document (.docx) of at most 10 MB, also a redline, also of an earlier draft. It is read and dropped: only its edits are kept, for you to look at.
word-send-act = See what is in it
word-found = What the file proposes
word-found-lede = { $count ->
    [0] It was made from { $draft }, and changes nothing in it.
    [one] It was made from { $draft } and proposes one thing. Take it in, or leave it.
   *[other] It was made from { $draft } and proposes { $count } things. Untick what you do not want to take in.
}
word-older = The file was made from { $draft }. What fits { $latest } is carried to it; the rest is to be looked at there before it can be submitted.
word-untracked = Not all edits were tracked. Check that these are meant: { $places }.
word-comment-on-new = A comment on a paragraph that the file adds (“{ $words }”) cannot stand alone; give it as the rationale: “{ $comment }”.
word-part = These paragraphs are not in the file, which holds only a part of the draft. They are not read as deleted: { $places }.
word-new = new
word-same = in preparation already
word-update = takes the place of what is in preparation
word-sent = submitted already
word-instead = takes the place of what you have submitted
word-not-tracked = not tracked in the file
word-partly-tracked = partly tracked in the file
word-look = Only the look
word-look-note = Nothing but the emphasis or the number differs. Tick what is meant as an amendment.
word-look-emphasis = other emphasis
word-look-label = another number; numbers follow from the text
word-look-kind = another style of paragraph
word-missing = In preparation, and not in the file
word-missing-note = These stay as they are unless you tick them.
word-discard = Discard it
word-check = Check what is ticked
word-keep = Keep it in preparation
word-mine = Work in Word: take the draft as a file, and send your edits back
wrong-nothing-ticked = Tick at least one thing.
wrong-set-moved = Somebody of your delegation has changed the set meanwhile. This is how the file compares now; tick what is meant and go on.
done-file-taken = The file was taken in. Nobody else sees it before you submit.
