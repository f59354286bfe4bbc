import { Button, TextInput } from '@mantine/core'
import { Form, Link, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import type { Money } from '../../domain/values/money.ts'
import { moneyText } from '../../i18n/format.ts'
import { Panel } from '../page.tsx'
import { useLiveReader, useT } from '../reader.tsx'
import { Sentence } from '../sentence.tsx'
import css from './approvals.module.css'

export interface ApprovalCardData {
  readonly id: number
  readonly state: string
  readonly hash: string
  readonly maker: { readonly name: string; readonly isMe: boolean }
  readonly checker: string | null
  readonly reason: string
  readonly settledReason: string | null
  readonly requestedAt: number
  readonly expiresAt: number
  readonly settledAt: number | null
  readonly outcome: string
  readonly reasonCode: string
  readonly caseIds: readonly number[]
  readonly money: readonly Money[]
  readonly sample: readonly number[]
  readonly mayCheck: boolean
}

/** One request: what will happen to which cases, who asked and why, the sample to look at, and the buttons of those who may press them. */
export function ApprovalCard({ approval, token }: { readonly approval: ApprovalCardData; readonly token: string }) {
  const t = useT()
  const { now } = useLiveReader()
  const isSending = useNavigation().state === 'submitting'
  const [looked, setLooked] = useState<readonly number[]>([])
  const { id, state, maker, caseIds, sample } = approval
  const isWaiting = state === 'waiting' && approval.expiresAt >= now
  const title = t('approvals.bulk', { outcome: approval.outcome, count: caseIds.length, money: approval.money.map((one) => moneyText(one)) })
  const hidden = (
    <>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="id" value={id} />
    </>
  )
  return (
    <Panel title={title}>
      <div className={css.body}>
        <p><Sentence of={maker.isMe ? 'approvals.mine' : 'approvals.asked'} data={{ name: maker.name, at: approval.requestedAt, reason: approval.reason }} /></p>
        <p>{t('approvals.because', { reason: approval.reasonCode })}</p>
        <p className={css.dim}>{state === 'waiting'
          ? t(isWaiting ? 'approvals.until' : 'approvals.too_late', { at: approval.expiresAt })
          : approval.checker === null ? t('approvals.settled_alone', { state, at: approval.settledAt }) : t('approvals.settled', { state, name: approval.checker, at: approval.settledAt })}
          {approval.settledReason ? ` ${approval.settledReason}` : null}
        </p>
        <details>
          <summary>{t('approvals.all_cases', { count: caseIds.length })}</summary>
          <p className={css.cases}>{caseIds.map((caseId) => <Link key={caseId} to={`/cases/${caseId}`} target="_blank">{caseId}</Link>)}</p>
        </details>
        {isWaiting && approval.mayCheck ? (
          <Form method="post" data-fresh id={`approve-${id}`} className={css.body} style={{ padding: 0 }}>
            {hidden}
            <input type="hidden" name="hash" value={approval.hash} />
            <h3>{t('approvals.sample')}</h3>
            <ul className={css.sample}>
              {sample.map((caseId) => (
                <li key={caseId} className={css.looked}>
                  <Link to={`/cases/${caseId}`} target="_blank" onClick={() => setLooked((seen) => [...new Set([...seen, caseId])])}>{t('approvals.sample_case', { id: String(caseId) })}</Link>
                  <label className={css.looked}>
                    <input
                      type="checkbox" name="looked" value={caseId} checked={looked.includes(caseId)}
                      onChange={(event) => setLooked(event.target.checked ? [...looked, caseId] : looked.filter((one) => one !== caseId))}
                    />
                    {t('approvals.looked')}
                  </label>
                </li>
              ))}
            </ul>
          </Form>
        ) : null}
        {isWaiting ? (
          <div className={css.forms}>
            {approval.mayCheck ? (
              <>
                <Button type="submit" form={`approve-${id}`} name="intent" value="approve" loading={isSending}>{t('approvals.approve', { count: caseIds.length })}</Button>
                <Form method="post">
                  {hidden}
                  <TextInput name="reason" label={t('approvals.reject_reason')} required withAsterisk={false} maxLength={500} autoComplete="off" />
                  <Button type="submit" name="intent" value="reject" variant="default" loading={isSending}>{t('approvals.reject')}</Button>
                </Form>
              </>
            ) : <p className={css.dim}>{t(maker.isMe ? 'approvals.maker_waits' : 'approvals.not_checker')}</p>}
            {maker.isMe ? (
              <Form method="post">
                {hidden}
                <Button type="submit" name="intent" value="withdraw" variant="default" loading={isSending}>{t('approvals.withdraw')}</Button>
              </Form>
            ) : null}
          </div>
        ) : null}
      </div>
    </Panel>
  )
}
