import type { Ddl } from './ddl.ts'

/** Before an old secret is ended, staff see whether a machine still signs with it. */
export async function up({ run, dialect }: Ddl): Promise<void> {
  await run(`alter table api_secrets add column last_used_at ${dialect === 'sqlite' ? 'integer' : 'bigint'}`)
}
