import type { Ddl } from './ddl.ts'

/**
 * What is read each hour or at every look at the dashboard went through whole tables: cases by their opening, hosts and handles by their first day, what
 * retention lets go, persons that are held twice (docs/decisions/0122). Each index holds only the rows that are asked for, so that arrivals pay nothing for most.
 */
export async function up({ index, run, dialect }: Ddl): Promise<void> {
  await index('cases', 'opened_at')
  await index('case_events', 'at, case_id', "type = 'reopened'")
  await index('second_reviews', 'settled_at', 'settled_at is not null')
  await index('staff_actions', 'kind, opened_at')
  await index('imports', 'started_at')
  await index('record_tokens', 'at, token', "(token like 'host:%' or token like 'handle:%')")

  await index('notices', 'created_at, id', "settled_at is not null and to_masked <> ''")
  await index('quarantine', 'settled_at, id', `state <> 'waiting' and reason_data <> '{"erased":true}'`)
  await index('subscribers', 'learned_at, id', "status = 'closed'")
  await index('record_versions', 'replaced_at')

  await run(`alter table subscribers add column has_twin ${dialect === 'sqlite' ? 'integer' : 'smallint'} not null default 0 check (has_twin in (0, 1))`)
  for (const hash of ['contact_phone_hash', 'email_hash']) {
    await run(`drop index subscribers_${hash}_part`)
    await index('subscribers', `${hash}, id_doc_last4`, `${hash} is not null`)
  }
  const hasSame = (hash: string) => `exists (select 1 from subscribers b where b.${hash} = subscribers.${hash} and b.id_doc_last4 = subscribers.id_doc_last4 and b.id <> subscribers.id)`
  await run(`update subscribers set has_twin = 1 where ${hasSame('contact_phone_hash')} or ${hasSame('email_hash')}`)
  await index('subscribers', 'id', 'has_twin = 1')
}
