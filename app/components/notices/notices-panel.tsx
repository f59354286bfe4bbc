import { msisdnText } from '../../i18n/format.ts'
import { Panel } from '../page.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import actionCss from '../actions/actions.module.css'
import { NoticeWords } from './notice-table.tsx'

type Noticed = Parameters<typeof NoticeWords>[0]['notice'] & { readonly id: number; readonly createdAt: number; readonly toMasked: string; readonly state: string }

/** What customers were told about an action, and what became of each notice. */
export function NoticesPanel({ notices }: { readonly notices: readonly Noticed[] }) {
  const t = useT()
  return (
    <Panel title={t('notices.section')}>
      {notices.length === 0 ? <p className={actionCss.text}>{t('notices.none')}</p> : (
        <table className={actionCss.table}>
          <tbody>
            {notices.map((notice) => (
              <tr key={notice.id}><td><TimeText at={notice.createdAt} as="short" /></td><td><NoticeWords notice={notice} /></td><td>{msisdnText(notice.toMasked)}</td><td>{t.term('notice_state', notice.state)}</td></tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
