import type { Instant } from '../domain/values/time.ts'
import type { Store } from '../../db/client.ts'
import type { Keys } from '../../db/seal.ts'
import type { Role } from '../auth/permissions.ts'

/** Who acts. `label` is what the audit names: `staff:12`, `system`, `command`, `api:<client>`. */
export interface Actor {
  /** Null for the program itself, a command or a machine. */
  readonly staffId: number | null
  /** Null when there is no person, who may then do what that road allows. */
  readonly role: Role | null
  readonly label: string
}

/** What every use-case takes first: made at the edge, once per request, command or job. */
export interface UseCaseContext {
  readonly store: Store
  readonly keys: Keys
  /** The instant of the request; the only clock a use-case knows (S21). */
  readonly now: Instant
  readonly actor: Actor
  readonly ip: string | null
  readonly requestId: string | null
  /** BCP 47 tag of the reader. */
  readonly locale: string
}
