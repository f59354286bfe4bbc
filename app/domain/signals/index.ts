import { bareIpHost } from './link/bare-ip-host.ts'
import { contactHost } from './link/contact-host.ts'
import { hiddenTarget } from './link/hidden-target.ts'
import { imageHost } from './link/image-host.ts'
import { lookalikeDomain } from './link/lookalike-domain.ts'
import { mixedScriptHost } from './link/mixed-script-host.ts'
import { obfuscated } from './link/obfuscated.ts'
import { onBlocklist as linkOnBlocklist } from './link/on-blocklist.ts'
import { outsideAllowlist } from './link/outside-allowlist.ts'
import { payCode } from './link/pay-code.ts'
import { scoredUrl } from './link/scored-url.ts'
import { shortener } from './link/shortener.ts'
import { throwAwayEnding } from './link/throw-away-ending.ts'
import { codeShared } from './message/code-shared.ts'
import { contactLure } from './message/contact-lure.ts'
import { expiryPressure } from './message/expiry-pressure.ts'
import { hiddenCharacters } from './message/hidden-characters.ts'
import { imitationSignature } from './message/imitation-signature.ts'
import { impersonation } from './message/impersonation.ts'
import { mixedScriptWord } from './message/mixed-script-word.ts'
import { numberInDisguise } from './message/number-in-disguise.ts'
import { onBlocklist as messageOnBlocklist } from './message/on-blocklist.ts'
import { privateServiceNumber } from './message/private-service-number.ts'
import { repeatedTemplate } from './message/repeated-template.ts'
import { prizeClaim } from './message/prize-claim.ts'
import { reportsScam } from './message/reports-scam.ts'
import { rewardBait } from './message/reward-bait.ts'
import { scamText } from './message/scam-text.ts'
import { splitWord } from './message/split-word.ts'
import { wrapper } from './message/wrapper.ts'
import { confirmMismatch } from './number/confirm-mismatch.ts'
import { ledgerMismatch } from './number/ledger-mismatch.ts'
import { onBlocklist as numberOnBlocklist } from './number/on-blocklist.ts'
import { outsidePlan } from './number/outside-plan.ts'
import { receiptMismatch } from './number/receipt-mismatch.ts'
import { wrongKind } from './number/wrong-kind.ts'
import { amountMismatch } from './receipt/amount-mismatch.ts'
import { borrowedNumber } from './receipt/borrowed-number.ts'
import { fake } from './receipt/fake.ts'
import { payeeNotMerchant } from './receipt/payee-not-merchant.ts'
import { paymentWithoutOrder } from './receipt/payment-without-order.ts'
import { reused } from './receipt/reused.ts'
import { tradeNoInconsistent } from './receipt/trade-no-inconsistent.ts'
import { unpaidStatus } from './receipt/unpaid-status.ts'
import { burnAfterTopup } from './payment/burn-after-topup.ts'
import { cardTesting } from './payment/card-testing.ts'
import { cardSequence } from './payment/card-sequence.ts'
import { cardShared } from './payment/card-shared.ts'
import { deepDiscount } from './payment/deep-discount.ts'
import { denominationOutlier } from './payment/denomination-outlier.ts'
import { duplicate } from './payment/duplicate.ts'
import { fanIn } from './payment/fan-in.ts'
import { fanOut } from './payment/fan-out.ts'
import { onBlocklist as paymentOnBlocklist } from './payment/on-blocklist.ts'
import { paidNotDelivered } from './payment/paid-not-delivered.ts'
import { payerOnList } from './payment/payer-on-list.ts'
import { robotRhythm } from './payment/robot-rhythm.ts'
import { sharedDevice } from './payment/shared-device.ts'
import { slow } from './payment/slow.ts'
import { velocity } from './payment/velocity.ts'
import { brokenGrammar } from './sms/broken-grammar.ts'
import { commandBurst } from './sms/command-burst.ts'
import { commandSmuggling } from './sms/command-smuggling.ts'
import { alreadyUsed } from './voucher/already-used.ts'
import { onBlocklist as voucherOnBlocklist } from './voucher/on-blocklist.ts'
import { pinGuessing } from './voucher/pin-guessing.ts'
import { serialRun } from './voucher/serial-run.ts'
import { usedBeforeSale } from './voucher/used-before-sale.ts'
import { reversalAbuse } from './agent/reversal-abuse.ts'
import { roundTrip } from './agent/round-trip.ts'
import { slipReused } from './agent/slip-reused.ts'
import { split } from './agent/split.ts'
import { doubleRoad } from './refund/double-road.ts'
import { exceedsPaid } from './refund/exceeds-paid.ts'
import { implausibleSlip } from './refund/implausible-slip.ts'
import { notReceivedButUsed } from './refund/not-received-but-used.ts'
import { otherDestination } from './refund/other-destination.ts'
import { sameWording } from './refund/same-wording.ts'
import { sendBackPressure } from './refund/send-back-pressure.ts'
import { serialClaimant } from './refund/serial-claimant.ts'
import { changedAndBack } from './profile/changed-and-back.ts'
import { refundAfterChange } from './profile/refund-after-change.ts'
import { sharedContact } from './profile/shared-contact.ts'
import { takeoverSequence } from './profile/takeover-sequence.ts'
import { throwawayMailbox } from './profile/throwaway-mailbox.ts'
import { unprovenDesk } from './profile/unproven-desk.ts'
import { unmatched } from './reconciliation/unmatched.ts'
import { zoneFault } from './reconciliation/zone-fault.ts'
import { type Aspect, aspectsOf, bitsOf } from './aspects.ts'
import type { Detector, Facts, Finding } from './detector.ts'
import { RECORD_KINDS, type RecordKind } from '../intake/record.ts'

/** Every detector. The tests walk this list. */
export const DETECTORS: readonly Detector[] = Object.freeze([
  bareIpHost, contactHost, hiddenTarget, imageHost, lookalikeDomain, mixedScriptHost, obfuscated, linkOnBlocklist, outsideAllowlist, payCode, scoredUrl, shortener, throwAwayEnding,
  codeShared, contactLure, expiryPressure, hiddenCharacters, imitationSignature, impersonation, mixedScriptWord, numberInDisguise, messageOnBlocklist, privateServiceNumber, prizeClaim, repeatedTemplate, reportsScam, rewardBait, scamText, splitWord, wrapper,
  confirmMismatch, ledgerMismatch, numberOnBlocklist, outsidePlan, receiptMismatch, wrongKind,
  amountMismatch, borrowedNumber, fake, payeeNotMerchant, paymentWithoutOrder, reused, tradeNoInconsistent, unpaidStatus,
  burnAfterTopup, cardSequence, cardShared, cardTesting, deepDiscount, denominationOutlier, duplicate, fanIn, fanOut, paymentOnBlocklist, paidNotDelivered, payerOnList, robotRhythm, sharedDevice, slow, velocity,
  brokenGrammar, commandBurst, commandSmuggling,
  alreadyUsed, voucherOnBlocklist, pinGuessing, serialRun, usedBeforeSale,
  reversalAbuse, roundTrip, slipReused, split,
  doubleRoad, exceedsPaid, implausibleSlip, notReceivedButUsed, otherDestination, sameWording, sendBackPressure, serialClaimant,
  changedAndBack, refundAfterChange, sharedContact, takeoverSequence, throwawayMailbox, unprovenDesk,
  unmatched, zoneFault,
])

export const SIGNAL_IDS: readonly string[] = Object.freeze(DETECTORS.map(({ id }) => id))

/** What families look at unless a detector says more: four orders of five have no text, and nothing to ask these. */
const FAMILIES_LOOK_AT: Readonly<Record<string, readonly Aspect[]>> = { link: ['links'], message: ['texts'] }

/** Detectors of one kind of anchor. */
interface Asked {
  readonly detectors: readonly (readonly [detector: Detector, looksAt: number])[]
  /** Those that have anything to look at, by the aspects of the anchor. */
  readonly byAspects: Map<number, readonly Detector[]>
}

const ANYTHING = -1

function looksAt({ id, looksAt: aspects = FAMILIES_LOOK_AT[id.slice(0, id.indexOf('/'))] }: Detector): number {
  return aspects === undefined ? ANYTHING : bitsOf(aspects)
}

function byKind(detectors: readonly Detector[]): ReadonlyMap<RecordKind, Asked> {
  return new Map(RECORD_KINDS.map((kind) => [kind, {
    detectors: detectors.filter(({ appliesTo }) => appliesTo.includes(kind)).map((detector) => [detector, looksAt(detector)] as const), byAspects: new Map(),
  }]))
}

const ALL = byKind(DETECTORS)

/** What all detectors say of an anchor, in the order of the list. Pure and total: the same facts give the same findings. */
export function signalsOf(facts: Facts): readonly Finding[] {
  return findingsOf(facts, ALL)
}

/** A part of the detectors, asked in the same way; for measuring. */
export function signalsOfFamilies(families: RegExp): (facts: Facts) => readonly Finding[] {
  const some = byKind(DETECTORS.filter(({ id }) => families.test(id)))
  return (facts) => findingsOf(facts, some)
}

function findingsOf(facts: Facts, detectors: ReturnType<typeof byKind>): readonly Finding[] {
  const asked = detectors.get(facts.anchor.kind)
  if (asked === undefined) return NOTHING
  const all = askedOf(asked, aspectsOf(facts))
  const { texts } = facts
  if (texts.length === 0) return ask(all, facts)
  const known = knownToSpeak(texts, all)
  if (known !== null) return ask(known, facts)
  const findings = ask(all, facts)
  if (texts.some((text) => text.known)) {
    const heard = new Set(findings.map(({ id }) => id))
    const speaking = all.some(({ id, asksTextsAlone }) => asksTextsAlone && heard.has(id)) ? all.filter(({ id, asksTextsAlone }) => !asksTextsAlone || heard.has(id)) : quietOf(all)
    for (const text of texts) text.known?.set(all, speaking)
  }
  return findings
}

function askedOf({ detectors, byAspects }: Asked, aspects: number): readonly Detector[] {
  let some = byAspects.get(aspects)
  if (some === undefined) byAspects.set(aspects, (some = detectors.flatMap(([detector, bits]) => (bits === ANYTHING || (bits & aspects) !== 0 ? [detector] : []))))
  return some
}

const quiet = new Map<readonly Detector[], readonly Detector[]>()

/** Those that are asked of texts where the ones that ask texts alone are known to see nothing. One list for all such texts, so that several of them in one anchor agree. */
function quietOf(all: readonly Detector[]): readonly Detector[] {
  let some = quiet.get(all)
  if (some === undefined) quiet.set(all, (some = all.filter(({ asksTextsAlone }) => !asksTextsAlone)))
  return some
}

function ask(detectors: readonly Detector[], facts: Facts): readonly Finding[] {
  let findings: Finding[] | null = null
  for (const detector of detectors) {
    const found = detector.detect(facts)
    if (found.length === 0) continue
    if (findings === null) findings = [...found]
    else findings.push(...found)
  }
  return findings ?? NOTHING
}

/** The detectors known to have anything to say of these texts, where the same hold for all; null when that is not known. */
function knownToSpeak(texts: Facts['texts'], all: readonly Detector[]): readonly Detector[] | null {
  let speaking: readonly Detector[] | undefined
  for (const { known } of texts) {
    const ofText = known?.get(all)
    if (ofText === undefined || (speaking !== undefined && speaking !== ofText)) return null
    speaking = ofText
  }
  return speaking ?? null
}

const NOTHING: readonly Finding[] = Object.freeze([])
