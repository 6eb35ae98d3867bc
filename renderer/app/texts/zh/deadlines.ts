export const deadlines = {
  short: '激励确认 {{left}}',
  left: '剩 {{days}} 天',
  today: '今天截止',
  label: '{{period}} 激励账单 {{until}} 自动确认，{{left}}，未结 {{open}} 项',
  limit: {
    none: '确认账单前须结清全部差异。',
    some: '未结差异不超过 {{n}} 项时可以确认账单。',
    change: '更改上限',
    title: '确认账单允许的未结项上限',
    text: '超过上限时不能确认账单；更改记入审计。到期后伙伴中心仍会自动确认。',
    label: '未结项上限',
    save: '保存上限',
  },
}
