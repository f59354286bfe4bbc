import { parseAmountMinor } from '../../domain/values/money.ts'
import { refuse, type Result } from '../../domain/values/result.ts'
import type { UseCaseContext } from '../context.ts'

/**
 * A sum that was typed into a form about an order, in minor units. The form's currency only says what was on screen: a sum in another than the order's would be
 * one of another size (S1). Refuses `order_gone`, `order_currency`, and what `parseAmountMinor` refuses.
 */
export async function readOrderAmount({ store }: UseCaseContext, orderRowId: number, { amount, currency }: { readonly amount: string; readonly currency: string }): Promise<Result<number>> {
  const order = await store.read.selectFrom('orders').select('currency').where('id', '=', orderRowId).executeTakeFirst()
  if (!order) return refuse('order_gone')
  return order.currency === currency ? parseAmountMinor(amount.trim(), currency) : refuse('order_currency', { currency: order.currency })
}
