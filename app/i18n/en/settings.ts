export const settings = {
  'setting.zone': 'Time zone',
  'setting.country': 'Country of the number plan',
  'setting.registeredPayees': 'Registered payees',
  'setting.campaigns': 'Campaigns',
  'setting.natPrefixes': 'Carrier NAT networks',
  'setting.kioskDevices': 'Kiosk devices',
  'setting.companyPayers': 'Company payers',
  'setting.officialHosts': 'Official hosts',
  'setting.officialShortPrefixes': 'Official short links',
  'setting.statementsCompleteUntil': 'Statements complete until',
} as const
