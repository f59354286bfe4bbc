import type { PaymentOrder } from '../../../app/domain/actions/payment-order.ts'
import type { ProviderAnswer } from '../../../app/domain/actions/refund.ts'
import { invariant } from '../../../app/domain/values/result.ts'
import type { Random } from '../../../app/domain/example/random.ts'
import type { Store } from '../../../db/client.ts'

/** What goes wrong in a simulated day. Each has to happen for the day to count. */
export const FAULTS = [
  'provider refuses', 'provider times out before it pays', 'provider times out after it paid', 'provider pays late', 'provider fails late', 'provider answers twice', 'provider answers an old call', 'killed before the call',
  'killed after the call', 'killed before a write', 'killed in a write', 'killed after a write', 'two at once', 'one key twice', 'an old version on screen', 'another content on screen', 'clock jumps forward', 'clock jumps back',
  'someone who may not', 'a forged answer',
] as const
export type Fault = (typeof FAULTS)[number]

/** The process ends here. */
class Killed extends Error {}

/** Runs what a process does until it ends or is killed; anything else that is thrown is a fault of the product. */
export async function untilKilled<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Killed) return null
    throw error
  }
}

/** A store whose process is killed at one of its next writes: before it, while its transaction is open, or once it is durable. */
export function dyingStore(store: Store, random: Random, happened: (fault: Fault) => void): Store {
  let left = random.int(1, 4)
  const when = random.pick(['before', 'in', 'after'] as const)
  const die = (fault: Fault): never => {
    happened(fault)
    throw new Killed(fault)
  }
  return {
    ...store,
    write: async (work, options) => {
      left -= 1
      if (left !== 0) return store.write(work, options)
      if (when === 'before') die('killed before a write')
      const done = await store.write(async (tx) => {
        const value = await work(tx)
        return when === 'in' ? die('killed in a write') : value
      }, options)
      if (when === 'after') die('killed after a write')
      return done
    },
  }
}

export interface LateAnswer {
  readonly refundNo: string
  /** Which call it answers, counted from 1. */
  readonly attempt: number
  readonly answer: ProviderAnswer
}

/** A provider that pays each number once, and dawdles, dies and forgets as it pleases. What it says is true when it says it. */
export class UnreliableProvider {
  readonly paid = new Map<string, PaymentOrder>()
  /** Taken in, and neither paid nor refused yet. */
  private readonly pending = new Map<string, PaymentOrder>()
  /** Answers that were lost, or given already, and may still arrive. */
  readonly late: LateAnswer[] = []
  private readonly random: Random
  private readonly happened: (fault: Fault) => void
  private readonly attemptOf: (refundNo: string) => Promise<number>
  constructor(random: Random, happened: (fault: Fault) => void, attemptOf: (refundNo: string) => Promise<number>) {
    this.random = random
    this.happened = happened
    this.attemptOf = attemptOf
  }

  carryOut = async (order: PaymentOrder): Promise<ProviderAnswer> => {
    const { random, paid, pending } = this
    const { refundNo } = order
    const attempt = await this.attemptOf(refundNo)
    const known = paid.get(refundNo)
    invariant(known === undefined || known.amountMinor === order.amountMinor, `${refundNo} is asked for one sum`)
    const told = (answer: ProviderAnswer): ProviderAnswer => {
      this.late.push({ refundNo, attempt, answer })
      if (this.late.length > 50) this.late.shift()
      return answer
    }
    if (random.chance(0.1)) return this.end('killed before the call')
    if (!known) {
      if (pending.has(refundNo)) return { outcome: 'unknown', code: 'processing' }
      if (random.chance(0.15)) {
        this.happened('provider refuses')
        return told({ outcome: 'failed', code: 'refused' })
      }
      if (random.chance(0.15)) {
        this.happened('provider times out before it pays')
        if (random.chance(0.7)) pending.set(refundNo, order)
        return { outcome: 'unknown', code: 'timeout' }
      }
      paid.set(refundNo, order)
    }
    const done = told({ outcome: 'succeeded', channelRef: `C${refundNo}`, takenBackMinor: random.int(0, order.takeBackMinor) })
    if (random.chance(0.1)) return this.end('killed after the call')
    if (random.chance(0.15)) {
      this.happened('provider times out after it paid')
      return { outcome: 'unknown', code: 'timeout' }
    }
    return done
  }

  /** Works through what it took in: some is paid after all, some never is. The answer to the call that asked last may follow. */
  async settle(): Promise<void> {
    for (const [refundNo, order] of this.pending) {
      this.pending.delete(refundNo)
      const isPaid = this.random.chance(0.5)
      this.happened(isPaid ? 'provider pays late' : 'provider fails late')
      if (isPaid) this.paid.set(refundNo, order)
      this.late.push({ refundNo, attempt: await this.attemptOf(refundNo), answer: isPaid ? { outcome: 'succeeded', channelRef: `C${refundNo}`, takenBackMinor: 0 } : { outcome: 'failed', code: 'refused_late' } })
    }
  }

  private end(fault: Fault): never {
    this.happened(fault)
    throw new Killed(fault)
  }
}
