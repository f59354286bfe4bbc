import { sql } from 'kysely'
import type { Handle } from '../client.ts'
import { CLEAR_ACTIONS } from './access-log.ts'
import { getMark } from './screening.ts'
import type { Difference } from './verify.ts'

const TOLD_MAX = 50
/** Under this key the daily walk over the chain keeps what it found. */
export const CHAIN_MARK = 'audit_chain'
/** What a person does to a case is put on record under the name of its event; what follows by itself in other cases is not. */
const CASE_ACTS = [
  'claimed', 'released', 'assigned', 'decided', 'undone', 'note_added', 'note_corrected', 'reopened', 'snoozed', 'woken', 'handed_over', 'hand_over_accepted', 'hand_over_declined',
  'hand_over_withdrawn', 'linked', 'unlinked', 'merged', 'part_joined', 'separated', 'part_left', 'step_ticked', 'letter_written',
] as const

interface Count {
  readonly object: string
  readonly act: string
  readonly wanted: number | string
  readonly found: number | string
}

/**
 * What other tables remember of the audit: each event of an action and of a case that somebody brought about, the hours of looks and of refunds, and how long the
 * chain once was. Whoever deletes entries with the head and every anchor leaves a chain that looks whole, and records that nobody made (S52).
 */
export async function checkAuditTrail(db: Handle): Promise<readonly Difference[]> {
  const counts = [
    ...(await db.selectFrom('action_events as e').innerJoin('staff_actions as a', 'a.id', 'e.action_id')
      .select(({ fn }) => [sql<string>`'action:' || e.action_id`.as('object'), sql<string>`a.kind || '.' || e.type`.as('act'), fn.countAll<number>().as('wanted')])
      .select(sql<number>`(select count(*) from audit_events u where u.object = 'action:' || e.action_id and u.action = a.kind || '.' || e.type)`.as('found'))
      .groupBy(['e.action_id', 'a.kind', 'e.type']).having(sql<boolean>`count(*) > (select count(*) from audit_events u where u.object = 'action:' || e.action_id and u.action = a.kind || '.' || e.type)`)
      .orderBy('e.action_id').limit(TOLD_MAX).execute()),
    ...(await db.selectFrom('case_events as e').where('e.staff_id', 'is not', null).where('e.type', 'in', CASE_ACTS)
      .select(({ fn }) => [sql<string>`'case:' || e.case_id`.as('object'), sql<string>`'case.' || e.type`.as('act'), fn.countAll<number>().as('wanted')])
      .select(sql<number>`(select count(*) from audit_events u where u.object = 'case:' || e.case_id and u.action = 'case.' || e.type)`.as('found'))
      .groupBy(['e.case_id', 'e.type']).having(sql<boolean>`count(*) > (select count(*) from audit_events u where u.object = 'case:' || e.case_id and u.action = 'case.' || e.type)`)
      .orderBy('e.case_id').limit(TOLD_MAX).execute()),
    ...(await hoursWithout(db)),
  ]
  const walked = ((await getMark(db, CHAIN_MARK)) ?? '').match(/"events":(\d{1,15})/)?.[1] ?? '0'
  const { length } = await db.selectFrom('audit_events').select((eb) => eb.fn.countAll<number>().as('length')).executeTakeFirstOrThrow()
  return [
    ...(Number(length) < Number(walked) ? [{ check: 'audit_trail', object: 'audit_events', expected: `at least ${walked}`, actual: Number(length) }] : []),
    ...counts.map(({ object, act, wanted, found }: Count) => ({ check: 'audit_trail', object: `${object} ${act}`, expected: Number(wanted), actual: Number(found) })),
  ].slice(0, TOLD_MAX)
}

/** Looks of each person and refunds, counted by the hour in the transaction of their entry. */
async function hoursWithout(db: Handle): Promise<readonly Count[]> {
  const { rows } = await sql<Count>`
    select * from (
      select m.subject as object, 'unmasks' as act, sum(m.volume) as wanted, (select count(*) from audit_events u where u.actor = m.subject and u.action in (${sql.join(CLEAR_ACTIONS)})) as found
      from metric_hours m where m.metric = 'unmasks' group by m.subject
      union all
      select 'refunds' as object, 'refund.submitted' as act, coalesce(sum(m.volume), 0) as wanted, (select count(*) from audit_events u where u.action = 'refund.submitted') as found
      from metric_hours m where m.metric = 'refunds'
    ) counted where wanted > found order by object limit ${sql.lit(TOLD_MAX)}`.execute(db)
  return rows
}
