import { MoneyText } from '../money-text.tsx'
import { Panel } from '../page.tsx'
import { useT } from '../reader.tsx'
import actionCss from '../actions/actions.module.css'

export interface ShownCeiling {
  readonly currency: string
  readonly paidMinor: number
  readonly roads: readonly { readonly road: string; readonly pendingMinor: number; readonly doneMinor: number }[]
  readonly returnedByOthersMinor: number
  readonly leftMinor: number
}

/** What was paid, what stands against it by road, and what is left. `claimMinor` adds a line for what is about to be put on record. */
export function Ceiling({ ceiling, claimMinor = 0 }: { readonly ceiling: ShownCeiling; readonly claimMinor?: number }) {
  const t = useT()
  const { currency } = ceiling
  const sum = (amountMinor: number) => <MoneyText money={{ amountMinor, currency }} />
  const left = ceiling.leftMinor - claimMinor
  return (
    <Panel title={t('outside.ceiling')} hint={t('outside.ceiling_hint')}>
      <table className={actionCss.table}>
        <thead><tr><th scope="col">{t('money.col_road')}</th><th scope="col" data-align="end">{t('case.money_pending')}</th><th scope="col" data-align="end">{t('case.money_returned')}</th></tr></thead>
        <tbody>
          <tr><th scope="row">{t('case.money_paid')}</th><td /><td data-align="end">{sum(ceiling.paidMinor)}</td></tr>
          {ceiling.returnedByOthersMinor > 0 ? <tr><td>{t('case.road.outside')}</td><td /><td data-align="end">{sum(-ceiling.returnedByOthersMinor)}</td></tr> : null}
          {ceiling.roads.map((road) => (
            <tr key={road.road}>
              <td>{t.term('road', road.road)}{road.road === 'goodwill' ? ` (${t('outside.beside')})` : ''}</td>
              <td data-align="end">{road.pendingMinor === 0 ? '–' : sum(-road.pendingMinor)}</td>
              <td data-align="end">{road.doneMinor === 0 ? '–' : sum(-road.doneMinor)}</td>
            </tr>
          ))}
          {claimMinor > 0 ? <tr><td><b>{t('outside.this_one')}</b></td><td data-align="end">{sum(-claimMinor)}</td><td data-align="end">–</td></tr> : null}
          <tr><th scope="row">{t('case.money_left')}</th><td /><td data-align="end"><b>{sum(Math.max(0, left))}</b></td></tr>
        </tbody>
      </table>
    </Panel>
  )
}
