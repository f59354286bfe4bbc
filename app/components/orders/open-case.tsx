import { Button, Group, NativeSelect, Textarea } from '@mantine/core'
import { useFetcher } from '@remix-run/react'
import { useState } from 'react'
import { OTHER_NOTE_CHARS_MIN } from '../../domain/cases/reasons.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { Dialog } from '../dialog.tsx'
import { Notice } from '../page.tsx'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'

const SEVERITIES = ['S3', 'S2', 'S1'] as const

/** Opens a case by hand on an order, or on the agent who sold it, with what was seen and how urgent it is; the case opens next. */
export function OpenCase({ orderRowId, agent = null }: { readonly orderRowId: number; readonly agent?: { readonly id: string; readonly seenIn: number } | null }) {
  const t = useT()
  const [isAsked, setAsked] = useState(false)
  const opening = useFetcher<{ readonly ok: false; readonly refusal: Refusal }>()
  const refusal = opening.state === 'idle' && opening.data?.ok === false ? opening.data.refusal : null
  const isOfNote = refusal?.field === 'note'
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setAsked(true)}>{agent ? t('case.open_on_agent', { agent: agent.id }) : t('case.open_by_hand')}</Button>
      {isAsked ? <Dialog onClose={() => setAsked(false)} title={agent ? t('case.open_on_agent_title', { agent: agent.id }) : t('case.open_by_hand_title')}>
        <opening.Form method="post" action={`/orders/${orderRowId}`}>
          <input type="hidden" name="about" value={agent ? 'agent' : 'order'} />
          <Textarea name="note" defaultValue={agent ? t('case.open_on_agent_note', { agent: agent.id, caseId: String(agent.seenIn) }) : undefined} label={t('case.open_note')} description={`${t('case.open_note_help')} ${t('common.at_least', { min: OTHER_NOTE_CHARS_MIN })}`} minRows={3} autosize required minLength={OTHER_NOTE_CHARS_MIN} data-autofocus maxLength={500} error={isOfNote && refusal ? refusalText(t, refusal) : null} />
          <NativeSelect name="severity" label={t('case.open_severity')} mt={12} data={SEVERITIES.map((value) => ({ value, label: t.term('severity', value) }))} />
          {refusal && !isOfNote ? <Notice tone="hold">{refusalText(t, refusal)}</Notice> : null}
          <Group justify="flex-end" mt={16} gap={8}>
            <Button variant="default" onClick={() => setAsked(false)}>{t('common.cancel')}</Button>
            <Button type="submit" loading={opening.state !== 'idle'}>{t('case.open_by_hand')}</Button>
          </Group>
        </opening.Form>
      </Dialog> : null}
    </>
  )
}
