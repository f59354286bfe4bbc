import type { OrderGlance } from '../../app/domain/signals/detector.ts'
import type { Store } from '../client.ts'

/** Orders that are kept from batch to batch, besides those of the last one; about a kilobyte each. */
const MOST_KEPT = 12_000

/**
 * Orders as their neighbours see them, known from one batch to the next: batches that follow each other share many neighbours. What is known is forgotten
 * as soon as anybody else has written anything: SQLite has a mark that every commit of another connection moves, and the store counts its own writes.
 * PostgreSQL has no such mark, and nothing is kept there.
 */
export class GlanceMemory {
  readonly #store: Store
  #mark: string | null = null
  #known = new Map<number, OrderGlance>()

  constructor(store: Store) {
    this.#store = store
  }

  /** Before a batch reads outside a write: forgets everything unless nothing was written since. */
  refresh(): void {
    this.#meet(this.#now(0))
  }

  get(id: number): OrderGlance | undefined {
    return this.#known.get(id)
  }

  /** Orders of which another version was stored. */
  forget(ids: Iterable<number>): void {
    for (const id of ids) this.#known.delete(id)
  }

  keep(glances: ReadonlyMap<number, OrderGlance>): void {
    if (this.#mark === null) return
    if (this.#known.size > MOST_KEPT) this.#known = new Map(glances)
    else for (const [id, glance] of glances) this.#known.set(id, glance)
  }

  /**
   * At the beginning of a write that changes no order but those that are forgotten in it. What this answers with goes to {@link committed} once the write
   * is; without that, all is forgotten.
   */
  begin(): string | null {
    // As it was before this write, which the store has counted already.
    this.#meet(this.#now(1))
    return this.#now(0)
  }

  /** The write that began with this mark is committed: what is known stays known. */
  committed(mark: string | null): void {
    this.#mark = mark
  }

  #meet(mark: string | null): void {
    if (mark === null || mark !== this.#mark) this.#known = new Map()
    this.#mark = mark
  }

  #now(own: number): string | null {
    const { sqlite, begunWrites } = this.#store
    return sqlite === null ? null : `${sqlite.pragma('data_version', { simple: true })} ${begunWrites() - own}`
  }
}

const memories = new WeakMap<Store, GlanceMemory>()

/** One memory a store, for as long as it lives. */
export function glanceMemory(store: Store): GlanceMemory {
  let memory = memories.get(store)
  if (!memory) memories.set(store, (memory = new GlanceMemory(store)))
  return memory
}
