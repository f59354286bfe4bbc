import { Menu } from '@mantine/core'
import { useFetcher } from '@remix-run/react'
import type { MessageKey } from '../i18n/translate.ts'
import css from './filter-bar.module.css'
import { useT } from './reader.tsx'

interface Choosable {
  readonly id?: string | undefined
  readonly accessorKey?: unknown
  readonly meta?: { readonly label: MessageKey; readonly isExtra?: boolean; readonly isFixed?: boolean } | undefined
}

/** The columns a person sees in a table: their choice while it is being saved, else what is kept, else the default. */
export function useShownColumns(table: string, kept: readonly string[] | null): readonly string[] | null {
  const saving = useFetcher({ key: `columns:${table}` })
  return saving.formData ? saving.formData.getAll('column').map(String) : kept
}

/** Chooses what the table shows; kept for the person, on the server. */
export function ColumnChooser({ table, columns, shown }: { readonly table: string; readonly columns: readonly unknown[]; readonly shown: readonly string[] | null }) {
  const t = useT()
  const saving = useFetcher({ key: `columns:${table}` })
  const choosable = (columns as readonly Choosable[]).filter((column) => column.meta && !column.meta.isFixed)
  const idOf = (column: Choosable) => column.id ?? String(column.accessorKey ?? '')
  const visible = shown ?? choosable.filter((column) => !column.meta?.isExtra).map(idOf)
  const save = (ids: readonly string[] | null) => {
    const form = new FormData()
    form.set('table', table)
    for (const id of ids ?? []) form.append('column', id)
    if (ids === null) form.set('isDefault', '1')
    saving.submit(form, { method: 'post', action: '/columns' })
  }
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={css.chip} title={t('table.columns_hint')}>{t('table.columns')}<span aria-hidden="true" className={css.caret}>▾</span></button>
      </Menu.Target>
      <Menu.Dropdown>
        {choosable.map((column) => {
          const id = idOf(column)
          const isShown = visible.includes(id)
          return (
            <Menu.Item
              key={id}
              role="menuitemcheckbox"
              aria-checked={isShown}
              rightSection={isShown ? '✓' : null}
              onClick={() => save(isShown ? visible.filter((one) => one !== id) : [...visible, id])}
            >
              {column.meta ? t.find(column.meta.label) : id}
            </Menu.Item>
          )
        })}
        <Menu.Divider />
        <Menu.Item onClick={() => save(null)}>{t('common.reset')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
