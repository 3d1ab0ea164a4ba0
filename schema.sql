-- The newest schema, and the one truth about it. Older files are led here by migrations (src/store/schema.rs).
--
-- Two files, never attached to one another. `travaux.db`, the record, is what is backed up, replicated and handed
-- over. `private.db` holds what must not outlive its use. A marker line parts the two.
--
-- Rules that hold for every table, most of them tested:
--   ids are 128 random bits; tables whose rows must not show the order of their arrival are without rowid;
--   content (texts, submissions, decisions) has no column that says who, and no time finer than a day;
--   what is history is append-only by trigger (`recursive_triggers` must be on, else `insert or replace` evades them);
--   a draft and a release are sealed by their own row: it is inserted last, and nothing can be added to it after.

-- ==== travaux.db: the record ====

-- Processes and their documents -------------------------------------------------------------------------------

create table process (
  id blob primary key,
  name text not null,                           -- short, for the command line and addresses: 'ict'
  title text not null,
  venue text not null default 'UTC',            -- time zone of deadlines and releases
  -- Who sees what beyond their own. What widens it is fixed before the first round opens.
  drafts_public integer not null default 0,
  submissions_public integer not null default 0,
  submissions_shown text not null default 'at_release',
  positions_shown integer not null default 0,
  dispositions_shown integer not null default 0,
  -- How numbers of delegations are worded: from how many on it is 'some', 'several', 'many'; one is 'one'.
  some_from integer not null default 2,
  several_from integer not null default 5,
  many_from integer not null default 10,
  constraint process_id check (length(id) = 16),
  constraint process_name unique (name),
  constraint process_name_is_short check (length(name) between 1 and 60 and name not glob '*[^a-z0-9-]*'),
  constraint process_title check (title <> ''),
  constraint process_drafts_public check (drafts_public in (0, 1)),
  constraint process_submissions_public check (submissions_public in (0, 1)),
  constraint process_submissions_shown check (submissions_shown in ('never', 'next_draft', 'at_release')),
  constraint process_positions_shown check (positions_shown in (0, 1)),
  constraint process_dispositions_shown check (dispositions_shown in (0, 1)),
  constraint process_scale check (1 < some_from and some_from < several_from and several_from < many_from)
) strict, without rowid;

create table document (
  id blob primary key,
  process blob not null,
  name text not null,                           -- short: 'outcome'
  title text not null,
  language text not null,                       -- the one negotiated language, as a BCP 47 tag
  constraint document_id check (length(id) = 16),
  constraint document_name unique (process, name),
  constraint document_name_is_short check (length(name) between 1 and 60 and name not glob '*[^a-z0-9-]*'),
  constraint document_title check (title <> ''),
  constraint document_language check (language <> ''),
  constraint document_process foreign key (process) references process (id)
) strict, without rowid;

-- Drafts: never changed once issued ---------------------------------------------------------------------------

-- The row that seals a draft. Its paragraphs, lineage, ledger and dispositions are inserted before it, in the same
-- transaction; that is why they refer to it by deferred foreign keys.
create table draft (
  id blob primary key,
  document blob not null,
  ordinal integer not null,                     -- from 0
  label text not null,                          -- 'Zero draft', 'Rev.1'
  issued text not null,
  hash blob not null,                           -- over the paragraphs in order
  constraint draft_id check (length(id) = 16),
  constraint draft_ordinal unique (document, ordinal),
  constraint draft_ordinal_counts check (ordinal >= 0),
  constraint draft_label unique (document, label),
  constraint draft_label_is_one_line check (label <> '' and label not glob '*' || char(10) || '*'),
  constraint draft_issued_is_a_day check (issued glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  constraint draft_hash check (length(hash) = 32),
  constraint draft_document foreign key (document) references document (id)
) strict, without rowid;

-- Words, each once: a draft that changes 40 of 1,000 paragraphs adds 40 texts.
create table text (
  hash blob primary key,                        -- SHA-256 of the canonical markup
  body text not null,
  constraint text_hash check (length(hash) = 32)
) strict, without rowid;

-- A paragraph through all drafts of its document.
create table paragraph (
  id blob primary key,
  document blob not null,
  constraint paragraph_id check (length(id) = 16),
  constraint paragraph_document foreign key (document) references document (id)
) strict, without rowid;

create index paragraph_document on paragraph (document);

create table draft_paragraph (
  draft blob not null,
  place integer not null,                       -- from 0
  paragraph blob not null,
  kind text not null,
  level integer not null,
  label text,
  brackets_before_label integer not null,
  text blob not null,
  constraint draft_paragraph_place primary key (draft, place),
  constraint draft_paragraph_once unique (paragraph, draft),
  constraint draft_paragraph_place_counts check (place >= 0),
  constraint draft_paragraph_kind check
    (kind in ('title', 'heading', 'preambular', 'numbered', 'item', 'plain', 'annex_heading')),
  constraint draft_paragraph_level check (level between 0 and 255),
  constraint draft_paragraph_label check (label <> ''),
  constraint draft_paragraph_brackets check (brackets_before_label between 0 and 255),
  constraint draft_paragraph_draft foreign key (draft) references draft (id) deferrable initially deferred,
  constraint draft_paragraph_paragraph foreign key (paragraph) references paragraph (id),
  constraint draft_paragraph_text foreign key (text) references text (hash)
) strict, without rowid;

create index draft_paragraph_text on draft_paragraph (text);

-- The paragraph of this draft has words of that paragraph of the draft before.
create table lineage (
  draft blob not null,
  paragraph blob not null,
  earlier blob not null,
  constraint lineage_once primary key (draft, paragraph, earlier),
  constraint lineage_is_of_two check (paragraph <> earlier),
  constraint lineage_draft foreign key (draft) references draft (id) deferrable initially deferred,
  constraint lineage_paragraph foreign key (paragraph) references paragraph (id),
  constraint lineage_earlier foreign key (earlier) references paragraph (id)
) strict, without rowid;

create index lineage_paragraph on lineage (paragraph);
create index lineage_earlier on lineage (earlier);

-- For every change of a draft where it comes from.
create table ledger (
  draft blob not null,
  ordinal integer not null,                     -- from 0
  paragraph blob not null,                      -- of this draft; of the one before if it was deleted
  kind text not null,
  change text not null,
  sources text not null,                        -- a list, never empty
  constraint ledger_ordinal primary key (draft, ordinal),
  constraint ledger_ordinal_counts check (ordinal >= 0),
  constraint ledger_kind check
    (kind in ('words', 'inserted', 'deleted', 'moved', 'split_from', 'joined_with', 'relabelled')),
  constraint ledger_change check (json_valid(change) and change ->> 'change' = kind),
  constraint ledger_sources check (json_valid(sources) and json_array_length(sources) > 0),
  constraint ledger_draft foreign key (draft) references draft (id) deferrable initially deferred,
  constraint ledger_paragraph foreign key (paragraph) references paragraph (id)
) strict, without rowid;

create index ledger_paragraph on ledger (paragraph);

-- Other language versions: never merged, and out of date when `translated` is no longer the paragraph's text.
create table translation (
  draft blob not null,
  paragraph blob not null,
  language text not null,
  body text not null,
  translated blob not null,
  constraint translation_once primary key (draft, paragraph, language),
  constraint translation_language check (language <> ''),
  constraint translation_draft foreign key (draft) references draft (id),
  constraint translation_paragraph foreign key (paragraph) references paragraph (id),
  constraint translation_text foreign key (translated) references text (hash)
) strict, without rowid;

create index translation_paragraph on translation (paragraph);
create index translation_text on translation (translated);

-- Rounds and releases -----------------------------------------------------------------------------------------

-- A window for submissions on one draft. Opened when the draft is issued, closed at the latest by the next.
create table round (
  id blob primary key,
  draft blob not null,
  ordinal integer not null,                     -- from 1 on each draft
  phase text not null,
  policy text not null,
  minimum integer not null default 5,           -- active delegations below which a release waits
  opens text,
  deadline text,                                -- for amendments
  reactions_until text,
  release_hour integer,                         -- of the venue's day, for the daily policy
  constraint round_id check (length(id) = 16),
  constraint round_ordinal unique (draft, ordinal),
  constraint round_ordinal_counts check (ordinal >= 1),
  constraint round_phase check (phase in ('planned', 'open', 'reactions', 'closed')),
  constraint round_policy check (policy in ('daily', 'on_command', 'at_close')),
  constraint round_minimum check (minimum >= 1),
  constraint round_opens check (opens glob '????-??-??T??:??:??Z'),
  constraint round_deadline check (deadline glob '????-??-??T??:??:??Z'),
  constraint round_reactions_until check (reactions_until glob '????-??-??T??:??:??Z'),
  constraint round_release_hour check (release_hour between 0 and 23),
  constraint round_draft foreign key (draft) references draft (id)
) strict, without rowid;

-- A batch of operations becoming visible: the row that seals it, inserted last.
create table release (
  id blob primary key,
  document blob not null,
  ordinal integer not null,                     -- from 1
  round blob not null,
  day text not null,
  leaves blob not null,                         -- sorted: 32 bytes for each operation in it
  visible blob not null,                        -- hash of the submissions and withdrawals in it
  previous blob not null,                       -- hash of the release before; zeros for the first
  hash blob not null,                           -- over all this, of `active` only whether it was five or ten
  active integer not null,                      -- how many delegations were, and how many keys there are
  keys integer not null,
  reissues integer not null,
  constraint release_id check (length(id) = 16),
  constraint release_ordinal unique (document, ordinal),
  constraint release_ordinal_counts check (ordinal >= 1),
  constraint release_day check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  constraint release_leaves check (length(leaves) % 32 = 0),
  constraint release_visible check (length(visible) = 32),
  constraint release_previous check (length(previous) = 32),
  constraint release_hash check (length(hash) = 32),
  constraint release_counts check (active >= 0 and keys >= 0 and reissues >= 0),
  constraint release_document foreign key (document) references document (id),
  constraint release_round foreign key (round) references round (id)
) strict, without rowid;

create index release_round on release (round);

-- The public halves of the keys that acknowledgements and releases were signed with, so that what an earlier one
-- signed is good for ever. The secret half is in a file of its own, never in a backup.
create table signing_key (
  public blob primary key,
  constraint signing_key_public check (length(public) = 32)
) strict, without rowid;

-- The signature on the hash of a release, made with it.
create table release_signature (
  release blob primary key,
  public blob not null,
  signature blob not null,
  constraint release_signature_signature check (length(signature) = 64),
  constraint release_signature_release foreign key (release) references release (id),
  constraint release_signature_public foreign key (public) references signing_key (public)
) strict, without rowid;

create index release_signature_public on release_signature (public);

-- Submissions: what was released, and nothing about whose it is -----------------------------------------------

create table submission (
  id blob primary key,
  document blob not null,
  release blob not null,
  made_on blob not null,
  anchor blob,                                  -- the paragraph or heading in `target`; none is the whole text
  target text not null,
  kind text not null,
  body text not null,
  rationale text,
  rationale_shared integer not null,
  late integer not null,
  hold text not null,                           -- why it is for the co-chairs only: its author asked for that, too few
                                                -- took part, or it names a State, a person or a context; see `passed`
  place text not null,                          -- with `letter` its name in the draft: '14-C'
  letter integer not null,
  succeeds blob,                                -- the released item it takes the place of
  tag blob not null,                            -- lets its owner, and nobody else, recognise it
  constraint submission_id check (length(id) = 16),
  constraint submission_name unique (made_on, place, letter),
  constraint submission_target check (json_valid(target)),
  constraint submission_kind check (kind in
    ('comment', 'replace', 'insert_after', 'delete', 'move', 'split', 'join', 'replace_throughout')),
  constraint submission_body check (json_valid(body) and body ->> 'kind' = kind),
  constraint submission_rationale_shared check (rationale_shared in (0, 1)),
  constraint submission_late check (late in (0, 1)),
  constraint submission_hold check (hold in ('none', 'wish', 'few', 'named')),
  constraint submission_letter check (letter >= 0),
  constraint submission_tag check (length(tag) = 32),
  constraint submission_document foreign key (document) references document (id),
  constraint submission_release foreign key (release) references release (id) deferrable initially deferred,
  constraint submission_made_on foreign key (made_on) references draft (id),
  constraint submission_anchor foreign key (anchor) references paragraph (id),
  constraint submission_succeeds foreign key (succeeds) references submission (id)
) strict, without rowid;

create index submission_document on submission (document);
create index submission_release on submission (release);
create index submission_anchor on submission (anchor);
create index submission_succeeds on submission (succeeds);

-- What the co-chairs let pass of what was held because it names something: from then on it is as any other. Held ones
-- have letters of their own, from 2^24 on, so that none is missing between those of the others; this one's is drawn now.
create table passed (
  submission blob primary key,
  letter integer not null,
  constraint passed_letter check (letter between 0 and 16777215),
  constraint passed_submission foreign key (submission) references submission (id)
) strict, without rowid;

-- A withdrawn item keeps its row and its name.
create table withdrawal (
  submission blob primary key,
  release blob not null,
  constraint withdrawal_submission foreign key (submission) references submission (id),
  constraint withdrawal_release foreign key (release) references release (id) deferrable initially deferred
) strict, without rowid;

create index withdrawal_release on withdrawal (release);

-- What positions are taken on: a wording, so that twins add up and an edit never turns support around.
create table wording (
  id blob primary key,                          -- derived from draft, paragraph, kind and folded words
  draft blob not null,
  paragraph blob not null,
  constraint wording_id check (length(id) = 32),
  constraint wording_draft foreign key (draft) references draft (id),
  constraint wording_paragraph foreign key (paragraph) references paragraph (id)
) strict, without rowid;

create index wording_draft on wording (draft);
create index wording_paragraph on wording (paragraph);

create table position (
  target blob not null,
  nul blob not null,                            -- the same for everyone of one delegation, and names none
  stance text not null,
  track text,                                   -- none where few of either sort spoke at once: it could name
  release blob not null,
  constraint position_once primary key (target, nul),
  constraint position_nul check (length(nul) = 32),
  constraint position_stance check (stance in ('retain', 'support', 'concern')),
  constraint position_track check (track in ('states', 'stakeholders')),
  constraint position_target foreign key (target) references wording (id),
  constraint position_release foreign key (release) references release (id) deferrable initially deferred
) strict, without rowid;

create index position_release on position (release);

-- The co-chairs ask whoever wrote an item; the answer is released like everything else.
create table question (
  id blob primary key,
  submission blob not null,
  body text not null,
  shared integer not null,                      -- others see the exchange if both sides say so
  day text not null,
  constraint question_id check (length(id) = 16),
  constraint question_body check (body <> ''),
  constraint question_shared check (shared in (0, 1)),
  constraint question_day check (day glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  constraint question_submission foreign key (submission) references submission (id)
) strict, without rowid;

create index question_submission on question (submission);

create table answer (
  id blob primary key,
  question blob not null,
  release blob not null,
  body text not null,
  shared integer not null,
  tag blob not null,
  constraint answer_id check (length(id) = 16),
  constraint answer_body check (body <> ''),
  constraint answer_shared check (shared in (0, 1)),
  constraint answer_tag check (length(tag) = 32),
  constraint answer_question foreign key (question) references question (id),
  constraint answer_release foreign key (release) references release (id) deferrable initially deferred
) strict, without rowid;

create index answer_question on answer (question);
create index answer_release on answer (release);

-- For an item entered by staff: a one-time code by which whoever sent it can take it over. A new slip takes the place
-- of the one before. It is used at a release: no row says of which delegation, or when it typed the code.
create table claim_slip (
  submission blob primary key,
  code_hash blob not null,
  tag blob,                                     -- once used, in force instead of the item's own
  constraint claim_slip_code unique (code_hash),
  constraint claim_slip_code_hash check (length(code_hash) = 32),
  constraint claim_slip_tag check (length(tag) = 32),
  constraint claim_slip_submission foreign key (submission) references submission (id)
) strict, without rowid;

-- The desk ----------------------------------------------------------------------------------------------------

-- The log of acts on the current draft; states, decisions and the working text are its fold.
create table desk_act (
  draft blob not null,
  ordinal integer not null,                     -- from 1: the version of the desk after the act
  id blob not null,
  kind text not null,
  deed text not null,
  constraint desk_act_ordinal primary key (draft, ordinal),
  constraint desk_act_ordinal_counts check (ordinal >= 1),
  constraint desk_act_id unique (id),
  constraint desk_act_id_is_random check (length(id) = 16),
  constraint desk_act_deed check (json_valid(deed) and deed ->> 'deed' = kind),
  constraint desk_act_draft foreign key (draft) references draft (id)
) strict, without rowid;

-- What had become of each submission when the draft was issued.
create table disposition (
  draft blob not null,
  submission blob not null,
  kind text not null,
  disposition text not null,
  note text,
  outcome blob,                                 -- where in the draft what came of it stands
  constraint disposition_once primary key (draft, submission),
  constraint disposition_kind check (kind in ('open', 'retained', 'retained_in_part', 'bracketed', 'merged',
    'overtaken_by', 'out_of_scope', 'not_retained', 'noted')),
  constraint disposition_json check (json_valid(disposition) and disposition ->> 'is' = kind),
  constraint disposition_draft foreign key (draft) references draft (id) deferrable initially deferred,
  constraint disposition_submission foreign key (submission) references submission (id),
  constraint disposition_outcome foreign key (outcome) references paragraph (id)
) strict, without rowid;

create index disposition_submission on disposition (submission);
create index disposition_outcome on disposition (outcome);

-- Open submissions taken along to the draft.
create table carried (
  draft blob not null,
  submission blob not null,
  constraint carried_once primary key (draft, submission),
  constraint carried_draft foreign key (draft) references draft (id) deferrable initially deferred,
  constraint carried_submission foreign key (submission) references submission (id)
) strict, without rowid;

create index carried_submission on carried (submission);

-- The working text under a time label: 'as of 14 May 18:00'. Kept by value; sealed by its own row.
create table snapshot (
  id blob primary key,
  draft blob not null,
  label text not null,
  version integer not null,                     -- acts at the desk it takes in
  constraint snapshot_id check (length(id) = 16),
  constraint snapshot_label unique (draft, label),
  constraint snapshot_label_is_not_blank check (label <> ''),
  constraint snapshot_version check (version >= 0),
  constraint snapshot_draft foreign key (draft) references draft (id)
) strict, without rowid;

create table snapshot_paragraph (
  snapshot blob not null,
  place integer not null,
  paragraph blob not null,
  kind text not null,
  level integer not null,
  label text,
  brackets_before_label integer not null,
  text blob not null,
  constraint snapshot_paragraph_place primary key (snapshot, place),
  constraint snapshot_paragraph_once unique (paragraph, snapshot),
  constraint snapshot_paragraph_place_counts check (place >= 0),
  constraint snapshot_paragraph_kind check
    (kind in ('title', 'heading', 'preambular', 'numbered', 'item', 'plain', 'annex_heading')),
  constraint snapshot_paragraph_level check (level between 0 and 255),
  constraint snapshot_paragraph_label check (label <> ''),
  constraint snapshot_paragraph_brackets check (brackets_before_label between 0 and 255),
  constraint snapshot_paragraph_snapshot foreign key (snapshot) references snapshot (id)
    deferrable initially deferred,
  constraint snapshot_paragraph_paragraph foreign key (paragraph) references paragraph (id),
  constraint snapshot_paragraph_text foreign key (text) references text (hash)
) strict, without rowid;

create index snapshot_paragraph_text on snapshot_paragraph (text);

-- The paragraph on the floor: what of the working text the delegations see.
create table floor (
  document blob primary key,
  paragraph blob not null,
  constraint floor_document foreign key (document) references document (id),
  constraint floor_paragraph foreign key (paragraph) references paragraph (id)
) strict, without rowid;

create index floor_paragraph on floor (paragraph);

-- National positions that were published: public and attributed by nature, and joined to nothing else.
create table national_position (
  id blob primary key,
  process blob not null,
  title text not null,
  language text not null,                       -- as a BCP 47 tag
  body text not null,
  constraint national_position_id check (length(id) = 16),
  constraint national_position_title unique (process, title),
  constraint national_position_title_is_not_blank check (title <> ''),
  constraint national_position_body check (body <> ''),
  constraint national_position_process foreign key (process) references process (id)
) strict, without rowid;

-- People: attributed, and joined to no content ----------------------------------------------------------------

create table delegation (
  id blob primary key,
  process blob not null,
  name text not null,
  code text,                                    -- ISO 3166, where it is a State
  track text not null,
  seats integer not null default 2,
  constraint delegation_id check (length(id) = 16),
  constraint delegation_name unique (process, name),
  constraint delegation_name_is_not_blank check (name <> ''),
  constraint delegation_code check (code glob '[A-Z][A-Z]'),
  constraint delegation_track check (track in ('states', 'stakeholders')),
  constraint delegation_seats check (seats >= 0),
  constraint delegation_process foreign key (process) references process (id)
) strict, without rowid;

create table representative (
  id blob primary key,
  delegation blob not null,
  name text not null,
  function text,
  email text,
  attends text not null,
  registered text not null,
  constraint representative_id check (length(id) = 16),
  constraint representative_name check (name <> ''),
  constraint representative_attends check (attends in ('in_person', 'online')),
  constraint representative_registered check (registered glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  constraint representative_delegation foreign key (delegation) references delegation (id)
) strict, without rowid;

create index representative_delegation on representative (delegation);

-- The one-time code on the sheet a delegation is handed: good for one enrolment, dead after.
create table enrolment (
  code_hash blob primary key,
  delegation blob not null,
  used integer not null default 0,
  constraint enrolment_code_hash check (length(code_hash) = 32),
  constraint enrolment_used check (used in (0, 1)),
  constraint enrolment_delegation foreign key (delegation) references delegation (id)
) strict, without rowid;

create index enrolment_delegation on enrolment (delegation);

-- A round open to some only; no row opens it to all.
create table round_guest (
  round blob not null,
  delegation blob not null,
  constraint round_guest_once primary key (round, delegation),
  constraint round_guest_round foreign key (round) references round (id),
  constraint round_guest_delegation foreign key (delegation) references delegation (id)
) strict, without rowid;

create index round_guest_delegation on round_guest (delegation);

create table staff (
  id blob primary key,
  login text not null,
  name text not null,
  passphrase text not null,                     -- argon2id, in PHC form
  totp blob,                                    -- sealed under a key from the pepper; none until it is set up
  totp_step integer not null default 0,         -- the last one used: a code is good once
  constraint staff_id check (length(id) = 16),
  constraint staff_login unique (login),
  constraint staff_login_is_not_blank check (login <> ''),
  constraint staff_passphrase check (passphrase glob '$argon2id$*'),
  constraint staff_totp check (length(totp) = 60)
) strict, without rowid;

create table staff_role (
  process blob not null,
  staff blob not null,
  role text not null,
  for_body text,                                -- the State or body a co-chair speaks for
  constraint staff_role_once primary key (process, staff, role),
  constraint staff_role_role check (role in ('co_chair', 'secretariat', 'moderator', 'interpreter')),
  constraint staff_role_for_body check ((role = 'co_chair') = (for_body is not null)),
  constraint staff_role_process foreign key (process) references process (id),
  constraint staff_role_staff foreign key (staff) references staff (id)
) strict, without rowid;

create index staff_role_staff on staff_role (staff);

-- What staff did, and when: the one place with a clock, and no delegate is ever in it. Each line holds the hash of
-- the one before.
create table audit (
  ordinal integer primary key,                  -- from 1
  at text not null,
  actor text not null,
  staff blob,
  process blob,                                 -- none is the server as a whole
  act text not null,
  subject text not null,                        -- JSON: what the act was about, in the terms of its kind
  previous blob not null,
  hash blob not null,
  constraint audit_ordinal check (ordinal >= 1),
  constraint audit_at check (at glob '????-??-??T??:??:??Z'),
  constraint audit_actor check (actor in ('staff', 'command_line', 'server')),
  constraint audit_actor_staff check ((actor = 'staff') = (staff is not null)),
  constraint audit_act check (act <> ''),
  constraint audit_subject check (json_valid(subject)),
  constraint audit_previous check (length(previous) = 32),
  constraint audit_hash check (length(hash) = 32),
  constraint audit_staff foreign key (staff) references staff (id),
  constraint audit_process foreign key (process) references process (id)
) strict;

create index audit_staff on audit (staff);
create index audit_process on audit (process);

-- Rules over several rows -------------------------------------------------------------------------------------

create trigger process_widens_before_rounds before update on process
when (new.drafts_public > old.drafts_public
    or new.submissions_public > old.submissions_public
    or new.positions_shown > old.positions_shown
    or new.dispositions_shown > old.dispositions_shown
    or (new.submissions_shown <> old.submissions_shown
      and (old.submissions_shown = 'never' or new.submissions_shown = 'at_release')))
  and exists (select 1 from document join draft on draft.document = document.id join round on round.draft = draft.id
    where document.process = new.id and round.phase <> 'planned')
begin select raise(abort, 'what widens who sees what is fixed before the first round opens'); end;

create trigger round_policy_tightens before update on round
when old.phase <> 'planned' and new.policy <> old.policy
  and (new.policy = 'daily' or old.policy = 'at_close')
begin select raise(abort, 'the release policy of a round is only tightened'); end;

create trigger round_phase_goes_on before update on round
when instr('planned open reactions closed', new.phase) < instr('planned open reactions closed', old.phase)
begin select raise(abort, 'a round does not go back to an earlier phase'); end;

create trigger passed_only_named before insert on passed
when exists (select 1 from submission where id = new.submission and hold <> 'named')
begin select raise(abort, 'only what names something is let pass'); end;

create trigger passed_letter_is_free before insert on passed
when exists (
  select 1 from submission as this
  join submission as other on other.made_on = this.made_on and other.place = this.place
  left join passed on passed.submission = other.id
  where this.id = new.submission and coalesce(passed.letter, other.letter) = new.letter)
begin select raise(abort, 'another item has that name'); end;

create trigger desk_act_on_current_draft before insert on desk_act
when exists (select 1 from draft as this join draft as later on later.document = this.document
  where this.id = new.draft and later.ordinal > this.ordinal)
begin select raise(abort, 'a later draft is issued: this desk is closed'); end;

create trigger claim_slip_for_paper before insert on claim_slip
when new.tag is not null
  or not exists (select 1 from submission join release on release.id = submission.release
    where submission.id = new.submission and release.active = 0)
begin select raise(abort, 'a slip is for what came on paper'); end;

create trigger claim_slip_once before update on claim_slip
when old.tag is not null or new.submission <> old.submission
begin select raise(abort, 'it has been taken over'); end;

create trigger claim_slip_no_delete before delete on claim_slip
begin select raise(abort, 'a slip is replaced, never taken away'); end;

-- Sealed: nothing is added to an issued draft, a release or a snapshot ------------------------------------------

create trigger draft_paragraph_sealed before insert on draft_paragraph
when exists (select 1 from draft where id = new.draft)
begin select raise(abort, 'the draft is issued'); end;

create trigger lineage_sealed before insert on lineage
when exists (select 1 from draft where id = new.draft)
begin select raise(abort, 'the draft is issued'); end;

create trigger ledger_sealed before insert on ledger
when exists (select 1 from draft where id = new.draft)
begin select raise(abort, 'the draft is issued'); end;

create trigger disposition_sealed before insert on disposition
when exists (select 1 from draft where id = new.draft)
begin select raise(abort, 'the draft is issued'); end;

create trigger carried_sealed before insert on carried
when exists (select 1 from draft where id = new.draft)
begin select raise(abort, 'the draft is issued'); end;

create trigger submission_sealed before insert on submission
when exists (select 1 from release where id = new.release)
begin select raise(abort, 'the release is made'); end;

create trigger withdrawal_sealed before insert on withdrawal
when exists (select 1 from release where id = new.release)
begin select raise(abort, 'the release is made'); end;

create trigger answer_sealed before insert on answer
when exists (select 1 from release where id = new.release)
begin select raise(abort, 'the release is made'); end;

create trigger snapshot_paragraph_sealed before insert on snapshot_paragraph
when exists (select 1 from snapshot where id = new.snapshot)
begin select raise(abort, 'the snapshot is taken'); end;

-- Append-only: no row of these is ever changed or deleted ---------------------------------------------------------

create trigger draft_no_update before update on draft begin select raise(abort, 'draft is append-only'); end;
create trigger draft_no_delete before delete on draft begin select raise(abort, 'draft is append-only'); end;
create trigger text_no_update before update on text begin select raise(abort, 'text is append-only'); end;
create trigger text_no_delete before delete on text begin select raise(abort, 'text is append-only'); end;
create trigger paragraph_no_update before update on paragraph begin select raise(abort, 'paragraph is append-only'); end;
create trigger paragraph_no_delete before delete on paragraph begin select raise(abort, 'paragraph is append-only'); end;
create trigger draft_paragraph_no_update before update on draft_paragraph begin select raise(abort, 'draft_paragraph is append-only'); end;
create trigger draft_paragraph_no_delete before delete on draft_paragraph begin select raise(abort, 'draft_paragraph is append-only'); end;
create trigger lineage_no_update before update on lineage begin select raise(abort, 'lineage is append-only'); end;
create trigger lineage_no_delete before delete on lineage begin select raise(abort, 'lineage is append-only'); end;
create trigger ledger_no_update before update on ledger begin select raise(abort, 'ledger is append-only'); end;
create trigger ledger_no_delete before delete on ledger begin select raise(abort, 'ledger is append-only'); end;
create trigger release_no_update before update on release begin select raise(abort, 'release is append-only'); end;
create trigger release_no_delete before delete on release begin select raise(abort, 'release is append-only'); end;
create trigger signing_key_no_update before update on signing_key begin select raise(abort, 'signing_key is append-only'); end;
create trigger signing_key_no_delete before delete on signing_key begin select raise(abort, 'signing_key is append-only'); end;
create trigger release_signature_no_update before update on release_signature begin select raise(abort, 'release_signature is append-only'); end;
create trigger release_signature_no_delete before delete on release_signature begin select raise(abort, 'release_signature is append-only'); end;
create trigger submission_no_update before update on submission begin select raise(abort, 'submission is append-only'); end;
create trigger submission_no_delete before delete on submission begin select raise(abort, 'submission is append-only'); end;
create trigger passed_no_update before update on passed begin select raise(abort, 'passed is append-only'); end;
create trigger passed_no_delete before delete on passed begin select raise(abort, 'passed is append-only'); end;
create trigger withdrawal_no_update before update on withdrawal begin select raise(abort, 'withdrawal is append-only'); end;
create trigger withdrawal_no_delete before delete on withdrawal begin select raise(abort, 'withdrawal is append-only'); end;
create trigger wording_no_update before update on wording begin select raise(abort, 'wording is append-only'); end;
create trigger wording_no_delete before delete on wording begin select raise(abort, 'wording is append-only'); end;
create trigger question_no_update before update on question begin select raise(abort, 'question is append-only'); end;
create trigger question_no_delete before delete on question begin select raise(abort, 'question is append-only'); end;
create trigger answer_no_update before update on answer begin select raise(abort, 'answer is append-only'); end;
create trigger answer_no_delete before delete on answer begin select raise(abort, 'answer is append-only'); end;
create trigger desk_act_no_update before update on desk_act begin select raise(abort, 'desk_act is append-only'); end;
create trigger desk_act_no_delete before delete on desk_act begin select raise(abort, 'desk_act is append-only'); end;
create trigger disposition_no_update before update on disposition begin select raise(abort, 'disposition is append-only'); end;
create trigger disposition_no_delete before delete on disposition begin select raise(abort, 'disposition is append-only'); end;
create trigger carried_no_update before update on carried begin select raise(abort, 'carried is append-only'); end;
create trigger carried_no_delete before delete on carried begin select raise(abort, 'carried is append-only'); end;
create trigger snapshot_no_update before update on snapshot begin select raise(abort, 'snapshot is append-only'); end;
create trigger snapshot_no_delete before delete on snapshot begin select raise(abort, 'snapshot is append-only'); end;
create trigger snapshot_paragraph_no_update before update on snapshot_paragraph begin select raise(abort, 'snapshot_paragraph is append-only'); end;
create trigger snapshot_paragraph_no_delete before delete on snapshot_paragraph begin select raise(abort, 'snapshot_paragraph is append-only'); end;
create trigger audit_no_update before update on audit begin select raise(abort, 'audit is append-only'); end;
create trigger audit_no_delete before delete on audit begin select raise(abort, 'audit is append-only'); end;

-- ==== private.db: what must not outlive its use ====

-- A delegation's keys, wrapped under one access key or the recovery key. The lookup is a keyed hash of that key, so
-- the row names nobody; no two rows can be told to be of one delegation but by whoever opens one of them. The one
-- table of this file that is backed up.
create table keyring (
  lookup blob primary key,
  mark blob not null,                           -- which pepper the lookup was made with: the same for all
  tag blob not null,                            -- lets its delegation, and nobody else, recognise the row
  salt blob not null,
  verifier blob not null,
  wrapped blob not null,
  badge blob not null,                          -- the key's role and label, sealed under the delegation's key
  constraint keyring_lookup check (length(lookup) = 16),
  constraint keyring_mark check (length(mark) = 16),
  constraint keyring_tag check (length(tag) = 32),
  constraint keyring_salt check (length(salt) = 16),
  constraint keyring_verifier check (length(verifier) = 32)
) strict, without rowid;

-- Only the hash of the token; what the session knows is sealed under the token itself.
create table session (
  token_hash blob primary key,
  sealed blob not null,
  expires text not null,                        -- to the hour
  constraint session_token_hash check (length(token_hash) = 32),
  constraint session_expires check (expires glob '????-??-??T??:00:00Z')
) strict, without rowid;

-- One entry of a set in preparation: target and text sealed under the delegation's key and padded.
create table preparation (
  tag blob primary key,
  sealed blob not null,
  constraint preparation_tag check (length(tag) = 32)
) strict, without rowid;

-- The key waiting operations are sealed under; destroyed at the release.
create table window (
  id blob primary key,
  round blob not null,                          -- of the record
  key blob not null,
  constraint window_id check (length(id) = 16),
  constraint window_round check (length(round) = 16),
  constraint window_key check (length(key) = 32)
) strict, without rowid;

-- Submitted, not yet released.
create table waiting (
  id blob primary key,
  window blob not null,
  sealed blob not null,
  constraint waiting_id check (length(id) = 16),
  constraint waiting_window foreign key (window) references window (id)
) strict, without rowid;

create index waiting_window on waiting (window);

-- How many delegations were active in a window, without saying which.
create table active (
  window blob not null,
  track text not null,
  nul blob not null,
  constraint active_once primary key (window, track, nul),
  constraint active_track check (track in ('states', 'stakeholders')),
  constraint active_nul check (length(nul) = 32),
  constraint active_window foreign key (window) references window (id)
) strict, without rowid;
