import { useFetcher, useNavigate } from '@remix-run/react'
import { useState } from 'react'
import type { Outcome } from '../../domain/cases/reasons.ts'
import type { Refusal } from '../../domain/values/result.ts'
import type { MessageData } from '../../i18n/translate.ts'
import { BandBadge } from '../band-badge.tsx'
import { ActivityTable, MoneyBox, PolicyLights, RelatedOrders, Section, Texts, Timeline } from '../case/case-parts.tsx'
import type { CaseView } from '../../usecases/cases/case-view.ts'
import css from '../case/case.module.css'
import { DecisionBar, type Decision } from '../case/decision-bar.tsx'
import { FiveWayStrip } from '../case/five-way-strip.tsx'
import { likelyReason } from '../case/likely-reason.ts'
import { EvidenceList } from '../evidence-list.tsx'
import { Notice } from '../page.tsx'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import { Sentence } from '../sentence.tsx'
import { useAnswer } from '../use-answer.ts'

type Answer = { readonly ok: true; readonly value: { readonly nextId: number | null } } | { readonly ok: false; readonly refusal: Refusal }

/** The records of a case and what was found in them, for a second opinion: nothing of what was decided, and only the two judgements that are compared. */
export function BlindCase({ data, reviewId, version }: { readonly data: CaseView; readonly reviewId: number; readonly version: number }) {
  const t = useT()
  const navigate = useNavigate()
  const giving = useFetcher<Answer>()
  const [asked, setAsked] = useState<Outcome | null>(null)
  const { case: head } = data
  const answer = giving.state === 'idle' ? giving.data : undefined
  useAnswer(giving, (given) => {
    if (given.ok) navigate(given.value.nextId === null ? '/second-reviews' : `/second-reviews/${given.value.nextId}`, { replace: true })
  })
  const active = data.flags.filter((flag) => flag.withdrawnAt === null)
  const give = ({ outcome, reasonCode, note }: Decision) => giving.submit({ outcome, reasonCode, note, version: String(version) }, { method: 'post', action: `/second-reviews/${reviewId}` })
  return (
    <article className={css.case} aria-labelledby="second-review">
      <header className={css.head}>
        <div className={css.titleRow}>
          <h1 id="second-review" className={css.title}>{t('review.one', { id: String(reviewId) })}</h1>
          {head.orderId ? <span className={css.subject}>{t('case.order', { id: head.orderId })}</span> : null}
        </div>
        <div className={css.advice}>
          <BandBadge band={head.band} score={head.score} />
          <p className={css.adviceText}>{t('review.blind')} <Sentence of={`recommend.${data.recommendation.code}`} data={{ currency: head.money.currency, ...data.recommendation.data } as MessageData} /></p>
        </div>
        {answer?.ok === false ? <Notice tone="hold" isInset>{refusalText(t, answer.refusal)}</Notice> : null}
        <DecisionBar
          allowed={{ legitimate: null, confirmed_fraud: null }}
          shown={['confirmed_fraud', 'legitimate']}
          recommended={null}
          likelyReason={(outcome) => likelyReason(outcome, data.recommendation.code)}
          isBusy={giving.state !== 'idle'}
          asked={asked}
          onAsk={setAsked}
          onDecide={give}
        />
      </header>
      <FiveWayStrip sides={data.sides} mismatches={data.mismatches} />
      <div className={css.body}>
        <div className={css.column}>
          <Section title={t('case.hits')}>{active.length > 0 ? <EvidenceList flags={active} texts={data.texts} currency={head.money.currency} /> : <p className={css.dim}>{t('case.hits_none')}</p>}</Section>
          <Section title={t('case.related')}><RelatedOrders orders={data.related.orders} isCut={data.related.isCut} /></Section>
          {data.texts.length > 0 ? <Section title={t('case.texts')}><Texts texts={data.texts} /></Section> : null}
          <Section title={t('case.timeline')}><Timeline moments={[...data.timeline].reverse()} /></Section>
        </div>
        <div className={css.column}>
          {data.money ? <MoneyBox money={data.money} /> : null}
          {data.lights.length > 0 ? <PolicyLights lights={data.lights} /> : null}
          {data.activity.length > 0 ? <Section title={t('case.counts')}><ActivityTable activity={data.activity} /></Section> : null}
        </div>
      </div>
    </article>
  )
}
