/**
 * Regions 区域 by code, as the vendor publishes them (R-PLAT-24): no API lists them. A code that is not here is shown as
 * it is.
 */
export interface Region {
  readonly code: string
  readonly zh: string
  readonly en: string
}

export const regions: readonly Region[] = [
  { code: 'cn-north-4', zh: '华北-北京四', en: 'CN North-Beijing4' },
  { code: 'cn-north-1', zh: '华北-北京一', en: 'CN North-Beijing1' },
  { code: 'cn-north-2', zh: '华北-北京二', en: 'CN North-Beijing2' },
  { code: 'cn-north-9', zh: '华北-乌兰察布一', en: 'CN North-Ulanqab1' },
  { code: 'cn-north-11', zh: '华北三', en: 'CN North3' },
  { code: 'cn-north-12', zh: '华北-北京三', en: 'CN North-Beijing3' },
  { code: 'cn-east-3', zh: '华东-上海一', en: 'CN East-Shanghai1' },
  { code: 'cn-east-2', zh: '华东-上海二', en: 'CN East-Shanghai2' },
  { code: 'cn-east-4', zh: '华东二', en: 'CN East2' },
  { code: 'cn-east-5', zh: '华东-青岛', en: 'CN East-Qingdao' },
  { code: 'cn-south-1', zh: '华南-广州', en: 'CN South-Guangzhou' },
  { code: 'cn-south-4', zh: '华南-广州-友好用户环境', en: 'CN South-Guangzhou-InvitationOnly' },
  { code: 'cn-southwest-2', zh: '西南-贵阳一', en: 'CN Southwest-Guiyang1' },
  { code: 'ap-southeast-1', zh: '中国-香港', en: 'CN-Hong Kong' },
  { code: 'ap-southeast-2', zh: '亚太-曼谷', en: 'AP-Bangkok' },
  { code: 'ap-southeast-3', zh: '亚太-新加坡', en: 'AP-Singapore' },
  { code: 'ap-southeast-4', zh: '亚太-雅加达', en: 'AP-Jakarta' },
  { code: 'af-south-1', zh: '非洲-约翰内斯堡', en: 'AF-Johannesburg' },
  { code: 'la-south-2', zh: '拉美-圣地亚哥', en: 'LA-Santiago' },
  { code: 'sa-brazil-1', zh: '拉美-圣保罗一', en: 'LA-Sao Paulo1' },
  { code: 'tr-west-1', zh: '土耳其-伊斯坦布尔', en: 'TR-Istanbul' },
  { code: 'me-east-1', zh: '中东-利雅得', en: 'ME-Riyadh' },
]

const byCode = new Map(regions.map((region) => [region.code, region]))

/** The region's name, or its code where nobody published one. */
export const regionName = (code: string, language: 'zh' | 'en'): string => byCode.get(code)?.[language] ?? code
