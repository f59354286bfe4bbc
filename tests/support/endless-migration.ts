import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { openStore } from '../../db/client.ts'

/** Run as a process of its own: migrates `DATABASE_URL` by two steps, of which the second never ends, and says so when it is in it. */
const store = await openStore({ url: process.env.DATABASE_URL ?? '', role: 'worker' })
const endless = store.dialect === 'sqlite'
  ? sql`with recursive numbers (n) as (values (1) union all select n + 1 from numbers) select count(*) from numbers`
  : sql`select pg_sleep(600)`
const migrations = {
  '0001-half': { up: async (db: typeof store.migrator) => void (await sql`create table half (id integer primary key)`.execute(db)) },
  '0002-endless': {
    up: async (db: typeof store.migrator) => {
      process.stdout.write('in the middle\n')
      await new Promise((resolve) => setImmediate(resolve))
      await endless.execute(db)
    },
  },
}
await new Migrator({ db: store.migrator, provider: { getMigrations: async () => migrations } }).migrateToLatest()
