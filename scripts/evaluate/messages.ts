import type { LabelledMessage } from '../training/collections.ts'
import { fraudTarget, unwantedTarget } from '../training/targets.ts'
import type { TrainedMessageModel } from '../../app/domain/scoring/message-model.ts'
import { MESSAGE_EN } from '../../app/domain/scoring/model/message-en.ts'
import { MESSAGE_ZH } from '../../app/domain/scoring/model/message-zh.ts'
import { scoreMessage } from '../../app/domain/scoring/message-score.ts'
import { type GroupFigures, groupFigures, type QuestionFigures, questionFigures } from './questions.ts'

export interface ScoredMessage extends LabelledMessage {
  readonly fraud: number
  readonly unwanted: number
}

export interface MessageFigures {
  readonly language: 'en' | 'zh'
  readonly rows: number
  readonly unwanted: QuestionFigures
  readonly fraud: QuestionFigures
  /** Sources that hold both answers, judged within themselves. */
  readonly unwantedWithin: Readonly<Record<string, QuestionFigures>>
  readonly fraudWithin: Readonly<Record<string, QuestionFigures>>
  /** Share raised as unwanted and as fraud, by kind of unwanted text and by look-alike (texts that deserve no fraud alarm). */
  readonly unwantedByKind: readonly GroupFigures[]
  readonly fraudByKind: readonly GroupFigures[]
  readonly unwantedLookalikes: readonly GroupFigures[]
  readonly fraudLookalikes: readonly GroupFigures[]
  /** Fraud alarms on wanted texts that tell of a bank, an operator, a recharge, a code or a parcel, and on advertisements. */
  readonly notices: QuestionFigures
  readonly advertisements: QuestionFigures
}

const MODELS: Readonly<Record<'en' | 'zh', TrainedMessageModel>> = { en: MESSAGE_EN, zh: MESSAGE_ZH }

/** Sources of talk between people: nothing in them is a notice. */
const TALK = /^nus-/
const NOTICE = /余额|充值|充入|到账|交费|话费|流量|套餐|尾号|账户|储蓄卡|信用卡|支出|交易|验证码|快递|取件|订单|流水号|\b(?:balance|recharged?|top(?:ped)?[ -]?up|airtime|credited|debited|a\/c|acct|account|statement|otp|pin|code|bill|payment|delivery|order|sim|transaction|txn)\b/i

/** A wanted text of a collection that tells of money, a service, a code or a parcel. */
export const isNotice = (message: { readonly label: string; readonly source: string; readonly text: string }): boolean => message.label === 'ham' && !TALK.test(message.source) && NOTICE.test(message.text)

export function scoreMessages(messages: readonly LabelledMessage[]): ScoredMessage[] {
  return messages.map((message) => {
    const { fraud, unwanted } = scoreMessage(message.text, message.lang)
    return { ...message, fraud, unwanted }
  })
}

export function messageFigures(language: 'en' | 'zh', messages: readonly ScoredMessage[]): MessageFigures {
  const points = { unwanted: MODELS[language].unwanted.points, fraud: MODELS[language].fraud.points }
  const unwanted = (rows: readonly ScoredMessage[]): QuestionFigures => questionFigures(
    rows.filter((row) => unwantedTarget(row) === 1).map((row) => row.unwanted), rows.filter((row) => unwantedTarget(row) === 0).map((row) => row.unwanted), points.unwanted,
  )
  const fraud = (rows: readonly ScoredMessage[]): QuestionFigures => questionFigures(
    rows.filter((row) => fraudTarget(row) === 1).map((row) => row.fraud), rows.filter((row) => fraudTarget(row) === 0).map((row) => row.fraud), points.fraud,
  )
  const within = (figures: (rows: readonly ScoredMessage[]) => QuestionFigures): Record<string, QuestionFigures> => {
    const found: Record<string, QuestionFigures> = {}
    for (const source of [...new Set(messages.map((message) => message.source))].sort()) {
      const of = figures(messages.filter((message) => message.source === source))
      if (of.positives >= 20 && of.negatives >= 20) found[source] = of
    }
    return found
  }
  const kindOf = (row: ScoredMessage): string => `${row.source}/${row.category ?? row.label}`
  return {
    language, rows: messages.length, unwanted: unwanted(messages), fraud: fraud(messages),
    unwantedWithin: within(unwanted), fraudWithin: within(fraud),
    unwantedByKind: groupFigures(messages, (row) => (unwantedTarget(row) === 1 ? kindOf(row) : null), (row) => row.unwanted),
    fraudByKind: groupFigures(messages, (row) => (fraudTarget(row) === 1 ? kindOf(row) : null), (row) => row.fraud),
    unwantedLookalikes: groupFigures(messages, (row) => (unwantedTarget(row) === 0 ? lookalikeOf(row) : null), (row) => row.unwanted),
    fraudLookalikes: groupFigures(messages, (row) => (fraudTarget(row) === 0 ? lookalikeOf(row) : null), (row) => row.fraud),
    notices: fraud(messages.filter(isNotice)),
    advertisements: fraud(messages.filter((row) => row.label === 'spam' && fraudTarget(row) === 0)),
  }
}

function lookalikeOf(row: ScoredMessage): string {
  if (row.label !== 'ham') return `${row.source}/advertisement`
  return isNotice(row) ? `${row.source}/notice` : `${row.source}/talk`
}
