import { refOf } from '../../intake/record.ts'
import { isMoneyIn } from '../../reconciliation/evidence.ts'
import type { Detector } from '../detector.ts'
import { notAssessed, signal } from '../finding.ts'

const ID = 'receipt/payee-not-merchant'

/** The money went to a payee who is not registered: a person, or a shop with a swapped code (DOMAIN R-RCP-06, R-LINK-09). */
export const payeeNotMerchant: Detector = {
  id: ID,
  appliesTo: ['order', 'receipt'],
  looksAt: ['receipts'],
  detect: ({ receipt, receipts, settings }) => {
    const named = (receipt ? [receipt] : receipts).filter((one) => one.payee !== null && one.payee !== '' && isMoneyIn(one))
    if (named.length === 0) return []
    if (settings.registeredPayees.length === 0) return [notAssessed(ID, 'no_registered_payees')]
    return named.flatMap((one) => {
      const payee = one.payee ?? ''
      if (settings.registeredPayees.includes(payee)) return []
      const plain = plainName(payee)
      if (settings.registeredPayees.some((merchant) => plainName(merchant) === plain)) return []
      return [signal(ID, 0.6, {
        evidence: { payee, isPerson: looksLikePerson(plain), source: one.source, trust: one.trust, amountMinor: one.amountMinor, currency: one.currency },
        joined: [refOf(one)], flagged: [refOf(one)],
      })]
    })
  },
  examples: {
    fires: [
      { name: 'a person', facts: { order: {}, receipts: [{ payee: '吴伟' }], settings: { registeredPayees: ['子午移动通信有限公司'] } } },
      { name: 'an unknown shop', facts: { order: {}, receipts: [{ payee: '云端商贸行' }], settings: { registeredPayees: ['子午移动通信有限公司'] } } },
      { name: 'a name that only resembles ours', facts: { order: {}, receipts: [{ payee: '子午移动通信有限公可' }], settings: { registeredPayees: ['子午移动通信有限公司'] } } },
      { name: 'shown on an uploaded slip', facts: { order: { status: 'created' }, receipts: [{ source: 'customer_upload', payee: '王*' }], settings: { registeredPayees: ['子午移动通信有限公司'] } } },
    ],
    silent: [
      { name: 'our own name', facts: { order: {}, receipts: [{ payee: '子午移动通信有限公司' }], settings: { registeredPayees: ['子午移动通信有限公司'] } } },
      { name: 'our own name with full-width brackets and a blank', facts: { order: {}, receipts: [{ payee: '子午移动（北京） 有限公司' }], settings: { registeredPayees: ['子午移动(北京)有限公司'] } } },
      { name: 'our own name set in brackets', facts: { order: {}, receipts: [{ payee: '（子午移动通信有限公司）' }], settings: { registeredPayees: ['子午移动通信有限公司'] } } },
      { name: 'nothing is registered: not assessed', facts: { order: {}, receipts: [{ payee: '吴伟' }] } },
      { name: 'no payee named', facts: { order: {}, receipts: [{}], settings: { registeredPayees: ['子午移动通信有限公司'] } } },
    ],
  },
}

/** The same name in other width, case or spacing, or set in brackets. Look-alike letters stay different on purpose. */
function plainName(name: string): string {
  return name.normalize('NFKC').replace(/\s+|^[([【「《"']|[)\]】」》"']$/g, '').toLowerCase()
}

/** Two to four Chinese characters, perhaps masked, without a word for a firm. */
function looksLikePerson(plain: string): boolean {
  return /^[\p{Script=Han}*＊]{2,4}$/u.test(plain) && !/[店行司部厅社局]$/u.test(plain)
}
