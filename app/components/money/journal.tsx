import { MoneyText } from '../money-text.tsx'
import { Panel } from '../page.tsx'
import { useT } from '../reader.tsx'
import css from './money.module.css'

/** What an action moved between accounts; nothing where it moved nothing. */
export function Journal({ lines }: { readonly lines: readonly { readonly source: string; readonly destination: string; readonly amountMinor: number; readonly currency: string }[] }) {
  const t = useT()
  if (lines.length === 0) return null
  return (
    <Panel title={t('money.journal')}>
      <ol className={css.pairs}>
        {lines.map((line, i) => (
          <li key={i}><MoneyText money={{ amountMinor: line.amountMinor, currency: line.currency }} /><span>{t.term('account', line.source)} → {t.term('account', line.destination)}</span></li>
        ))}
      </ol>
    </Panel>
  )
}
