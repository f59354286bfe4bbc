import { beforeAll, describe, expect, test } from 'vitest'
import { type DaysFigures, measureDays } from '../../../scripts/evaluate/days.ts'
import { writeInventedDay } from '../../../scripts/evaluate/invented-day/write.ts'
import { sharedFolder } from '../../support/folders.ts'

/** Tricks of the invented day that nothing sees yet, and why; `docs/detection.md` tells of them. */
const KNOWN_GAPS: readonly string[] = [
  'hidden_or_disguised_text/sixth_mail_cyrillic', 'lookalike_link/fourth_number_in_words', 'lookalike_link/fourth_own_name_mixed',
  'lure_contact/sixth_new_mail', 'lure_contact/sixth_new_name',
  'refund_claim_abuse/sixth_to_other_card_en',
  'repeated_template_campaign/sixth_refund_bait', 'sms_command_smuggling/sixth_times_two',
  'takeover_sequence/sixth_sim_yesterday_then_move',
  'lure_contact/eighth_21', 'lure_contact/eighth_23', 'lure_contact/eighth_37', 'scam_message/eighth_31',
  'lure_contact/ninth_nick_2', 'lure_contact/ninth_profile_2',
  'repeated_template_campaign/ninth_handle',
  'scam_message/ninth_10', 'scam_message/ninth_2', 'scam_message/ninth_22', 'scam_message/ninth_28', 'scam_message/ninth_30', 'scam_message/ninth_31', 'scam_message/ninth_7',
  'sms_command_smuggling/ninth_told_2',
  'hidden_or_disguised_text/thirteenth_line_separator', 'repeated_template_campaign/thirteenth_1', 'scam_message/thirteenth_zh_dating', 'scam_message/thirteenth_zh_train', 'time_mismatch/thirteenth_delivered_next_day',
  'hidden_or_disguised_text/seventh_dice', 'hidden_or_disguised_text/seventh_ruby', 'shortener_or_ip_link/seventh_ip_words',
]

/** Harmless records that are flagged all the same. */
const KNOWN_FALSE_ALARMS: readonly string[] = ['eighth_class_group', 'thirteenth_asked_11', 'thirteenth_asked_36']

describe('a day of tricks that no other day holds', () => {
  const folder = sharedFolder()
  let figures: DaysFigures
  beforeAll(async () => {
    writeInventedDay(folder, { seed: 5, from: Date.UTC(2026, 2, 13, 16), ordinaryOrders: 1_200 })
    figures = await measureDays(folder)
  })

  test('is told apart, trick by trick', () => {
    const missed = new Set(figures.missed.map(({ kind, variant }) => `${kind}/${variant}`))
    expect([...missed].sort()).toEqual([...KNOWN_GAPS].sort())
  })

  test('flags no record that only resembles a trick', () => {
    expect(figures.falseAlarms.filter(({ lookalike }) => lookalike !== null && !KNOWN_FALSE_ALARMS.includes(lookalike))).toEqual([])
  })

  test('flags hardly any ordinary order', () => {
    expect(figures.precision.share).toBeGreaterThan(0.97)
  })
})
