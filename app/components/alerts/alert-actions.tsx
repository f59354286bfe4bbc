import { Button, Menu } from '@mantine/core'
import { useFetcher } from '@remix-run/react'
import type { Refusal } from '../../domain/values/result.ts'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import type { AlertRow } from './alert-data.ts'
import css from './alerts.module.css'

const SNOOZES = ['1h', '4h', '8h', '1d', '3d'] as const

/** Take notice of an alert, or silence it for a while. Both are offered only while it is open; the state is the server's word. */
export function AlertActions({ alert, token, mayHandle }: { readonly alert: Pick<AlertRow, 'id' | 'state' | 'version'>; readonly token: string; readonly mayHandle: boolean }) {
  const t = useT()
  const sending = useFetcher<{ ok: boolean; refusal?: Refusal }>()
  if (alert.state === 'resolved' || !mayHandle) return null
  const answer = sending.data
  const send = (fields: Record<string, string>) => sending.submit({ ...fields, token, id: String(alert.id), version: String(alert.version) }, { method: 'post', action: '/alerts?index' })
  const isSending = sending.state !== 'idle'
  return (
    <span className={css.actions}>
      {alert.state === 'acknowledged' ? null : <Button size="compact-xs" variant="default" loading={isSending} title={t('alerts.acknowledge_hint')} onClick={() => send({ intent: 'acknowledge' })}>{t('alerts.acknowledge')}</Button>}
      <Menu position="bottom-end">
        <Menu.Target><Button size="compact-xs" variant="default" disabled={isSending}>{t('alerts.snooze')} ▾</Button></Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('alerts.snooze_for')}</Menu.Label>
          {SNOOZES.map((length) => <Menu.Item key={length} onClick={() => send({ intent: 'snooze', length })}>{t(`alerts.snooze_${length}`)}</Menu.Item>)}
        </Menu.Dropdown>
      </Menu>
      {answer && !answer.ok && answer.refusal ? <span role="alert" className={css.answer}>{refusalText(t, answer.refusal)}</span> : null}
    </span>
  )
}
