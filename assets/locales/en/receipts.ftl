# The lists of the releases, and acknowledgements.
lists-title = Releases
lists-lede = Each release lists every operation in it by a line that says neither whose it is nor what. It holds the hash of the release before and is signed. So nothing that was taken in can be dropped, and nothing that was released can be altered, without anybody seeing it.
lists-home-note = What each made visible, in a list that can be checked: is mine in it?
lists-answer = What was found
lists-all-there = { $count ->
    [one] It is there.
   *[other] All { $count } are there.
}
lists-in = In release { $number }, { $date }
lists-elsewhere = In a release of another process on this server
lists-waits = Taken in, and waits for its release
lists-nowhere = Nowhere: lost or dropped
lists-not-ours = Not signed by this server
lists-missing = { $count ->
    [one] One operation was taken in and is in no release.
   *[other] { $count } operations were taken in and are in no release.
}
lists-missing-next = Keep your acknowledgements and this list, and tell the co-chairs. You can show them the line: it does not say what you submitted. Then submit again while the round is open.
lists-ask = Is mine in it?
lists-ask-note = Paste acknowledgements, or choose the file they are in. You need not log in. Nothing of it is kept.
lists-paste = Acknowledgements
lists-file = Or the file
lists-ask-act = Look
lists-made = All releases
lists-none = There has been no release yet.
lists-round = Round { $round } on { $draft }.
lists-operations = { $count ->
    [one] One operation.
   *[other] { $count } operations.
}
lists-active-few = Fewer than five delegations were active.
lists-active-five = Five delegations or more were active.
lists-active-ten = Ten delegations or more were active.
lists-keys = { $keys ->
    [one] One key of a delegation,
   *[other] { $keys } keys of delegations,
} { $reissues ->
    [0] none enrolled anew.
    [one] one delegation enrolled anew.
   *[other] { $reissues } delegations enrolled anew.
}
lists-hash = Hash
lists-previous = Of the release before
lists-signed = Signed with key
lists-alone = Without this server
lists-alone-how = Everything on this page is in { $file }. Keep a copy of it: a later list must begin with the same releases.
lists-alone-note = This is done on your own computer, without a network. It also tells whether a release was altered, taken out or put in.
wrong-no-acknowledgement = There is no acknowledgement in it. It is a line that begins with travaux-ack-1.
wrong-acknowledgement = One acknowledgement is cut off or altered. Copy all of the line, from travaux-ack-1 to its end.
wrong-many-acknowledgements = These are more than a thousand. Look for them in several parts.
matter-lists = Lists of the releases

# My delegation
receipts-download = { $count ->
    [one] One acknowledgement: download
   *[other] { $count } acknowledgements: download
}
receipts-note = Signed proof that it was taken in, one line for each. Of what you rewrite, withdraw or take back before a release, and of positions, this file is the only proof later. Keep it like your key: a line does not say what you submitted, but that it was you who submitted something.
receipts-accounted = { $count ->
    [one] Your released item is in the list of its release: { $where }.
   *[other] All { $count } of your released items are in the lists: { $where }.
}
receipts-in-release = { $count } in release { $number }
receipts-missing = { $count ->
    [one] One of your released items is in no list, or not with the words you submitted.
   *[other] { $count } of your released items are in no list, or not with the words you submitted.
}
receipts-file-what = Each line is signed proof that something you submitted was taken in. It does not say what.
receipts-file-keep = Keep it like your key: whoever finds it with you knows that you submitted something, and how much.
receipts-file-check = To look for it: the page "Releases", or travaux verify --releases releases.json --acknowledgements THIS-FILE
