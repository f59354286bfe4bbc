import type { disputes as keys } from '../en/disputes.ts'

export const disputes: Readonly<Record<keyof typeof keys, string>> = {
  'dispute_reason.wrong_number': '充错号码',
  'dispute_reason.not_received': '未到账',
  'dispute_reason.duplicate': '重复扣款',
  'dispute_reason.amount_incorrect': '金额不符',
  'dispute_reason.unauthorised': '非本人操作',
  'dispute_reason.voucher_invalid': '充值卡无效',
  'dispute_reason.voucher_used': '卡密已被使用',
  'dispute_reason.service_fee': '手续费争议',
  'dispute_reason.wrong_product': '充错产品/套餐',
  'dispute_reason.credit_not_processed': '退款未到账',
  'dispute_reason.scam_induced': '受骗充值',
  'dispute_reason.system_error': '系统故障',
  'dispute_reason.delivered_late': '到账延迟',
  'dispute_reason.other': '其他',
}
