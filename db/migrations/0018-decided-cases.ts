import type { Ddl } from './ddl.ts'

/** Every order asks whether any case was confirmed as fraud, which must not mean reading all decided cases until one is found. */
export async function up({ index }: Ddl): Promise<void> {
  await index('cases', 'disposition', 'disposition is not null')
}
