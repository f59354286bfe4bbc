import { Button } from '@mantine/core'
import { useState } from 'react'
import { wallClockOf } from '../../domain/values/time.ts'
import { DayField } from '../day-field.tsx'
import { useT } from '../reader.tsx'
import css from './settings.module.css'

export interface CampaignRow {
  readonly id: string
  readonly paidToFace: number
  readonly from: number
  readonly to: number
}

/** Campaigns as rows of fields. The last rows are empty for new ones; a row whose name is emptied is taken out. */
export function CampaignRows({ campaigns, zone, isDisabled }: { readonly campaigns: readonly CampaignRow[]; readonly zone: string; readonly isDisabled: boolean }) {
  const t = useT()
  const [spare, setSpare] = useState(1)
  const rows = [...campaigns, ...Array.from({ length: isDisabled ? 0 : spare }, () => null)]
  return (
    <>
      <div className={css.scroll}>
        <table className={css.campaigns} aria-label={t('setting.campaigns')}>
          <thead>
            <tr>
              <th scope="col">{t('settings.campaign_id')}</th>
              <th scope="col">{t('settings.campaign_share')}</th>
              <th scope="col">{t('settings.campaign_from')}</th>
              <th scope="col">{t('settings.campaign_to')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((campaign, index) => (
              <tr key={index}>
                <td><input name="campaignId" aria-label={t('settings.campaign_id')} maxLength={80} defaultValue={campaign?.id ?? ''} autoComplete="off" /></td>
                <td><input name="campaignShare" aria-label={t('settings.campaign_share')} inputMode="decimal" defaultValue={campaign ? String(Math.round(campaign.paidToFace * 1_000_000) / 10_000) : ''} autoComplete="off" /></td>
                <td><DayField as="moment" size="xs" variant="unstyled" name="campaignFrom" aria-label={t('settings.campaign_from')} defaultValue={campaign ? wallClockOf(campaign.from, zone) : ''} /></td>
                <td><DayField as="moment" size="xs" variant="unstyled" name="campaignTo" aria-label={t('settings.campaign_to')} defaultValue={campaign ? wallClockOf(campaign.to, zone) : ''} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isDisabled ? null : <p className={css.foot}><Button variant="default" onClick={() => setSpare((now) => now + 1)}>{t('settings.campaign_more')}</Button></p>}
    </>
  )
}
