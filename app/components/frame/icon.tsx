/** The few signs of the folded rail, drawn on a grid of 16. */
const PATHS = {
  brand: 'M8 1.5 13.5 4v4c0 3.2-2.2 5.5-5.5 6.5C4.7 13.5 2.5 11.2 2.5 8V4zM5.4 8.1l1.9 1.9 3.4-3.7',
  queue: 'M2 4h12M2 8h12M2 12h7',
  campaigns: 'M2 6.5v3l7 3v-9zM9 3.5l4.5-1.5v12L9 12.5M4 10.3V14h2.2l.8-2.6',
  orders: 'M3.5 1.5h9v13l-2.2-1.6L8 14.5l-2.3-1.6-2.2 1.6zM6 5h4M6 8h4',
  subscribers: 'M8 8.2a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14c.6-2.6 2.7-4 5.5-4s4.9 1.4 5.5 4',
  approvals: 'M2.5 2.5h11v11h-11zM5.2 8.2l2 2 3.6-4',
  refunds: 'M2 6.5h8.5a3 3 0 0 1 0 6H6M4.5 3.5 1.8 6.5l2.7 3',
  dashboard: 'M2 14h12M4 11V7M8 11V3M12 11V6',
  imports: 'M8 2v7.5M5 6.8l3 3 3-3M2.5 11v2.5h11V11',
  disputes: 'M2 2.5h12v8.5H8l-3.5 3V11H2zM8 4.5v3M8 9h.01',
  profile_changes: 'M6.5 7.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM1.8 13.6c.5-2.3 2.3-3.6 4.7-3.6M9 13.5l.4-2 4-4 1.6 1.6-4 4z',
  alerts: 'M8 2a4 4 0 0 1 4 4v3l1.5 2.5h-11L4 9V6a4 4 0 0 1 4-4zM6.5 13.5h3',
  reconciliation: 'M8 2v12M3 4.5h10M3 4.5 1.2 9h3.6zM13 4.5 11.2 9h3.6zM5 14h6',
  wall: 'M1.5 2.5h13v9h-13zM6 14h4M8 11.5V14M4 8.5l2.2-2.5 2 1.8L12 5',
  access: 'M1.5 8s2.4-4.2 6.5-4.2S14.5 8 14.5 8s-2.4 4.2-6.5 4.2S1.5 8 1.5 8zM8 9.9a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8z',
  privacy: 'M3.5 7h9v7h-9zM5.3 7V4.7a2.7 2.7 0 0 1 5.4 0V7M8 9.7v1.8',
  machines: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.1M5 11h.1M8 5h3.5M8 11h3.5',
  webhooks: 'M8 8a2.6 2.6 0 1 0-2.4-3.6M8 8l-2.6 4.4M5.4 12.4a2.4 2.4 0 1 1-2.3-3M8 8l2.6 4.4M13.5 10a2.4 2.4 0 1 1-2.9 2.4M10.6 12.4H7.5',
  outbox: 'M2 3.5h12v9H2zM2.4 4l5.6 4.6L13.6 4',
  lists: 'M5.5 3.5h8M5.5 8h8M5.5 12.5h8M2.5 3.5h.01M2.5 8h.01M2.5 12.5h.01',
  rules: 'M3 3.5h10M3 8h6M3 12.5h4M11 10.5l1.6 1.6 2.4-3',
  audit: 'M4 1.5h6l2.5 2.5v10.5H4zM6.2 7h4M6.2 10h4',
  settings: 'M2 5h6M12 5h2M10 3.2v3.6M2 11h2M8 11h6M6 9.2v3.6',
  staff: 'M6 7.5a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8zM1.8 13c.4-2.2 2-3.5 4.2-3.5s3.8 1.3 4.2 3.5M10.5 3a2.2 2.2 0 0 1 0 4.2M12 9.8c1.3.5 2.1 1.6 2.4 3.2',
  fold: 'M9.5 4 5.5 8l4 4M13 3v10',
  unfold: 'M6.5 4l4 4-4 4M3 3v10',
  calendar: 'M2 3.5h12v10.5H2zM2 7h12M5 1.5v3.5M11 1.5v3.5',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.6 10.6 14 14',
  keyboard: 'M1.5 4h13v8h-13zM4 6.5h.01M6.7 6.5h.01M9.3 6.5h.01M12 6.5h.01M4.5 9.5h7',
  light: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13',
  dark: 'M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1z',
  auto: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 2v12',
  close: 'M4 4l8 8M12 4l-8 8',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
