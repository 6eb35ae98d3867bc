/** What intents about orders need beside the common words: refusals by rule and reason, the vendor's codes by their number. */
export const orderRefusals = {
  'R-ORD-12': {
    'not-pending': '订单状态不能取消（现在是状态 {{status}}），只有待支付订单可以取消。',
    member: '这是组合订单 {{combined}} 的子订单，要用组合交易订单号操作。',
  },
  'R-ORD-13': { member: '这是组合订单 {{combined}} 的子订单，要用组合交易订单号一起支付。' },
  'R-ORD-14': { over: '支付截止时间 {{until}} 已过，需要重新下单。' },
  'R-ORD-15': { short: '客户可用余额 {{available}}，不够支付 {{needed}}。' },
  'R-ORD-16': {
    coupons: '一次支付最多用 {{most}} 张券。',
    discounts: '一次支付最多用一个折扣。',
    vouchers: '一个订单只能用一张代金券。',
    'coupon-gone': '券 {{couponId}} 现在不能用于这个订单：已经用掉，或被别的订单占用。',
    'discount-gone': '选的折扣现在不能用于这个订单。',
  },
  'R-ORD-17': {
    'excludes-discount': '选的券不能和折扣同时使用。',
    'discount-too-deep': '折扣低于券允许的力度，不能同时使用。',
  },
  'R-ORD-18': {
    'voucher-and-discount-coupon': '代金券和折扣券不能同时使用。',
    'marketplace-and-special': '云商店券和专用券不能同时使用。',
    'adjusted-price': '订单已调价，必须使用调价折扣。',
  },
  'R-ORD-19': { marketplace: '代金券不能支付云商店商品。' },
  'R-ORD-23': { short: '账户余额和可拨款余额都要够：最少的是 {{available}}，需要 {{needed}}。' },
  'R-ORD-25': {
    decided: '代付申请已有结果（{{state}}）：可能已支付、已驳回，或客户自己付了、取消了。',
    changed: '订单已变（现在是状态 {{status}}），没有发出。',
    unknown: '伙伴接口没有这个客户的这个订单。',
  },
}

/** By the vendor's error code: what is so, and what to do. */
export const orderCodes = {
  CBC: {
    '99005010': { says: '订单现在的状态不能取消。', todo: '请重新查询订单，看现在的状态。' },
    '99000089': { says: '子订单不能单独操作。', todo: '请打开组合交易订单，用它的订单号操作。' },
    '99003106': { says: '订单已被改变，不能支付。', todo: '请重新查询订单后再决定。' },
    '99003108': { says: '选的折扣不能用于这个订单。', todo: '请换一个折扣，或不用折扣。' },
    '99003110': { says: '支付截止时间已过。', todo: '请重新下单。' },
    '99003112': { says: '选的券或储值卡已经用掉。', todo: '请重新打开支付，换一张券。' },
    '99003116': { says: '选的券和折扣不能同时使用。', todo: '请只用其中一种。' },
    '99003117': { says: '折扣力度超过券允许的范围。', todo: '请只用券或只用折扣。' },
    '99003141': { says: '云服务的配额、容量或规格已变。', todo: '请重新询价、重新下单。' },
    '99003147': { says: '代金券和折扣券不能同时使用。', todo: '请只用其中一种。' },
    '99003155': { says: '客户的企业项目资金配额不足。', todo: '请客户调整项目配额后再支付。' },
    '99003156': { says: '云商店券和专用券不能同时使用。', todo: '请只用其中一种。' },
    '99003198': { says: '客户的组织预算不足。', todo: '请客户调整预算后再支付。' },
    '99005003': { says: '客户余额不足。', todo: '请先拨款，或请客户充值，然后重新支付。' },
    '99008040': { says: '操作太频繁。', todo: '稍后自动再试，请不要重复提交。' },
    '99008056': { says: '当天的交易数已到上限。', todo: '请明天再支付，注意支付截止时间。' },
    '99000088': { says: '这个订单正在支付。', todo: '请等结果，不要重复支付。' },
    '30000010': { says: '订单不存在或无效。', todo: '请核对订单号。' },
  },
}
