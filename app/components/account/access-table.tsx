import { Button, CopyButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { Notice, Unseen } from '../page.tsx'
import { useT } from '../reader.tsx'
import css from './account.module.css'

export interface AccessRow {
  readonly key: number
  readonly cells: readonly ReactNode[]
  /** What may be done about it; null where nothing may. */
  readonly change: ReactNode
}

/** Who or what has access, one a row, with what may be changed at its end. */
export function AccessTable({ head, rows, canChange }: { readonly head: readonly string[]; readonly rows: readonly AccessRow[]; readonly canChange: boolean }) {
  const t = useT()
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            {head.map((label) => <th key={label} scope="col">{label}</th>)}
            {canChange ? <th scope="col"><Unseen>{t('auth.change')}</Unseen></th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, i) => <td key={head[i]}>{cell}</td>)}
              {canChange ? <td>{row.change}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Says that something was done, and shows once what is shown once. */
export function DoneNotice({ text, secret, help }: { readonly text: string; readonly secret: string | null; readonly help: ReactNode }) {
  const t = useT()
  return (
    <Notice tone="done">
      <p>{text}</p>
      {secret === null ? null : (
        <>
          <code className={css.secret}>{secret}</code>{' '}
          <CopyButton value={secret}>{({ copied, copy }) => <Button variant="default" size="compact-sm" onClick={copy}>{t(copied ? 'machines.copied' : 'machines.copy')}</Button>}</CopyButton>
          <p>{help}</p>
        </>
      )}
    </Notice>
  )
}
