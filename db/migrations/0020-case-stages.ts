import type { Ddl } from './ddl.ts'

/** What each state of a remedy waits for; a state that is not here waits for nothing (docs/decisions/0106). */
const STANDINGS: readonly (readonly [kind: string, standing: string, statuses: readonly string[]])[] = [
  ['refund', 'approval', ['submitted']], ['refund', 'executing', ['approved', 'executing']], ['refund', 'channel', ['unknown']], ['refund', 'open', ['draft', 'failed']],
  ['wrong_number', 'recipient', ['awaiting_recipient']], ['wrong_number', 'open', ['open', 'agreed', 'refused', 'lapsed']],
  ['dispute', 'police_hold', ['police_hold']], ['dispute', 'regulator', ['regulator_escalated']], ['dispute', 'customer', ['awaiting_customer']], ['dispute', 'channel', ['awaiting_channel']],
  ['dispute', 'open', ['received', 'in_review']], ['dispute', 'watched', ['decided']],
  ['outside_return', 'channel', ['represented']], ['outside_return', 'approval', ['winning']], ['outside_return', 'open', ['open', 'contested']],
  ['profile_change', 'customer', ['requested']], ['profile_change', 'approval', ['verified', 'reverting']], ['profile_change', 'executing', ['pending']], ['profile_change', 'open', ['frozen']],
  ['profile_change', 'watched', ['effective']],
  ['forced_match', 'approval', ['proposed', 'undoing']], ['legal_hold', 'police_hold', ['held']],
]

/** The stage of a case with its remedies, read for what is stored as the program keeps it from now on. */
export async function up({ index, run, dialect }: Ddl): Promise<void> {
  await run(`alter table cases add column times_closed ${dialect === 'sqlite' ? 'integer' : 'bigint'} not null default 0`)
  await run("alter table cases add column stage text not null default 'new'")
  const isEnding = `(data like '%"outcome":"legitimate"%' or data like '%"outcome":"confirmed_fraud"%')`
  await run(`update cases set times_closed = coalesce((select sum(case when type in ('cleared', 'decided_with') or (type = 'decided' and ${isEnding}) then 1
    when type = 'undone' and ${isEnding} then -1 else 0 end) from case_events where case_events.case_id = cases.id), 0)`)

  // One row for each case and what one of its remedies waits for, those of its parts and what is asked for over many at once among them.
  const standing = STANDINGS.map(([kind, of, statuses]) => `when kind = '${kind}' and status in (${statuses.map((status) => `'${status}'`).join(', ')}) then '${of}'`).join(' ')
  const asked = dialect === 'sqlite'
    ? { cases: "select json_extract(value, '$.caseId') from approvals, json_each(payload, '$.items') where state = 'waiting'",
        orders: "select json_extract(value, '$.orderRowId') from staff_actions a join action_events e on e.action_id = a.id and e.type = 'asked', json_each(e.data, '$.items') where a.kind = 'refund_batch' and a.status = 'asked'" }
    : { cases: "select (item ->> 'caseId')::bigint from approvals, jsonb_array_elements(payload::jsonb -> 'items') as item where state = 'waiting'",
        orders: "select (item ->> 'orderRowId')::bigint from staff_actions a join action_events e on e.action_id = a.id and e.type = 'asked', jsonb_array_elements(e.data::jsonb -> 'items') as item where a.kind = 'refund_batch' and a.status = 'asked'" }
  await run(`create table case_standings_0020 as
    with waits as (select order_row_id, case_id, subject_key, case when kind = 'refund' and status = 'succeeded' and variant = 'refund' then 'watched' ${standing} else 'over' end as standing from staff_actions),
    own as (
      select c.id, w.standing from waits w join cases c on c.order_row_id = w.order_row_id
      union select case_id, standing from waits where case_id is not null
      union select c.id, w.standing from waits w join cases c on c.subject_key = w.subject_key
      union select id, 'approval' from cases where id in (${asked.cases})
      union select id, 'approval' from cases where order_row_id in (${asked.orders}))
    select id as case_id, standing from own where standing <> 'over'
    union select c.merged_into, own.standing from own join cases c on c.id = own.id where c.merged_into is not null and own.standing <> 'over'`)
  await run('create index case_standings_0020_case on case_standings_0020 (case_id)')

  const has = (of: string) => `exists (select 1 from case_standings_0020 s where s.case_id = cases.id and s.standing = '${of}')`
  const isHanded = '(hand_to_staff is not null or hand_to_team is not null)'
  await run(`update cases set stage = case
    when merged_into is not null or state = 'merged' then 'duplicate_of'
    when ${has('police_hold')} then 'police_hold'
    when ${has('regulator')} then 'regulator_escalated'
    when paused_at is not null then 'awaiting_customer'
    when ${has('approval')} then 'awaiting_approval'
    when ${has('recipient')} then 'awaiting_recipient'
    when ${has('channel')} then 'awaiting_channel'
    when state = 'decided' then case when ${has('customer')} then 'awaiting_customer' when ${has('executing')} then 'executing' when ${has('open')} then 'decided' when ${has('watched')} then 'resolved' else 'closed' end
    when ${has('executing')} then 'executing'
    when times_closed > 0 then 'reopened'
    when state = 'snoozed' or ${isHanded} or (state = 'in_review' and assignee_id is not null and lease_until is null) or (state = 'escalated' and lease_until is null) then 'triaged'
    when state = 'new' then 'new' else 'in_review' end`)
  await run('drop table case_standings_0020')
  await index('cases', 'stage, band')
}
