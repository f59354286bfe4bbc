import { parseNumber } from '../../values/msisdn.ts'
import { MESSAGE_CHANNELS } from '../record.ts'
import { ownFeed } from './own-format.ts'

const DIRECTIONS = ['in', 'out'] as const

export const ownMessages = ownFeed('own_messages', 'message', {
  key: 'message_id',
  required: ['message_id', 'direction', 'channel', 'text', 'at'],
  optional: ['subscriber_id', 'number', 'order_id'],
}, (cells, { country }) => {
  const numberRaw = cells.code('number')
  const at = cells.time('at')
  return {
    kind: 'message',
    messageId: cells.id('message_id'),
    direction: cells.oneOf('direction', DIRECTIONS),
    channel: cells.oneOf('channel', MESSAGE_CHANNELS),
    subscriberId: cells.optionalId('subscriber_id'),
    numberRaw,
    number: numberRaw === null ? null : parseNumber(numberRaw, { country }).normal,
    orderId: cells.optionalId('order_id'),
    text: cells.required('text', cells.text('text') ?? ''),
    at: at.at,
    offsetMin: at.offsetMin,
    extra: cells.extra(),
  }
})
