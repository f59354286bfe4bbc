import type { Ddl } from './ddl.ts'

/** Letters of cases that still wait for an answer are looked for once a minute, among few rows (docs/decisions/0098). */
export async function up({ index }: Ddl): Promise<void> {
  await index('case_events', 'at', "type in ('letter_written', 'letter_ended')")
}
