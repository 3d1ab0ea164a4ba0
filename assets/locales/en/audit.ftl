# The audit trail: what the staff did, and when.

office-audit = Audit trail
audit-lede = What the staff, the command line and the server itself did here, the newest first. No delegate is ever in it, and nothing of what anybody wrote. Times are in UTC.
audit-only = Show
audit-all = everything
audit-filter = Show these
audit-file = Download as a table (CSV)
audit-none = There is nothing of that kind.
audit-number = No.
audit-when = When
audit-who = Who
audit-what = What
audit-newer = Newer
audit-older = Older
audit-page = { $first } to { $last } of { $all }
audit-head = Line { $number } has this check value, in which all lines before it are counted. Note it down now and then, outside this server: then nobody can shorten or rewrite the trail unseen.
audit-by-command-line = The command line
audit-by-server = The server
audit-a-delegation = a delegation
audit-and-others = { $named } and { $count ->
    [one] one other
   *[other] { $count } others
  }
audit-delegations = { $count ->
    [one] one delegation
   *[other] { $count } delegations
  }

audit-set-up = set the server up, as { $staff }
audit-logged-in = logged in
audit-member-added = added { $staff } to the staff, as { $office }
audit-link-given = gave { $staff } a link to choose a new passphrase and second factor
audit-link-used = chose a passphrase and set up a second factor, by a link
audit-second-factor-set = set up a second factor, when logging in
audit-second-factor-reset = took away the second factor of { $staff }
audit-passphrase-changed = changed their own passphrase
audit-passphrase-reset = put a new passphrase in the place of that of { $staff }
audit-appointed = made { $staff } { $office }
audit-dismissed = dismissed { $staff } as { $office }
audit-process-begun = began the process { $name }
audit-settings-changed = changed the settings: { $settings }
audit-delegations-added = put on the roster: { $delegations }
audit-delegation-struck-off = struck off the roster: { $delegation }
audit-sheets-given = gave sheets with codes to { $delegations }
audit-sheet-given-anew = gave a new sheet with a code to { $delegation }
audit-round-settled = settled how the round on { $draft } runs: { $policy }, at least { $minimum } active delegations
audit-round-opened = opened the round on { $draft }
audit-round-led-on = led the round on { $draft } on to: { $phase }
audit-released = released what was waiting in the round on { $draft }
audit-draft-taken-in = took in { $draft } from a file
audit-draft-issued = issued { $draft }
audit-submissions-received = received { $count ->
    [one] one submission
   *[other] { $count } submissions
  } on { $draft }, on paper or by file
audit-let-pass = let { $count ->
    [one] one held item
   *[other] { $count } held items
  } pass
audit-asked = asked { $count ->
    [one] one question
   *[other] { $count } questions
  }
audit-slips-given = printed { $count ->
    [one] one slip
   *[other] { $count } slips
} for what came on paper
audit-position-registered = registered the published position “{ $title }”
audit-position-struck-off = struck the published position “{ $title }” off the list
audit-keys-ended = removed all keys of delegations: the consultation is over
audit-restored = restored a backup to a new data directory

audit-phase-reactions = reactions
audit-phase-closed = closed
audit-phase-open = open
audit-phase-planned = planned
audit-policy-daily = a release every day
audit-policy-on-command = release on command
audit-policy-at-close = release at the close
audit-setting-title = the title
audit-setting-venue = the time zone
audit-setting-visibility = who sees what
audit-setting-scale = how numbers are worded

audit-kind-access = links, passphrases and second factors
audit-kind-log-ins = log-ins
audit-kind-staff = staff and offices
audit-kind-delegations = delegations and sheets
audit-kind-process = processes and settings
audit-kind-rounds = rounds and releases
audit-kind-drafts = drafts and submissions
