/** Words of intents: states, why each waits, what is safe, what to do; refusals of the domain's rules by rule and reason. */
export const outbox = {
  states: {
    draft: '草稿',
    'needs-release': '待放行',
    queued: '排队中',
    sent: '已发出',
    uncertain: '结果未知',
    waiting: '需要您',
    done: '已完成',
    refused: '已拒绝',
    discarded: '已丢弃',
    expired: '已过期',
  },
  commands: {
    funds: { grant: '拨款', reclaim: '回收余额', grantReseller: '向云经销商拨款', reclaimReseller: '回收云经销商余额' },
    coupons: { issue: '发放优惠券', reclaim: '回收优惠券' },
    resellers: { giveQuota: '发放额度给云经销商', reclaimQuota: '回收云经销商额度' },
  },
  /** Three sentences each: what is so, what is safe, what to do. */
  reasons: {
    draft: {
      says: '草稿，还没有提交。',
      safe: '没有发出，什么都没有变动。',
      todo: '放行后才会发出；也可以修改或丢弃。',
    },
    sent: {
      says: '请求已交给伙伴接口，正在等答复。',
      safe: '发出前已记在本机，断电也不会重复发送。',
      todo: '请稍候，收到答复后自动更新。',
    },
    'needs-release': {
      says: '已排队，等您放行。',
      safe: '没有发出，什么都没有变动。',
      todo: '核对后放行；也可以修改或丢弃。',
    },
    'needs-code': {
      says: '已排队，等您核对并输入验证码放行。',
      safe: '没有发出，什么都没有变动。',
      todo: '账号开启了验证码：核对整批后输入一次即可放行。',
    },
    'undo-window': {
      says: '已放行，轮到时自动发出。',
      safe: '发出之前都可以丢弃。',
      todo: '不用做什么。',
    },
    'back-off': {
      says: '上一次没有办成，稍后自动再试。',
      safe: '确定没有生效，再试不会重复。',
      todo: '不用做什么。',
    },
    'signed-out': {
      says: '凭据被拒绝或已过期，队列暂停。',
      safe: '确定没有生效，内容都保存在本机。',
      todo: '请在“工作区”页更换凭据，之后自动继续。',
    },
    'ground-moved': {
      says: '发出前复核，情况已和当时看到的不同。',
      safe: '没有发出。',
      todo: '请核对现在的情况，再放行、修改或丢弃。',
    },
    'newer-version': {
      says: '由更新版本的程序写入，本版本读不懂。',
      safe: '原样保存，不会发出。',
      todo: '请升级程序后再放行。',
    },
    'no-answer': {
      says: '请求可能已到达，但没有收到能读懂的答复。',
      safe: '不会重发，正在用对方的记录核实。',
      todo: '请等核实结果，不要到门户重做一遍。',
    },
    restarted: {
      says: '发出之后、收到答复之前，程序中断了。',
      safe: '不会重发，正在用对方的记录核实。',
      todo: '请等核实结果，不要到门户重做一遍。',
    },
    'not-found': {
      says: '过了入账时间，对方的记录里仍没有它。',
      safe: '不会自动重发。',
      todo: '请到伙伴中心核对，再告诉程序“已发生”或“没有发生”。',
    },
    several: {
      says: '对方有 {{records}} 条相符的记录，分不清哪一条是它。',
      safe: '不会重发。',
      todo: '请到伙伴中心核对，再告诉程序“已发生”或“没有发生”。',
    },
    ambiguous: {
      says: '对方有一条相符的记录，但可能是别人的操作。',
      safe: '不会重发。',
      todo: '请到伙伴中心核对，再告诉程序“已发生”或“没有发生”。',
    },
    'cannot-look': {
      says: '当前凭据不能读取对方的记录，无法核实。',
      safe: '不会重发。',
      todo: '请开通查询权限后再查一次，或到伙伴中心核对后告诉程序。',
    },
    answered: {
      says: '伙伴接口答复：已办成。',
      safe: '只办了一次。',
      todo: '不用做什么。',
    },
    'record-found': {
      says: '在对方的记录里查到了它。',
      safe: '只办了一次，没有重发。',
      todo: '不用做什么。',
    },
    'person-said-yes': {
      says: '由人确认：已经发生。',
      safe: '不会再发。',
      todo: '不用做什么。',
    },
    'person-said-no': {
      says: '由人确认：没有发生。',
      safe: '没有重发；记录以后出现时仍会认出它。',
      todo: '仍然需要时，请另建一笔。',
    },
    rule: {
      says: '{{refusal}}',
      safe: '没有发出。',
      todo: '请修改后再放行，或丢弃。',
    },
    vendor: {
      says: '伙伴接口拒绝了它。',
      safe: '没有生效。',
      todo: '请按厂商错误码处理后修改，或丢弃。',
    },
    expired: {
      says: '排队超过有效期，不再发送。',
      safe: '没有发出。',
      todo: '仍然需要时，请修改后再放行；否则丢弃。',
    },
    discarded: {
      says: '由人丢弃。',
      safe: '没有发出，也不会再发。',
      todo: '仍然需要时，请另建一笔。',
    },
  },
  vendorCode: '厂商错误码 {{code}}',
  /** What moved, by the name of the fact. */
  facts: {
    quotaExpiresAt: '额度现在到 {{value}} 为止',
    balance: '现在余额 {{value}}',
    available: '现在可用 {{value}}',
    grantable: '现在可拨 {{value}}',
    other: '{{name}}：{{value}}',
  },
  next: {
    undo: '{{n}} 秒后发出',
    turn: '轮到它时自动发出',
    retry: '{{at}} 自动再试',
    offline: '网络恢复后自动发出',
    'signed-out': '更换凭据后自动发出',
    release: '放行后发出',
    answer: '等待答复',
    look: '{{at}} 自动核实',
    lookLater: '连接恢复后自动核实',
    person: '等您确认',
  },
  /** By rule and reason, as the rules of the domain name them (shared/rules). */
  refusals: {
    'R-CUST-30': {
      empty: '没有填写金额。',
      'full-width': '金额请用半角数字和小数点。',
      'not-a-number': '金额不是有效的数字。',
      decimals: '金额最多两位小数。',
      zero: '金额必须大于 0。',
      negative: '金额不能是负数。',
      'too-large': '金额超过接口单笔上限。',
    },
    'R-CUST-31': {
      'unknown-customer': '本机没有这个客户的资料。',
      'not-linked': '客户已不再关联，不能拨款或回收。',
      'not-resale': '只有代售客户可以拨款或回收。',
    },
    'R-CUST-32': { 'over-grantable': '拨款 {{amount}} 超过可拨额 {{grantable}}。' },
    'R-CUST-33': { 'over-balance': '回收 {{amount}} 超过客户可用余额 {{available}}。' },
    'R-CUST-35': { 'over-balance': '回收 {{amount}} 超过云经销商可回收余额 {{available}}。' },
    'R-COUPON-01': {
      'no-quota': '额度不存在。',
      status: '额度状态不可用（{{status}}）。',
      'not-yet': '额度要到 {{effectiveAt}} 才生效。',
      expired: '额度已在 {{expiresAt}} 到期。',
      short: '额度余额 {{balance}} 不足，需要 {{needed}}。',
    },
    'R-COUPON-02': {
      'not-linked': '客户已不再关联，不能发券。',
      'not-resale': '接口只能给代售客户发券。',
    },
    'R-COUPON-03': {
      'full-width': '金额请用半角数字和小数点。',
      'not-a-number': '金额不是有效的数字。',
      decimals: '金额最多两位小数。',
      zero: '面值必须大于 0。',
      negative: '面值不能是负数。',
      'too-large': '面值超过接口单笔上限。',
      empty: '没有填写面值。',
      'face-value': '面值必须大于 0，最多两位小数。',
      'validity-backwards': '失效时间必须晚于生效时间。',
      'below-minimum': '面值低于额度规定的最小值 {{minimum}}。',
      'above-maximum': '面值高于额度规定的最大值 {{maximum}}。',
      'outside-quota': '券的有效期超出额度的有效期（{{from}} 至 {{until}}）。',
    },
    'R-COUPON-13': {
      'no-coupon': '券不存在。',
      status: '券的状态是 {{status}}，只有未使用的券可以回收。',
    },
    'R-COUPON-19': { locked: '券被待支付订单 {{orderId}} 占用，暂时不能回收。' },
    'R-COUPON-21': { amount: '额度必须大于 0，最多两位小数。' },
    'R-COUPON-23': {
      'reseller-gone': '该云经销商已不在列表中，不能再发放额度。',
      'named-customers': '该额度只限指定客户使用，不能转给云经销商。',
    },
    'R-COUPON-24': {
      'no-quota': '云经销商的额度不存在。',
      status: '额度的状态是 {{status}}，只有有效的额度可以回收。',
    },
    other: '规则 {{rule}} 不允许（{{reason}}）。',
  },
}
