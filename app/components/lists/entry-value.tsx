import { KIND_OF_LIST, type OwnList } from '../../domain/lists/own-lists.ts'
import { defang } from '../../i18n/format.ts'
import { MsisdnText } from '../msisdn-text.tsx'

/** A listed value as it may be shown: hosts so that nothing takes them for links, numbers as numbers. */
export function EntryValue({ list, shown }: { readonly list: OwnList; readonly shown: string }) {
  switch (KIND_OF_LIST[list]) {
    case 'host': return <code>{defang(shown)}</code>
    case 'number': return <MsisdnText number={shown} />
    case 'handle': return <code>@{shown}</code>
    case 'brand': return <>{shown}</>
    default: return <>{shown}</>
  }
}
