import type { settings as keys } from '../en/settings.ts'

export const settings: Readonly<Record<keyof typeof keys, string>> = {
  'setting.zone': '时区',
  'setting.country': '号码归属国家',
  'setting.registeredPayees': '登记收款方',
  'setting.campaigns': '营销活动',
  'setting.natPrefixes': '运营商 NAT 网段',
  'setting.kioskDevices': '自助终端设备',
  'setting.companyPayers': '企业付款账户',
  'setting.officialHosts': '官方域名',
  'setting.officialShortPrefixes': '官方短链前缀',
  'setting.statementsCompleteUntil': '对账单完整截至',
}
