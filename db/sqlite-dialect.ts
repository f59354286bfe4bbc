import type Sqlite from 'better-sqlite3'
import {
  CompiledQuery, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler,
  type DatabaseConnection, type Dialect, type DialectAdapter, type Driver, type Kysely, type QueryCompiler, type QueryResult,
} from 'kysely'

/** Statements kept ready per connection; the program has a few hundred texts, a filter form adds some more. */
const STATEMENTS_KEPT = 400
/**
 * A statement with more parameters writes or names a list, each time of another length, and SQLite holds up to 0.3 MB for it: kept, four hundred of them
 * are a hundred megabytes that are hardly used again.
 */
const MOST_PARAMETERS_KEPT = 64

/**
 * Kysely on one better-sqlite3 connection, with what the stock dialect lacks: transactions begin `IMMEDIATE` (trap 3), statements are
 * prepared once, and migrations run inside one transaction.
 */
export function sqliteDialect(connection: Sqlite.Database): Dialect {
  return {
    createAdapter: (): DialectAdapter => new TransactionalSqliteAdapter(),
    createDriver: (): Driver => new SingleConnectionDriver(connection),
    createQueryCompiler: (): QueryCompiler => new SqliteQueryCompiler(),
    createIntrospector: (db: Kysely<any>) => new SqliteIntrospector(db),
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class SingleConnectionDriver implements Driver {
  readonly #database: Sqlite.Database
  readonly #connection: StatementCache

  constructor(database: Sqlite.Database) {
    this.#database = database
    this.#connection = new StatementCache(database)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  async beginTransaction(): Promise<void> {
    this.#database.exec('begin immediate')
  }

  async commitTransaction(): Promise<void> {
    this.#database.exec('commit')
  }

  /** SQLite rolls back by itself on a full disk or an I/O error; then nothing is left to do. */
  async rollbackTransaction(): Promise<void> {
    if (this.#database.inTransaction) this.#database.exec('rollback')
  }

  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`savepoint ${name}`))
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`rollback to ${name}`))
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`release ${name}`))
  }

  async releaseConnection(): Promise<void> {}

  /** The store closes the connection, since it is used beside Kysely too. */
  async destroy(): Promise<void> {}
}

class StatementCache implements DatabaseConnection {
  readonly #database: Sqlite.Database
  readonly #statements = new Map<string, Sqlite.Statement>()

  constructor(database: Sqlite.Database) {
    this.#database = database
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const statement = query.parameters.length > MOST_PARAMETERS_KEPT ? this.#database.prepare(query.sql) : this.#statement(query.sql)
    if (statement.reader) return { rows: statement.all(...query.parameters) as R[] }
    const { changes, lastInsertRowid } = statement.run(...query.parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    for (const row of this.#database.prepare(query.sql).iterate(...query.parameters)) yield { rows: [row as R] }
  }

  #statement(text: string): Sqlite.Statement {
    const known = this.#statements.get(text)
    if (known) return known
    const statement = this.#database.prepare(text)
    if (this.#statements.size >= STATEMENTS_KEPT) {
      const oldest = this.#statements.keys().next().value
      if (oldest !== undefined) this.#statements.delete(oldest)
    }
    this.#statements.set(text, statement)
    return statement
  }
}
