import type { Ddl } from './ddl.ts'

/** What we paid back is looked for on the statements by its number: of all refunds that wait, only those that a statement names are read. */
export async function up({ index }: Ddl): Promise<void> {
  await index('receipts', 'refund_no', 'refund_no is not null')
}
