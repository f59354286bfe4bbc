import type { ActionCommand, AnyStaffAction } from '../../../app/domain/actions/staff-action.ts'
import { staffActionOf } from '../../../app/domain/actions/index.ts'
import type { Providers } from '../../../app/domain/actions/payment-order.ts'
import { type Random, seededRandom } from '../../../app/domain/example/random.ts'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../../../app/domain/values/time.ts'
import { may, type Permission, type Role } from '../../../app/auth/permissions.ts'
import { newSeed, sealSeed } from '../../../app/auth/second-factor.ts'
import type { UseCaseContext } from '../../../app/usecases/context.ts'
import { importFiles } from '../../../app/usecases/intake/import-files.server.ts'
import { performAction, type ActionAfter } from '../../../app/usecases/actions/perform-action.server.ts'
import { screenPending } from '../../../app/usecases/screening/screen-records.server.ts'
import type { Result } from '../../../app/domain/values/result.ts'
import type { Store } from '../../../db/client.ts'
import type { ActionSubject } from '../../../db/queries/staff-actions.ts'
import { declareInterest } from '../../../db/queries/interests.ts'
import { saveFactor } from '../../../db/queries/second-factors.ts'
import { unseal } from '../../../db/seal.ts'
import { addStaff, TEST_NOW, testContext, testKeys } from '../database.ts'
import { csv, filesOf, GOOD_ROWS, inputOf, saleOf, type Cells, type Sale } from '../feed-rows.ts'
import { type Fault, UnreliableProvider } from './faults.ts'

/** What may be asked of a simulated day: an action that is there, or one that begins. */
export interface Asked {
  readonly kind: string
  readonly actionId: number | null
  readonly command: ActionCommand & { readonly [key: string]: unknown }
  readonly subject?: Partial<ActionSubject>
  readonly expectedVersion?: number | null
  readonly key?: string | null
}

export interface ActionBrief {
  readonly id: number
  readonly kind: string
  readonly status: string
  readonly version: number
  readonly maker_id: number | null
  readonly order_row_id: number | null
  readonly subject_key: string
}

/** An order that the simulated people work on. */
export interface KnownOrder {
  readonly rowId: number
  readonly number: string
  /** What came in for it, by its statements. */
  readonly paidInMinor: number
}

const CREW = { ann: 'reviewer', bob: 'reviewer', cat: 'reviewer', sue: 'supervisor', sam: 'supervisor', ada: 'admin', amy: 'admin', aud: 'auditor' } as const satisfies Readonly<Record<string, Role>>
/** Orders, persons and actions that are still worked on; older ones are left as they are. */
const RECENT = 14
const FIRST_SALES = 10
const LURES = ['TG @esim1088 领取', '退款 http://wallet-claim-verification.net/connect', '优惠 https://wa.me/8613800138000', 'dwz.cn/Ab3dE']

/**
 * The operator on a simulated day: people of every role, customers, orders that arrive by the feeds and are screened, a provider that cannot be relied on and a clock
 * that jumps. It keeps count of which commands were accepted and which faults happened.
 */
export class World {
  readonly store: Store
  readonly random: Random
  readonly seed: number
  readonly orders: KnownOrder[] = []
  readonly subscribers: string[] = []
  readonly staff: { readonly id: number; readonly role: Role }[] = []
  readonly provider: UnreliableProvider
  readonly providers: Providers
  now: Instant = TEST_NOW
  private readonly reached: Map<string, number>
  private readonly faults: Map<Fault, number>
  private made = 0

  constructor(store: Store, seed: number, reached: Map<string, number>, faults: Map<Fault, number>) {
    this.store = store
    this.seed = seed
    this.random = seededRandom(seed)
    this.reached = reached
    this.faults = faults
    this.provider = new UnreliableProvider(this.random, this.happened, (refundNo) => this.attemptOf(refundNo))
    const { provider } = this
    this.providers = { wechat_pay: provider, alipay: provider, bank_file: provider, carrier_ledger: provider }
  }

  readonly happened = (fault: Fault): void => void this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1)
  readonly accepted = (command: string): void => void this.reached.set(command, (this.reached.get(command) ?? 0) + 1)
  /** A number that nothing else of this day has. */
  readonly next = (): number => ++this.made

  async begin(): Promise<void> {
    const { store } = this
    for (const [name, role] of Object.entries(CREW)) this.staff.push({ id: await addStaff(store, name, role), role })
    await store.write(async (tx) => {
      await tx.insertInto('settings').values({ key: 'operator', value: JSON.stringify({ statementsCompleteUntil: TEST_NOW + 3_000 * DAY_MS }), version: 1, changed_at: TEST_NOW, changed_by: null }).onConflict((conflict) => conflict.column('key').doUpdateSet({ value: JSON.stringify({ statementsCompleteUntil: TEST_NOW + 3_000 * DAY_MS }) })).execute()
      await declareInterest(tx, testKeys, this.staff[2]?.id ?? 0, { kind: 'subscriber', value: 'P1', relation: 'kin' }, TEST_NOW)
    })
    for (let n = 0; n < 4; n++) await this.subscriberArrives()
    await this.salesArrive(FIRST_SALES)
    await this.screen(true)
  }

  /** The context of a member of staff, or of the program. */
  as(staffId: number | null, store = this.store): UseCaseContext {
    const { now } = this
    const role = this.staff.find((one) => one.id === staffId)?.role
    return testContext(store, staffId === null || !role ? { now, actor: { staffId: null, role: null, label: 'system' } } : { staffId, role, now })
  }

  anyone(): number {
    return this.random.pick(this.staff).id
  }
  roleOf(staffId: number): Role {
    return this.staff.find((one) => one.id === staffId)?.role ?? 'auditor'
  }

  /** Somebody who could give this command; every fourth time whoever comes along. */
  someoneFor(action: AnyStaffAction, type: string, makerId: number | null): number {
    const rule = action.rules[type]
    const fit = this.staff.filter(({ id, role }) => may(role, rule?.permission as Permission) && (rule?.part === 'own' ? id === makerId : rule?.part === 'approve' || rule?.part === 'reject' ? id !== makerId : true))
    return fit.length === 0 || this.random.chance(0.2) ? this.anyone() : this.random.pick(fit).id
  }

  /** Gives a command and sees that whoever gave it could: the permission, a second person where one is needed, never the program's own. */
  async perform(asked: Asked, staffId: number): Promise<Result<ActionAfter>> {
    const maker = asked.actionId === null ? null : await this.makersOf(asked.actionId)
    const done = await performAction(this.as(staffId), asked).catch((error: Error) => Promise.reject(new Error(`${asked.kind}.${asked.command.type} by ${this.roleOf(staffId)} ${staffId}: ${error.message}`, { cause: error })))
    const rule = staffActionOf(asked.kind)?.rules[asked.command.type]
    const isPermitted = rule !== undefined && may(this.roleOf(staffId), rule.permission as Permission)
    if (!isPermitted) this.happened('someone who may not')
    if (done.ok && asked.key == null) {
      if (!isPermitted) throw new Error(`${this.roleOf(staffId)} was let do ${asked.kind}.${asked.command.type}`)
      if ((rule.part === 'approve' || rule.part === 'reject') && maker?.at(-1) === staffId) throw new Error(`${asked.kind}.${asked.command.type} by who asked for it`)
    }
    if (done.ok) this.accepted(`${asked.kind}.${asked.command.type}`)
    return done
  }

  private async makersOf(actionId: number): Promise<readonly number[]> {
    const row = await this.store.read.selectFrom('staff_actions').select('maker_id').where('id', '=', actionId).executeTakeFirst()
    return row?.maker_id == null ? [] : [row.maker_id]
  }

  /** One of the newest actions, open ones before others. */
  async someAction(kind: string | null, isOpen = this.random.chance(0.9)): Promise<ActionBrief | null> {
    let query = this.store.read.selectFrom('staff_actions').select(['id', 'kind', 'status', 'version', 'maker_id', 'order_row_id', 'subject_key']).orderBy('id', 'desc').limit(RECENT)
    if (kind !== null) query = query.where('kind', '=', kind)
    if (isOpen) query = query.where('is_open', '=', 1)
    const rows = await query.execute()
    return rows.length === 0 ? null : this.random.pick(rows)
  }

  someOrder(): KnownOrder {
    return this.random.pick(this.orders.slice(-RECENT))
  }
  someSubscriber(among = RECENT / 2): string {
    return this.random.pick(this.subscribers.slice(-among))
  }

  /** What the second person is shown: the hash of what was asked for last. */
  async shownHash(actionId: number): Promise<string> {
    const rows = await this.store.read.selectFrom('action_events').select('data').where('action_id', '=', actionId).orderBy('seq', 'desc').execute()
    return rows.map((row) => (JSON.parse(row.data) as { contentHash?: string }).contentHash).find((hash) => hash !== undefined) ?? ''
  }

  /** A code that a customer was sent about an action, as long as it stands in the outbox. */
  async codeOf(actionId: number, kinds: readonly string[]): Promise<string> {
    const rows = await this.store.read.selectFrom('notices').select('sealed_secret').where('object', '=', `action:${actionId}`).where('kind', 'in', kinds as string[]).orderBy('id', 'desc').execute()
    const sealed = rows.find((row) => row.sealed_secret !== null)?.sealed_secret
    return sealed == null ? '123456' : ((JSON.parse(unseal(testKeys, 'notice.secret', sealed)) as { code?: string }).code ?? '123456')
  }

  private async attemptOf(refundNo: string): Promise<number> {
    const row = await this.store.read
      .selectFrom('action_events').innerJoin('staff_actions', 'staff_actions.id', 'action_events.action_id').select((eb) => eb.fn.countAll<number>().as('count'))
      .where('reference', '=', refundNo).where('action_events.type', '=', 'sent').executeTakeFirstOrThrow()
    return Number(row.count)
  }

  clockJumps(): void {
    const jump = this.random.chance(0.1) ? this.random.pick([DAY_MS + MINUTE_MS, DAY_MS + MINUTE_MS, 3 * DAY_MS, 31 * DAY_MS]) : this.random.pick([SECOND_MS, MINUTE_MS, 2 * MINUTE_MS, 6 * MINUTE_MS, 6 * MINUTE_MS, HOUR_MS, -HOUR_MS, -MINUTE_MS])
    this.happened(jump > 0 ? 'clock jumps forward' : 'clock jumps back')
    this.now += jump
  }

  async bring(...files: readonly (readonly Cells[])[]): Promise<void> {
    const inputs = files.filter((rows) => rows.length > 0).map((rows) => inputOf(`feed-${this.next()}.csv`, csv(rows)))
    await importFiles(this.as(null), inputs, { origin: 'command', limits: DEFAULT_LIMITS })
  }

  async screen(all: boolean): Promise<void> {
    await screenPending(this.store, testKeys, { now: this.now, all })
  }

  /** Sales of every kind that money is given back for: delivered, failed, paid twice, paid under a wrong reference, never paid; some with a lure. */
  async salesArrive(count: number): Promise<void> {
    const { random } = this
    const sales: Sale[] = []
    const more: Cells[] = []
    const known = new Map<string, Omit<KnownOrder, 'rowId'>>()
    for (let i = 0; i < count; i++) {
      const n = this.next()
      const id = `W${n}`
      const sort = random.pick(['plain', 'plain', 'plain', 'failed', 'twice', 'stray', 'unpaid'] as const)
      const number = `138${String(10_000_000 + n).padStart(8, '0')}`
      const subscriberId = random.chance(0.5) ? this.someSubscriber() : ''
      const changes = { target_number: number, subscriber_id: subscriberId, agent_id: random.chance(0.3) ? 'A1' : '', payment_method: random.pick(['alipay', 'alipay', 'wechat_pay']), remark: random.chance(0.5) ? random.pick(LURES) : '' }
      const sale = saleOf(id, this.now - HOUR_MS, changes, { isDelivered: sort !== 'failed' })
      const paid = sort === 'unpaid' ? [] : sort === 'stray' ? [{ ...sale.receipt, merchant_order_no: `TYPO${n}`, channel_trade_no: `Z${n}` }] : [sale.receipt]
      more.push(...paid, ...(sort === 'twice' ? [{ ...sale.receipt, receipt_id: `RR${n}`, channel_trade_no: `TT${n}` }] : []))
      sales.push(sale)
      known.set(id, { number: `+86${number}`, paidInMinor: sort === 'twice' ? 20_000 : 10_000 })
    }
    const [orders = [], , ledger = []] = filesOf(sales)
    await this.bring(orders, more, ledger)
    for (const row of await this.store.read.selectFrom('orders').select(['id', 'order_id']).where('order_id', 'in', [...known.keys()]).orderBy('id').execute()) {
      const one = known.get(row.order_id)
      if (one) this.orders.push({ rowId: row.id, ...one })
    }
  }

  async subscriberArrives(): Promise<void> {
    const n = this.next()
    this.subscribers.push(`P${n}`)
    await this.bring([{ ...GOOD_ROWS.subscriber, subscriber_id: `P${n}`, numbers: `139${String(20_000_000 + n)}`, contact_phone: `137${String(30_000_000 + n)}`, email: this.random.chance(0.7) ? `p${n}@mail.example` : '' }])
  }

  /** Another system changed a profile, and a feed tells so. */
  async changeArrives(): Promise<void> {
    const row = { ...GOOD_ROWS.profile_change, change_id: `C${this.next()}`, subscriber_id: this.someSubscriber(3), field: this.random.pick(['email', 'contact_phone', 'address']), at: new Date(this.now).toISOString() }
    await this.bring([row.field === 'contact_phone' ? { ...row, old_value: '13700000001', new_value: '13700000002' } : row])
  }

  /** Somebody has taken an account over at the counter of another system, and goes on here. */
  async takeoverArrives(subscriberId: string): Promise<void> {
    const row = { ...GOOD_ROWS.profile_change, subscriber_id: subscriberId, verification: 'none', at: new Date(this.now - HOUR_MS).toISOString() }
    await this.bring([
      { ...row, change_id: `C${this.next()}`, field: 'sim', old_value: '89860000000000000017', new_value: '89860000000000000025' },
      { ...row, change_id: `C${this.next()}`, field: 'contact_phone', old_value: '13700000001', new_value: '13700000002' },
    ])
  }

  async messageArrives(number: string, text: string): Promise<void> {
    await this.bring([{ ...GOOD_ROWS.message, message_id: `SIM${this.next()}`, number, text, at: new Date(this.now).toISOString() }])
  }

  /** The statement lists what the provider paid. */
  async statementArrives(): Promise<void> {
    const refunds = [...this.provider.paid.values()].filter((order) => order.road === 'refund').slice(-RECENT)
    if (refunds.length === 0) return
    const order = this.random.pick(refunds)
    await this.bring([{
      receipt_id: `S${this.next()}`, source: 'alipay', kind: 'refund', refund_no: order.refundNo, merchant_order_no: order.merchantOrderNo ?? '', channel_trade_no: order.channelTradeNo ?? '',
      amount: (order.amountMinor / 100).toFixed(2), currency: 'CNY', occurred_at: new Date(this.now).toISOString(), status: 'REFUND SUCCESS',
    }])
  }

  async someoneEnrols(): Promise<void> {
    const { id } = this.random.pick(this.staff)
    const row = await this.store.read.selectFrom('staff').select('sealed_totp_seed').where('id', '=', id).executeTakeFirst()
    if (row?.sealed_totp_seed === null) await this.store.write((tx) => saveFactor(tx, id, null, { sealedSeed: sealSeed(testKeys, id, newSeed()), since: this.now, lastStep: 0 }))
  }
}
