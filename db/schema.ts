import type { ColumnType, Generated } from 'kysely'

/**
 * The tables, for both SQLite and PostgreSQL. Instants are whole UTC milliseconds, money whole minor units,
 * flags 0 or 1, structured values JSON text; `db/codecs.ts` is the only place that turns them into domain values.
 * Columns named `sealed_*` hold AES-256-GCM text (S76), columns named `*_hash` keyed hashes for look-ups.
 */
export interface Database {
  imports: ImportsTable
  import_files: ImportFilesTable
  quarantine: QuarantineTable
  orders: OrdersTable
  receipts: ReceiptsTable
  ledger_entries: LedgerEntriesTable
  subscribers: SubscribersTable
  subscriber_numbers: SubscriberNumbersTable
  messages: MessagesTable
  profile_changes: ProfileChangesTable
  record_versions: RecordVersionsTable
  record_tokens: RecordTokensTable
  screening_queue: ScreeningQueueTable
  screenings: ScreeningsTable
  flags: FlagsTable
  cases: CasesTable
  case_families: CaseFamiliesTable
  case_events: CaseEventsTable
  case_search: CaseSearchTable
  approvals: ApprovalsTable
  daily_orders: DailyOrdersTable
  daily_flags: DailyFlagsTable
  feed_states: FeedStatesTable
  settings: SettingsTable
  staff: StaffTable
  sessions: SessionsTable
  staff_interests: StaffInterestsTable
  sign_in_attempts: SignInAttemptsTable
  audit_events: AuditEventsTable
  audit_head: AuditHeadTable
  jobs: JobsTable
  rule_versions: RuleVersionsTable
  back_tests: BackTestsTable
  staff_actions: StaffActionsTable
  action_events: ActionEventsTable
  action_keys: ActionKeysTable
  journal_entries: JournalEntriesTable
  postings: PostingsTable
  order_money: OrderMoneyTable
  order_roads: OrderRoadsTable
  quotas: QuotasTable
  policies: PoliciesTable
  notices: NoticesTable
  customer_codes: CustomerCodesTable
  contact_confirmations: ContactConfirmationsTable
  person_merges: PersonMergesTable
  api_clients: ApiClientsTable
  mappings: MappingsTable
  mapping_versions: MappingVersionsTable
  inbound_folders: InboundFoldersTable
  inbound_files: InboundFilesTable
  list_entries: ListEntriesTable
  shadow_hits: ShadowHitsTable
  api_secrets: ApiSecretsTable
  api_events: ApiEventsTable
  evidence_blobs: EvidenceBlobsTable
  evidence_files: EvidenceFilesTable
  webhook_subscribers: WebhookSubscribersTable
  webhook_secrets: WebhookSecretsTable
  webhook_events: WebhookEventsTable
  webhook_deliveries: WebhookDeliveriesTable
  board_runs: BoardRunsTable
  board_lines: BoardLinesTable
  board_rows: BoardRowsTable
  board_balances: BoardBalancesTable
  board_accounts: BoardAccountsTable
  board_strays: BoardStraysTable
  forced_matches: ForcedMatchesTable
  metric_hours: MetricHoursTable
  feed_arrivals: FeedArrivalsTable
  alert_rules: AlertRulesTable
  alerts: AlertsTable
  alert_events: AlertEventsTable
  leases: LeasesTable
  recovery_codes: RecoveryCodesTable
  tombstones: TombstonesTable
  retention_states: RetentionStatesTable
  retention_runs: RetentionRunsTable
  teams: TeamsTable
  team_members: TeamMembersTable
  queue_marks: QueueMarksTable
  second_reviews: SecondReviewsTable
  shifts: ShiftsTable
  shift_acks: ShiftAcksTable
  shift_notes: ShiftNotesTable
}

type Bit = ColumnType<number, number, number>
type Id = Generated<number>

/** One run of an import over one or more files. `state`: previewing, previewed, running, done, failed, cancelled. */
export interface ImportsTable {
  id: Id
  started_at: number
  finished_at: number | null
  staff_id: number | null
  /** `page`, `command`, `api`, `example`. */
  origin: string
  state: string
  error_code: string | null
  error_data: string | null
  /** JSON: what the files were found to hold before anything was stored. */
  preview: string | null
  /** The job that previews or stores the files. */
  job_id: number | null
}

/** Progress and counts of one file; committed together with the rows it counts, so that a killed run resumes exactly (S15). */
export interface ImportFilesTable {
  id: Id
  import_id: number
  /** Name as given, shown escaped, never used as a path (S29). */
  name: string
  kind: string
  format: string
  encoding: string
  content_hash: string
  bytes_total: number
  bytes_read: number
  /** Data rows fully handled; resuming skips this many. */
  rows: number
  accepted: number
  unchanged: number
  new_versions: number
  quarantined: number
  warnings: string
  state: string
}

/** A row that could not be read. `state`: waiting, mended, dismissed. */
export interface QuarantineTable {
  id: Id
  import_file_id: number
  kind: string
  line: number
  field: string | null
  reason_code: string
  reason_data: string
  /** The row as it came, card numbers cut (S71); sealed, since what is wrong with it is not known. */
  sealed_raw: string
  /** The row as column → text (JSON), when it could be split. */
  sealed_cells: string | null
  state: string
  settled_at: number | null
  settled_by: number | null
  /** The feed that read the row when it was mended, such as `mapping/3/2`; null while it is as its file was read. */
  read_by: string | null
}

interface Arrival {
  version: number
  /** SHA-256 of the canonical content; equal means the same record again. */
  content_hash: string
  import_file_id: number | null
  line: number | null
  learned_at: number
  utc_offset_min: number
  extra: string | null
}

export interface OrdersTable extends Arrival {
  id: Id
  source: string
  order_id: string
  channel: string
  partner_id: string | null
  merchant_order_no: string | null
  product: string
  target_number_raw: string
  target_number: string | null
  target_kind: string
  confirm_number_raw: string | null
  confirm_number: string | null
  subscriber_id: string | null
  face_minor: number
  paid_minor: number
  fee_minor: number | null
  currency: string
  payment_method: string
  channel_trade_no: string | null
  payer_account: string | null
  payer_name: string | null
  card_bin_last4: string | null
  device_id: string | null
  ip: string | null
  user_agent: string | null
  agent_id: string | null
  terminal_id: string | null
  voucher_serial: string | null
  speed: string | null
  campaign_id: string | null
  sms_text: string | null
  remark: string | null
  referrer_url: string | null
  created_at: number
  paid_at: number | null
  delivered_at: number | null
  status: string
  status_raw: string
  operator_txn_id: string | null
}

export interface ReceiptsTable extends Arrival {
  id: Id
  source: string
  receipt_id: string
  trust: string
  receipt_kind: string
  order_id: string | null
  merchant_order_no: string | null
  channel_trade_no: string | null
  refund_no: string | null
  number_raw: string | null
  number: string | null
  amount_minor: number
  fee_minor: number | null
  currency: string
  payer_account: string | null
  payee: string | null
  occurred_at: number
  status_raw: string
  text: string | null
  file_hash: string | null
}

export interface LedgerEntriesTable extends Arrival {
  id: Id
  entry_id: string
  number_raw: string
  number: string | null
  type: string
  amount_minor: number
  currency: string
  balance_before_minor: number | null
  balance_after_minor: number | null
  voucher_serial: string | null
  operator_txn_id: string | null
  response_code: string | null
  at: number
}

export interface SubscribersTable extends Arrival {
  id: Id
  subscriber_id: string
  sealed_name: string
  sealed_contact_phone: string | null
  contact_phone_hash: string | null
  sealed_email: string | null
  email_hash: string | null
  sealed_address: string | null
  language: string | null
  id_doc_type: string | null
  id_doc_last4: string | null
  status: string
  opened_at: number | null
  sim_changed_at: number | null
  /** 1: when it was written last, another had one of its contacts and the ending of its document too. */
  has_twin: Generated<number>
}

export interface SubscriberNumbersTable {
  number: string
  subscriber_id: string
}

export interface MessagesTable extends Arrival {
  id: Id
  message_id: string
  direction: string
  channel: string
  subscriber_id: string | null
  number_raw: string | null
  number: string | null
  order_id: string | null
  text: string
  at: number
}

export interface ProfileChangesTable extends Arrival {
  id: Id
  change_id: string
  subscriber_id: string
  field: string
  sealed_old_value: string | null
  old_value_hash: string | null
  sealed_new_value: string | null
  new_value_hash: string | null
  channel: string
  staff_id: string | null
  verification: string | null
  at: number
}

/** Contents that a newer version replaced, whole, as sealed JSON. */
export interface RecordVersionsTable {
  kind: string
  record_row_id: number
  version: number
  sealed_content: string
  learned_at: number
  replaced_at: number
}

/** Rare tokens of free text (link host+path, handle, number, text template) for campaign detection over 30 days. */
export interface RecordTokensTable {
  token: string
  kind: string
  record_row_id: number
  at: number
  /** Payer account, number or subscriber behind the record. */
  party: string
}

/** Records whose screening is out of date. `cause`: arrived (also touches its neighbours) or touched. */
export interface ScreeningQueueTable {
  kind: string
  record_row_id: number
  cause: string
  queued_at: number
}

/** Last outcome of each screened anchor; what is not flagged has been looked at too. */
export interface ScreeningsTable {
  kind: string
  record_row_id: number
  score: number
  band: string
  rules_version: string
  screened_at: number
  /** Event-time horizon at which a "still pending" may become "missing"; null when nothing is pending. */
  recheck_after: number | null
}

/** A rule that held for a record. `withdrawn_at` is set when later records clear it; rows are never deleted. */
export interface FlagsTable {
  id: Id
  kind: string
  record_row_id: number
  record_source: string
  record_id: string
  order_row_id: number | null
  order_id: string | null
  case_id: number | null
  flag: string
  family: string
  rule_id: string
  rule_version: number
  severity: string
  weight: number
  /** Combined score and band of the anchor when the flag was raised or last confirmed. */
  score: number
  band: string
  evidence: string
  /** Event time of the record. */
  at: number
  raised_at: number
  withdrawn_at: number | null
}

/**
 * Flags that staff look at together. Narrow, since it is the queue. `rank` is set (and `is_open` 1) while it waits for a person.
 * `state`: new, in_review, awaiting_customer, on_hold, snoozed, escalated, merged, decided.
 */
export interface CasesTable {
  id: Id
  /** What the case is about: `order:<row id>`, `subscriber:<id>`, `number:<e164>`, `message:<row id>` …; unique. */
  subject_key: string
  order_row_id: number | null
  order_id: string | null
  state: string
  is_open: Bit
  version: number
  band: string
  severity: string
  score: number
  family: string
  /** JSON: the three strongest reasons, `{flag, ruleId, weight, data}`; rendered in the reader's language. */
  reasons: string
  flag_count: number
  channel: string | null
  target_number: string | null
  money_minor: number
  currency: string
  /** Event time of the newest flagged record. */
  at: number
  opened_at: number
  due_at: number
  /** Since when the clock stands; null while it runs. */
  paused_at: number | null
  /** When a hold or a wait for an answer ends. */
  wake_at: number | null
  /** money at risk × probability ÷ (time left × effort), in points (`app/domain/cases/rank.ts`); higher is sooner. Its time part is brought up to date every minute. */
  rank: number
  rank_parts: string
  assignee_id: number | null
  lease_until: number | null
  /** legitimate, confirmed_fraud, cleared. */
  disposition: string | null
  reason_code: string | null
  decided_at: number | null
  decided_by: number | null
  /** When it last came before people. */
  queued_at: number
  /** To whom it is handed and has not been answered. */
  hand_to_staff: number | null
  hand_to_team: number | null
  /** The case this one is part of. */
  merged_into: number | null
  /** What is part of this one: how many, their money in its currency, the highest score. */
  part_count: number
  parts_money_minor: number
  parts_score: number
  /** Endings that were not undone. */
  times_closed: Generated<number>
  /** Where it is in its life with its remedies (`app/domain/cases/stage.ts`); brought in line whenever the case or one of its remedies changes. */
  stage: Generated<string>
}

/** Colleagues a case can be handed to together. Closed teams keep their name for the record. */
export interface TeamsTable {
  id: Id
  name: string
  created_at: number
  closed_at: number | null
}

export interface TeamMembersTable {
  team_id: number
  staff_id: number
  since: number
}

/** Up to when each person has seen the queue. */
export interface QueueMarksTable {
  staff_id: number
  looked_at: number
}

/** A decision that someone else judges without knowing it. `state`: waiting, agreed, disagreed, settled, void. */
export interface SecondReviewsTable {
  id: Id
  case_id: number
  /** Sequence number of the decision among the events of the case. */
  decision_seq: number
  first_id: number
  first_outcome: string
  first_reason: string | null
  /** JSON: the flags that held when it was decided. */
  flags: string
  state: string
  /** Not before the decision can no longer be taken back. */
  opens_at: number
  second_id: number | null
  second_outcome: string | null
  second_reason: string | null
  second_note: string | null
  reviewed_at: number | null
  settled_by: number | null
  settled_outcome: string | null
  settled_note: string | null
  settled_at: number | null
  version: number
}

/** `lines` is what was handed over, with its numbers at the moment the outgoing lead signed (JSON). */
export interface ShiftsTable {
  id: Id
  lead_out: number | null
  out_signed_at: number | null
  lead_in: number | null
  in_signed_at: number | null
  lines: string | null
  version: number
  opened_at: number
}

export interface ShiftAcksTable {
  shift_id: number
  line: string
  staff_id: number
  at: number
}

/** Append-only. */
export interface ShiftNotesTable {
  id: Id
  shift_id: number
  staff_id: number
  text: string
  at: number
}

/**
 * Terms of a case for the queue's text filter, parted by spaces; `rowid` is the case. Full-text table on SQLite (which does not give the
 * terms back), array index on PostgreSQL; written and asked in `db/queries/case-search.ts` alone.
 */
export interface CaseSearchTable {
  rowid: number
  terms: string
}

/**
 * What one person asks and another must approve (S6, S7). `state`: waiting, approved, rejected, expired, void, withdrawn.
 * `payload_hash` is over what the maker was shown; when it no longer fits, the approval is void.
 */
export interface ApprovalsTable {
  id: Id
  kind: string
  object: string
  payload: string
  payload_hash: string
  state: string
  maker_id: number
  reason: string
  requested_at: number
  expires_at: number
  checker_id: number | null
  settled_at: number | null
  settled_reason: string | null
  version: number
}

export interface CaseFamiliesTable {
  case_id: number
  family: string
}

/** What happened to a case, in order: the events of `app/domain/cases/case.ts`. Append-only. */
export interface CaseEventsTable {
  case_id: number
  seq: number
  type: string
  data: string
  staff_id: number | null
  at: number
}

/** Maintained in the transaction that stores the orders; days in the operator's zone. */
export interface DailyOrdersTable {
  day: string
  channel: string
  currency: string
  orders: number
  paid_minor: number
  /** Orders whose band is same_day or above, and the money in them. */
  flagged: number
  flagged_minor: number
}

/** Maintained in the transaction that stores the flags. */
export interface DailyFlagsTable {
  day: string
  family: string
  rule_id: string
  channel: string
  band: string
  flags: number
}

/** One per (kind, source): what the dashboard's feed health and the horizon are read from. */
export interface FeedStatesTable {
  kind: string
  source: string
  rows: number
  quarantined: number
  /** Newest event time seen. */
  newest_at: number | null
  last_import_at: number | null
}

export interface SettingsTable {
  key: string
  value: string
  version: number
  changed_at: number
  changed_by: number | null
}

/** `role`: reviewer, supervisor, admin, auditor. */
export interface StaffTable {
  id: Id
  email: string
  name: string
  role: string
  password_hash: string | null
  must_change_password: Bit
  one_time_expires_at: number | null
  locale: string
  theme: string
  /** JSON: page preferences such as chosen columns. */
  preferences: string
  sealed_totp_seed: string | null
  disabled_at: number | null
  created_at: number
  version: number
  /** Since when codes are asked for; null without a second factor. */
  factor_since: number | null
  /** Time step of the last code that was taken: none is taken twice. */
  factor_last_step: Generated<number>
  /** When this person was first told that their role needs a second factor; the time they have begins here. */
  factor_asked_at: number | null
}

/** Codes for once, by which someone without their authenticator signs in; keyed hashes. */
export interface RecoveryCodesTable {
  id: Id
  staff_id: number
  code_hash: string
  made_at: number
  used_at: number | null
}

/**
 * What remains of erased personal data: of which record, which class of data, a keyed hash of what it was, and why. Append-only.
 * `cause`: retention, request.
 */
export interface TombstonesTable {
  id: Id
  /** Kind of the record; `action_event` with the key `<action>:<seq>`. */
  kind: string
  record_key: string
  class: string
  content_hash: string
  cause: string
  action_id: number | null
  erased_at: number
}

/** How far the retention run has come in each class: records before `done_until` are done, rows up to `seen_id` were looked at. */
export interface RetentionStatesTable {
  class: string
  done_until: number
  seen_id: number
  ran_at: number
}

/** Runs of retention with what each erased and kept, as JSON. */
export interface RetentionRunsTable {
  id: Id
  started_at: number
  finished_at: number | null
  report: string
}

/** `id` is the SHA-256 of the session token (S60). */
export interface SessionsTable {
  id: string
  staff_id: number
  started_at: number
  expires_at: number
  last_seen_at: number
  /** Of the last password check, for fresh re-authentication (S64). */
  authenticated_at: number
  ip: string | null
  user_agent: string | null
}

/** `kind`: number, subscriber, payer, staff_no. `relation`: own, kin. Values are kept as lookup hashes only. */
export interface StaffInterestsTable {
  staff_id: number
  kind: string
  value_hash: string
  relation: string
  declared_at: number
}

/** Throttle counters that survive a restart (S58). */
export interface SignInAttemptsTable {
  key: string
  failures: number
  first_at: number
  blocked_until: number | null
}

/** Append-only by trigger, hash-chained and keyed (S51, S52). */
export interface AuditEventsTable {
  seq: number
  at: number
  /** `staff:<id>`, `system`, `command`, `api:<client>`. */
  actor: string
  actor_role: string | null
  action: string
  object: string
  before: string | null
  after: string | null
  reason: string | null
  ip: string | null
  request_id: string | null
  prev_hash: string
  hash: string
}

/** One row: the newest seq and hash, keyed, so that a cut at the end is seen. */
export interface AuditHeadTable {
  id: number
  seq: number
  hash: string
  mac: string
}

/** Long work: imports, screening, rank upkeep. `state`: waiting, running, done, failed. */
export interface JobsTable {
  id: Id
  type: string
  payload: string
  state: string
  progress: string
  attempts: number
  run_after: number
  locked_until: number | null
  error: string | null
  created_at: number
  finished_at: number | null
}

/**
 * One action of staff, of any kind (`app/domain/actions`): what is read off its events, for lists and locks. `subject_key` says what it is about, as in
 * `cases`; `reference` is how the outside knows it; `act_at` when the program has to do something; `party_hash` who asked for it.
 */
export interface StaffActionsTable {
  id: Id
  kind: string
  variant: string
  subject_key: string
  order_row_id: number | null
  case_id: number | null
  parent_id: number | null
  party_hash: string | null
  status: string
  is_open: Bit
  version: number
  maker_id: number | null
  checker_id: number | null
  amount_minor: number | null
  currency: string | null
  reason_code: string | null
  reference: string | null
  due_at: number | null
  act_at: number | null
  opened_at: number
  changed_at: number
}

/** What happened to an action, in order. Append-only. Personal values stand in `sealed_data`. */
export interface ActionEventsTable {
  action_id: number
  seq: number
  type: string
  data: string
  sealed_data: string | null
  staff_id: number | null
  at: number
}

/** Idempotency keys, kept for ever: the same key with the same content is answered as the first time (S4). Append-only. */
export interface ActionKeysTable {
  key: string
  content_hash: string
  staff_id: number | null
  action_id: number
  answer: string
  at: number
}

/** Money that one event moved. Append-only. */
export interface JournalEntriesTable {
  id: Id
  action_id: number
  event_seq: number
  order_row_id: number | null
  at: number
}

/** Append-only. */
export interface PostingsTable {
  entry_id: number
  line: number
  source: string
  destination: string
  amount_minor: number
  currency: string
}

/** What was paid for an order and what stands against it; the constraint `pending + done <= paid` is the ceiling (S2). Goodwill has its own. */
export interface OrderMoneyTable {
  order_row_id: number
  currency: string
  paid_minor: number
  pending_minor: number
  done_minor: number
  goodwill_minor: number
  goodwill_cap_minor: number
}

/** The same by road (`app/domain/ledger/remedy.ts`). */
export interface OrderRoadsTable {
  order_row_id: number
  road: string
  pending_minor: number
  done_minor: number
}

/** Counts that may not exceed `most`. `name` is what is counted, `period` the month or day. */
export interface QuotasTable {
  name: string
  period: string
  used: number
  most: number
}

/** Values of the policy and from when they hold, each approved by two people. Append-only. */
export interface PoliciesTable {
  id: Id
  name: string
  value: string
  effective_from: number
  action_id: number
  at: number
}

/** The outbox: what customers are told. `state`: waiting, sending, sent, dead. Rows are never deleted; address and secret are taken out once they are not needed. */
export interface NoticesTable {
  id: Id
  /** Unique: the event and the contact it is told to, so that nothing is said twice. */
  event_key: string
  /** One of `NOTICE_KINDS`. */
  kind: string
  /** `action:12`, `case:7`: what it is about. */
  object: string
  /** sms, email. */
  channel: string
  language: string
  to_masked: string
  sealed_to: string | null
  /** JSON for the template; masked, as it may be seen by staff. */
  data: string
  /** JSON for the template that only the customer may see: codes. Emptied when the notice is settled. */
  sealed_secret: string | null
  state: string
  attempts: number
  next_at: number
  /** While one worker sends it. */
  locked_until: number | null
  error: string | null
  created_at: number
  settled_at: number | null
}

/** Codes sent to customers, as keyed hashes. `purpose`: otp, not_me. */
export interface CustomerCodesTable {
  id: Id
  purpose: string
  object: string
  code_hash: string
  contact_hash: string
  sent_at: number
  expires_at: number
  tries: number
  used_at: number | null
}

/** When a contact was last known to reach its person. `how`: otp, call, in_person, change. */
export interface ContactConfirmationsTable {
  subscriber_id: string
  field: string
  value_hash: string
  confirmed_at: number
  staff_id: number | null
  how: string
}

/** Two subscriber records that are one person; what was before stands in `sealed_before`, so that it can be undone. */
export interface PersonMergesTable {
  id: Id
  kept_id: string
  merged_id: string
  reason: string
  sealed_before: string
  merged_at: number
  merged_by: number
  undone_at: number | null
  undone_by: number | null
}

/** Machines that push records through the signed interface. `scopes` is a JSON list of the last parts of the addresses. */
export interface ApiClientsTable {
  id: Id
  client_key: string
  name: string
  scopes: string
  created_at: number
  created_by: number | null
  disabled_at: number | null
  last_seen_at: number | null
}

export interface ApiSecretsTable {
  id: Id
  client_id: number
  sealed_secret: string
  hint: string
  created_at: number
  expires_at: number | null
  /** When it last signed something, to the minute. */
  last_used_at: number | null
}

export interface ApiEventsTable {
  client_id: number
  event_id: string
  body_hash: string
  at: number
}

/** A rule as it is from `effective_at` on; the newest version that has begun counts. Append-only. `definition`: JSON of the rule. */
export interface RuleVersionsTable {
  rule_id: string
  version: number
  status: string
  definition: string
  reason: string
  effective_at: number
  made_at: number
  /** The staff action that proposed and approved it. */
  action_id: number | null
}

/** Entries of the lists that staff keep. Proposed by one, confirmed by another; an entry that ended stays. `detail`: JSON of what belongs to the value. */
export interface ListEntriesTable {
  id: Id
  list: string
  value: string
  detail: string
  owner: string
  reason: string
  expires_at: number | null
  added_at: number
  added_by: number | null
  confirmed_at: number | null
  confirmed_by: number | null
  ended_at: number | null
  ended_by: number | null
  ended_reason: string | null
}

/** Anchors on which a rule in shadow holds: counted and shown on its page, they raise nothing. `at`: event time. */
export interface ShadowHitsTable {
  kind: string
  record_row_id: number
  rule_id: string
  rule_version: number
  record_id: string
  at: number
}

/** What a proposed rule would do on stored records. `state`: waiting, done, failed. */
export interface BackTestsTable {
  id: Id
  rule_id: string
  definition_hash: string
  definition: string
  state: string
  result: string | null
  asked_by: number
  asked_at: number
  finished_at: number | null
}

/** Contents of evidence, once each; base64, sealed. */
export interface EvidenceBlobsTable {
  sha256: string
  sealed_content: string
  bytes: number
  media_type: string
  stored_at: number
}

/** Which file was brought to which dispute. `state`: staged, submitted, removed. */
export interface EvidenceFilesTable {
  id: Id
  action_id: number
  sha256: string
  name: string
  state: string
  staged_at: number
  staff_id: number | null
  submitted_at: number | null
}

/** Other systems that are told of events. `types` is a JSON list of `WEBHOOK_TYPES`. */
export interface WebhookSubscribersTable {
  id: Id
  name: string
  url: string
  types: string
  created_at: number
  created_by: number | null
  disabled_at: number | null
  /** staff, failing, gone. */
  disabled_why: string | null
  /** Since when nothing has arrived; null while things do. */
  failing_since: number | null
  last_sent_at: number | null
}

export interface WebhookSecretsTable {
  id: Id
  subscriber_id: number
  sealed_secret: string
  hint: string
  created_at: number
  expires_at: number | null
}

/** What happened, once, as it is told: opaque ids, codes and sums, nothing personal. */
export interface WebhookEventsTable {
  id: Id
  event_id: string
  type: string
  object: string
  /** JSON: `data` of the payload. */
  data: string
  at: number
}

/** An event on its way to one subscriber. `state` as of a notice: waiting, sending, sent, dead. */
export interface WebhookDeliveriesTable {
  id: Id
  event_row_id: number
  subscriber_id: number
  state: string
  attempts: number
  /** How often people had it sent again. */
  replays: number
  next_at: number
  locked_until: number | null
  /** Of the last answer. */
  response_status: number | null
  error: string | null
  created_at: number
  settled_at: number | null
}

/** The board of a day as it was worked out once. `state`: running, done. `basis` names the records it was made of. */
export interface BoardRunsTable {
  id: Id
  day: string
  state: string
  basis: string
  orders: number
  ledger_rows: number
  began_at: number
  ended_at: number | null
}

export interface BoardLinesTable {
  run_id: number
  channel: string
  currency: string
  class: string
  orders: number
  expected_minor: number
  received_minor: number
  refunded_minor: number
  sold_minor: number
  credited_minor: number
}

/** An order of a run. `rank` is the place of its class in `BOARD_CLASSES`. */
export interface BoardRowsTable {
  run_id: number
  rank: number
  channel: string
  currency: string
  order_row_id: number
  received_minor: number
  refunded_minor: number
  credited_minor: number
}

export interface BoardBalancesTable {
  run_id: number
  currency: string
  accounts: number
  entries: number
  opening_minor: number
  credits_minor: number
  debits_minor: number
  closing_minor: number
  refills_minor: number
  broken: number
}

export interface BoardAccountsTable {
  run_id: number
  currency: string
  account: string
  entries: number
  opening_minor: number
  credits_minor: number
  debits_minor: number
  closing_minor: number
  gap_minor: number
  breaks: number
}

/** `side`: statement, ledger. */
export interface BoardStraysTable {
  run_id: number
  side: string
  row_id: number
  source: string
  currency: string
  amount_minor: number
  at: number
}

/** Orders that two people have declared settled, and the row of a statement that settles them, if any. */
export interface ForcedMatchesTable {
  order_row_id: number
  action_id: number
  receipt_row_id: number | null
  at: number
}

/** What is watched, by the hour of the event and by subject. Maintained in the transaction that stores what is counted. `moved_at`: when it changed last. */
export interface MetricHoursTable {
  metric: string
  hour: number
  subject: string
  /** Events at all: orders; where there is no such thing, the same as `hits`. */
  volume: number
  hits: number
  moved_at: number
}

/** When a feed delivered, to the quarter of an hour. */
export interface FeedArrivalsTable {
  kind: string
  source: string
  at: number
}

/** Alert rules that staff changed or made; the program's own stand in the code. `definition`: JSON of the rule. */
export interface AlertRulesTable {
  code: string
  definition: string
  version: number
  changed_at: number
  changed_by: number | null
}

/** A rule that held for a subject. `state`: raised, acknowledged, snoozed, resolved; `is_open` is 1 but for the last. */
export interface AlertsTable {
  id: Id
  rule_code: string
  rule_name: string
  metric: string
  subject: string
  severity: string
  state: string
  is_open: Bit
  version: number
  value: number
  limit_value: number | null
  centre: number | null
  spread: number | null
  volume: number
  window_from: number
  window_to: number
  data: string
  raised_at: number
  last_held_at: number
  handled_by: number | null
  snoozed_until: number | null
  resolved_at: number | null
  told_at: number | null
  storm_id: number | null
}

/** What happened to alerts, in order. Append-only; the stream of live events tells by these ids. */
export interface AlertEventsTable {
  id: Id
  alert_id: number
  type: string
  data: string
  staff_id: number | null
  at: number
}

/** Work that one process does for all: who does it until when, and how far it got. */
export interface LeasesTable {
  name: string
  holder: string
  until: number
  mark: string
}

/** A foreign table's way into our columns; `version` is the one in use, `header_hash` what its table is known by. */
export interface MappingsTable {
  id: Id
  name: string
  kind: string
  version: number
  header_hash: string
  is_automatic: number
  created_at: number
  created_by: number | null
  disabled_at: number | null
}

/** What a mapping said in one version. Append-only. `definition`: JSON. */
export interface MappingVersionsTable {
  mapping_id: number
  version: number
  definition: string
  created_at: number
  created_by: number | null
}

/** What is known of a watched folder, by its name in the configuration. */
export interface InboundFoldersTable {
  name: string
  looked_at: number | null
  /** The planned time that was served last. */
  ran_for: number | null
  /** When somebody asked for a look outside the plan. */
  asked_at: number | null
  last_file_at: number | null
  error_code: string | null
}

/** A file that came into a watched folder. `state`: arriving, taken, done, failed. */
export interface InboundFilesTable {
  id: Id
  folder: string
  name: string
  bytes: number
  modified_at: number
  state: string
  seen_at: number
  taken_at: number | null
  finished_at: number | null
  /** Its name while it is worked on, then where it lies. */
  work_name: string | null
  attempts: number
  import_id: number | null
  error_code: string | null
  error_data: string | null
}
