// Units, regions and places: small tables that the vendor hands out as they are.

/** measure_id, name, English name, abbreviation, measure_type. */
export const measures: readonly (readonly [number, string, string, string, number])[] = [
  [1, '元', 'yuan', '元', 1],
  [3, '分', 'fen', '分', 1],
  [4, '小时', 'Hour', 'h', 2],
  [5, '天', 'Day', 'd', 2],
  [6, '分钟', 'Minute', 'min', 2],
  [7, '秒', 'Second', 's', 2],
  [8, '月', 'Month', 'month', 2],
  [9, '年', 'Year', 'year', 2],
  [10, 'GB', 'GB', 'GB', 3],
  [11, 'MB', 'MB', 'MB', 3],
  [12, 'KB', 'KB', 'KB', 3],
  [13, 'Byte', 'Byte', 'B', 3],
  [14, '个', 'Piece', '个', 4],
  [15, 'Mbps', 'Mbit/s', 'Mbps', 7],
  [16, 'Gbps', 'Gbit/s', 'Gbps', 7],
  [17, 'GB', 'GB', 'GB', 3],
  [18, '次', 'Time', '次', 4],
  [19, '千次', 'Thousand times', '千次', 4],
  [20, '万次', '10,000 times', '万次', 4],
  [21, 'TB', 'TB', 'TB', 3],
  [25, '台', 'Set', '台', 4],
  [32, 'GB*小时', 'GB-hour', 'GB*h', 9],
  [33, 'vCPU*小时', 'vCPU-hour', 'vCPU*h', 10],
  [34, '条', 'Message', '条', 4],
  [42, '个*小时', 'Piece-hour', '个*h', 11],
]

/** measure_id, ref_measure_id, conversion_ratio (1 of the first is so many of the second), measure_type. */
export const conversions: readonly (readonly [number, number, number, number])[] = [
  [1, 3, 100, 1],
  [4, 6, 60, 2],
  [4, 7, 3600, 2],
  [5, 4, 24, 2],
  [9, 8, 12, 2],
  [10, 11, 1024, 3],
  [11, 12, 1024, 3],
  [12, 13, 1024, 3],
  [21, 10, 1024, 3],
  [17, 11, 1024, 3],
  [16, 15, 1000, 7],
  [19, 18, 1000, 4],
  [20, 18, 10_000, 4],
]

interface Region {
  readonly code: string
  readonly name: string
  readonly nameEn: string
}

export const regions: readonly Region[] = [
  { code: 'cn-north-4', name: '华北-北京四', nameEn: 'CN North-Beijing4' },
  { code: 'cn-north-1', name: '华北-北京一', nameEn: 'CN North-Beijing1' },
  { code: 'cn-north-9', name: '华北-乌兰察布一', nameEn: 'CN North-Ulanqab1' },
  { code: 'cn-east-3', name: '华东-上海一', nameEn: 'CN East-Shanghai1' },
  { code: 'cn-east-2', name: '华东-上海二', nameEn: 'CN East-Shanghai2' },
  { code: 'cn-east-4', name: '华东二', nameEn: 'CN East2' },
  { code: 'cn-east-5', name: '华东-青岛', nameEn: 'CN East-Qingdao' },
  { code: 'cn-south-1', name: '华南-广州', nameEn: 'CN South-Guangzhou' },
  { code: 'cn-south-4', name: '华南-广州-友好用户环境', nameEn: 'CN South-Guangzhou-InvitationOnly' },
  { code: 'cn-southwest-2', name: '西南-贵阳一', nameEn: 'CN Southwest-Guiyang1' },
  { code: 'ap-southeast-1', name: '中国-香港', nameEn: 'CN-Hong Kong' },
]

/** code, name, English name, then cities as `code name English`. */
const places = `
110000 北京市 Beijing|110100 北京市 Beijing
120000 天津市 Tianjin|120100 天津市 Tianjin
130000 河北省 Hebei|130100 石家庄市 Shijiazhuang|130200 唐山市 Tangshan|130600 保定市 Baoding|131000 廊坊市 Langfang
140000 山西省 Shanxi|140100 太原市 Taiyuan|140200 大同市 Datong
150000 内蒙古自治区 Inner-Mongolia|150100 呼和浩特市 Hohhot|150900 乌兰察布市 Ulanqab
210000 辽宁省 Liaoning|210100 沈阳市 Shenyang|210200 大连市 Dalian
220000 吉林省 Jilin|220100 长春市 Changchun|220200 吉林市 Jilin
230000 黑龙江省 Heilongjiang|230100 哈尔滨市 Harbin|230600 大庆市 Daqing
310000 上海市 Shanghai|310100 上海市 Shanghai
320000 江苏省 Jiangsu|320100 南京市 Nanjing|320200 无锡市 Wuxi|320400 常州市 Changzhou|320500 苏州市 Suzhou|320600 南通市 Nantong
330000 浙江省 Zhejiang|330100 杭州市 Hangzhou|330200 宁波市 Ningbo|330300 温州市 Wenzhou|330600 绍兴市 Shaoxing|330700 金华市 Jinhua
340000 安徽省 Anhui|340100 合肥市 Hefei|340200 芜湖市 Wuhu
350000 福建省 Fujian|350100 福州市 Fuzhou|350200 厦门市 Xiamen|350500 泉州市 Quanzhou
360000 江西省 Jiangxi|360100 南昌市 Nanchang|360700 赣州市 Ganzhou
370000 山东省 Shandong|370100 济南市 Jinan|370200 青岛市 Qingdao|370600 烟台市 Yantai
410000 河南省 Henan|410100 郑州市 Zhengzhou|410300 洛阳市 Luoyang
420000 湖北省 Hubei|420100 武汉市 Wuhan|420500 宜昌市 Yichang|420600 襄阳市 Xiangyang
430000 湖南省 Hunan|430100 长沙市 Changsha|430200 株洲市 Zhuzhou
440000 广东省 Guangdong|440100 广州市 Guangzhou|440300 深圳市 Shenzhen|440400 珠海市 Zhuhai|440600 佛山市 Foshan|441900 东莞市 Dongguan
450000 广西壮族自治区 Guangxi|450100 南宁市 Nanning|450300 桂林市 Guilin
460000 海南省 Hainan|460100 海口市 Haikou|460200 三亚市 Sanya
500000 重庆市 Chongqing|500100 重庆市 Chongqing
510000 四川省 Sichuan|510100 成都市 Chengdu|510700 绵阳市 Mianyang
520000 贵州省 Guizhou|520100 贵阳市 Guiyang|520300 遵义市 Zunyi
530000 云南省 Yunnan|530100 昆明市 Kunming|530700 丽江市 Lijiang
540000 西藏自治区 Tibet|540100 拉萨市 Lhasa
610000 陕西省 Shaanxi|610100 西安市 Xian|610400 咸阳市 Xianyang
620000 甘肃省 Gansu|620100 兰州市 Lanzhou|620900 酒泉市 Jiuquan
630000 青海省 Qinghai|630100 西宁市 Xining
640000 宁夏回族自治区 Ningxia|640100 银川市 Yinchuan
650000 新疆维吾尔自治区 Xinjiang|650100 乌鲁木齐市 Urumqi
710000 台湾省 Taiwan|710100 台北市 Taipei
810000 香港特别行政区 Hong-Kong|810100 香港 Hong-Kong
820000 澳门特别行政区 Macao|820100 澳门 Macao
`

export interface Place {
  readonly code: string
  readonly name: string
  readonly nameEn: string
}

interface Province extends Place {
  readonly cities: readonly Place[]
}

const place = (text: string): Place => {
  const [code = '', name = '', nameEn = ''] = text.split(' ')
  return { code, name, nameEn: nameEn.replace('-', ' ') }
}

export const provinces: readonly Province[] = places
  .trim()
  .split('\n')
  .map((line) => {
    const [first = '', ...rest] = line.split('|')
    return { ...place(first), cities: rest.map(place) }
  })

/** Counties of a city; the same four everywhere, because nothing depends on which they are. */
export const countiesOf = (city: Place): readonly Place[] =>
  [
    ['城区', 'Downtown'],
    ['高新区', 'High-tech Zone'],
    ['经济开发区', 'Development Zone'],
    ['新城区', 'New District'],
  ].map(([name = '', nameEn = ''], index) => ({ code: String(Number(city.code) + index + 1), name, nameEn }))
