import type { Ddl } from './ddl.ts'

/** Indexes of the dashboard and of the list of flags: open cases by age within a band, their money without their rows, flags of a family in time. */
export async function up({ index }: Ddl): Promise<void> {
  await index('cases', 'band, opened_at', 'is_open = 1')
  await index('cases', 'money_minor desc, currency', 'is_open = 1')
  await index('flags', 'family, at')
}
