import { Popover } from '@mantine/core'
import { numberText } from '../../i18n/format.ts'
import type { MessageData } from '../../i18n/translate.ts'
import type { CaseView } from '../../usecases/cases/case-view.ts'
import { BandBadge } from '../band-badge.tsx'
import { useLiveReader, useT } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import css from './case.module.css'

/** What to do and why, or what was decided; and why the case stands where it does in the queue. */
export function CaseAdvice({ data }: { readonly data: CaseView }) {
  const { case: head } = data
  return (
    <div className={css.advice}>
      <BandBadge band={head.band} score={head.score} />
      <p className={css.adviceText}>
        {head.status === 'decided' ? <Decided data={data} /> : <Recommended data={data} />}{' '}
        <RankWhy data={data} />
      </p>
    </div>
  )
}

function Recommended({ data: { case: head, recommendation, remedied } }: { readonly data: CaseView }) {
  const t = useT()
  const { currency } = head.money
  return (
    <>
      {recommendation.action && !(recommendation.action === 'hold' && head.status === 'on_hold') ? <b>{t('case.recommended', { action: t(`case.recommend_action.${recommendation.action}`) })} </b> : null}
      {remedied ? <><Sentence of={remedied.isDone ? 'case.remedy_done' : 'case.remedy_running'} data={{ amount: { amountMinor: remedied.amountMinor, currency }, road: remedied.road }} />{' '}</> : null}
      <Sentence of={`recommend.${recommendation.code}`} data={{ currency, ...recommendation.data } as MessageData} />
      {recommendation.avoid ? <span className={css.avoid}> {t.find(`avoid.${recommendation.avoid}`)}</span> : null}
    </>
  )
}

function Decided({ data }: { readonly data: CaseView }) {
  const t = useT()
  const { case: head } = data
  return (
    <>
      <b>{t('case.decided_as', { disposition: head.disposition })}</b>
      {head.reasonCode ? `, ${t.term('reason', head.reasonCode)}` : ''}
      {head.decidedBy && head.decidedAt !== null ? <span className={css.dim}> {t('case.decided_by', { name: head.decidedBy, at: head.decidedAt })}</span> : null}
    </>
  )
}

/** "Why #2?": the parts of the rank, which add up. */
function RankWhy({ data }: { readonly data: CaseView }) {
  const t = useT()
  const { rank, dueAt, pausedAt } = data.case
  const { now } = useLiveReader()
  const left = dueAt - (pausedAt ?? now)
  const words: Readonly<Record<string, string>> = {
    money: t(rank.of.isLeast ? 'queue.rank_money_least' : 'queue.rank_money', { money: rank.of.money }), probability: t('queue.rank_probability', { share: rank.of.probability }),
    time: left < 0 ? t('queue.rank_late', { late: -left }) : t('queue.rank_left', { left }), effort: t('queue.rank_effort', { effort: rank.of.effortMs }),
  }
  return (
    <Popover position="bottom-end" width={300}>
      <Popover.Target><button type="button" className={css.plain}>{t('queue.rank_why')}</button></Popover.Target>
      <Popover.Dropdown>
        <p className={css.hint}>{t('queue.rank_hint')}</p>
        <dl className={`${css.money} ${css.rankParts}`}>
          {Object.entries(rank.parts).map(([part, points]) => <div key={part} style={{ display: 'contents' }}><dt>{t.find(`queue.rank_part.${part}`)} <span className={css.dim} suppressHydrationWarning>{words[part]}</span></dt><dd>{numberText(points, t.reader.locale)}</dd></div>)}
          <dt className={css.sum}>{t('queue.rank_total')}</dt><dd className={css.sum}>{numberText(rank.total, t.reader.locale)}</dd>
        </dl>
      </Popover.Dropdown>
    </Popover>
  )
}
