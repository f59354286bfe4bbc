/** Browser and system as people call them; `version` is the main number. */
export interface BrowserName {
  readonly browser: string
  readonly version: string
  readonly system: string | null
}

/** The most particular first: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari. */
const BROWSERS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/(\d{1,5})/], ['Opera', /\bOPR\/(\d{1,5})/], ['WeChat', /\bMicroMessenger\/(\d{1,5})/], ['Firefox', /\b(?:Firefox|FxiOS)\/(\d{1,5})/],
  ['Chrome', /\b(?:Headless)?(?:Chrome|Chromium|CriOS)\/(\d{1,5})/], ['Safari', /\bVersion\/(\d{1,5})[\d.]* (?:Mobile\/\w+ )?Safari\//],
]
const SYSTEMS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Android', /\bAndroid\b/], ['HarmonyOS', /\b(?:OpenHarmony|HarmonyOS)\b/], ['iPadOS', /\biPad\b/], ['iOS', /\biPhone\b/], ['Windows', /\bWindows NT\b/], ['macOS', /\bMac OS X\b/], ['ChromeOS', /\bCrOS\b/], ['Linux', /\bLinux\b/],
]

/** What a browser says of itself, in the words people know; null where it says nothing that is known. */
export function browserName(userAgent: string): BrowserName | null {
  const found = BROWSERS.map(([browser, pattern]) => ({ browser, version: pattern.exec(userAgent)?.[1] })).find(({ version }) => version !== undefined)
  return found?.version === undefined ? null : { browser: found.browser, version: found.version, system: SYSTEMS.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? null }
}
