/** One cloud service of the catalogue; `weight` is its share of orders and of bill lines. */
export interface Service {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly abbreviation: string
  /** 0 ordinary, 1 specific, 2 no performance and no rebate, 13 performance without rebate (R-INC-09). */
  readonly incentivePolicy: string
  readonly allowDiscount: 'YES' | 'NO'
  readonly weight: number
  readonly resources: readonly Resource[]
}

export interface Resource {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  /** Sold by size (disk, bandwidth): a quote needs resource_size and its measure (R-ORD-02). */
  readonly linear: boolean
  /** 15 Mbps, 17 GB, 14 pieces; linear resources only. */
  readonly sizeMeasureId?: number
  readonly usageFactor: string
  readonly usageMeasureId: number
  readonly specs: readonly Spec[]
}

/** Prices in millionths of a yuan; of one size unit where the resource is linear. */
export interface Spec {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly monthPrice: number
  readonly hourPrice: number
}

const YUAN = 1_000_000

const spec = (code: string, monthYuan: number, name = code, nameEn = code): Spec => ({
  code,
  name,
  nameEn,
  monthPrice: Math.round(monthYuan * YUAN),
  // On demand costs about one and a half of the monthly price spread over its 720 hours.
  hourPrice: Math.round((monthYuan * YUAN * 1.5) / 720),
})

const families = [
  { code: 's6', name: '通用计算型', nameEn: 'General computing', yuan: 88 },
  { code: 's7', name: '通用计算型', nameEn: 'General computing', yuan: 96 },
  { code: 'c6', name: '通用计算增强型', nameEn: 'General computing-plus', yuan: 132 },
  { code: 'c7', name: '通用计算增强型', nameEn: 'General computing-plus', yuan: 141 },
  { code: 'm7', name: '内存优化型', nameEn: 'Memory-optimized', yuan: 188 },
  { code: 'kc1', name: '鲲鹏通用计算增强型', nameEn: 'Kunpeng general computing-plus', yuan: 104 },
] as const
const flavours = [
  { code: 'medium.2', text: '1核2GB', textEn: '1 vCPU 2 GiB', factor: 0.5 },
  { code: 'large.2', text: '2核4GB', textEn: '2 vCPUs 4 GiB', factor: 1 },
  { code: 'xlarge.2', text: '4核8GB', textEn: '4 vCPUs 8 GiB', factor: 2 },
  { code: '2xlarge.4', text: '8核32GB', textEn: '8 vCPUs 32 GiB', factor: 5.2 },
  { code: '4xlarge.4', text: '16核64GB', textEn: '16 vCPUs 64 GiB', factor: 10.4 },
] as const

const serverSpecs = families.flatMap((family) =>
  flavours.flatMap((flavour) =>
    ['linux', 'win'].map((system) =>
      spec(
        `${family.code}.${flavour.code}.${system}`,
        family.yuan * flavour.factor + (system === 'win' ? 35 : 0),
        `${family.name}|${flavour.text}|${system === 'win' ? 'Windows' : 'Linux'}`,
        `${family.nameEn}|${flavour.textEn}|${system === 'win' ? 'Windows' : 'Linux'}`,
      ),
    ),
  ),
)

const resource = (
  code: string,
  name: string,
  nameEn: string,
  specs: readonly Spec[],
  sizeMeasureId?: number,
): Resource => ({
  code: `hws.resource.type.${code}`,
  name,
  nameEn,
  linear: sizeMeasureId !== undefined,
  ...(sizeMeasureId === undefined ? {} : { sizeMeasureId }),
  usageFactor: 'Duration',
  usageMeasureId: 4,
  specs,
})

const database = (code: string, name: string, nameEn: string, yuan: number): readonly Resource[] => [
  resource(`${code}.vm`, `${name}实例`, `${nameEn} instance`, [
    spec(`${code}.c2.m4.ha`, yuan, '2核4GB 主备', '2 vCPUs 4 GiB primary/standby'),
    spec(`${code}.c4.m8.ha`, yuan * 2, '4核8GB 主备', '4 vCPUs 8 GiB primary/standby'),
    spec(`${code}.c8.m32.ha`, yuan * 5, '8核32GB 主备', '8 vCPUs 32 GiB primary/standby'),
  ]),
  resource(`${code}.volume`, `${name}存储`, `${nameEn} storage`, [spec(`${code}.ultrahigh.ha`, 0.8)], 17),
]

/** Services with more than one resource or with prices worth stating. */
const detailed: Readonly<Record<string, readonly Resource[]>> = {
  ec2: [{ ...resource('vm', '云主机', 'Elastic cloud server', serverSpecs), code: 'hws.resource.type.vm' }],
  ebs: [
    resource(
      'volume',
      '云硬盘',
      'Disk',
      [
        spec('SAS', 0.35, '高IO', 'High I/O'),
        spec('GPSSD', 0.7, '通用型SSD', 'General purpose SSD'),
        spec('SSD', 1, '超高IO', 'Ultra-high I/O'),
        spec('ESSD', 1.5, '极速型SSD', 'Extreme SSD'),
      ],
      17,
    ),
  ],
  vpc: [
    resource(
      'bandwidth',
      '固定带宽',
      'Fixed bandwidth',
      [spec('19_bgp', 23, '全动态BGP', 'Dynamic BGP'), spec('19_sbgp', 18, '静态BGP', 'Static BGP')],
      15,
    ),
    resource('ip', '弹性公网IP', 'Elastic IP', [spec('5_bgp', 14.4, '全动态BGP IP', 'Dynamic BGP EIP')]),
  ],
  obs: [
    resource(
      'obs',
      '对象存储',
      'Object storage',
      [
        spec('obs.standard', 0.139, '标准存储多AZ', 'Standard multi-AZ'),
        spec('obs.ia', 0.08, '低频访问存储', 'Infrequent access'),
      ],
      17,
    ),
  ],
  rds: database('rds', '云数据库', 'RDS', 460),
  gaussdb: database('gaussdb', 'GaussDB', 'GaussDB', 1280),
  dds: database('dds', '文档数据库', 'DDS', 520),
  dcs: database('dcs', '分布式缓存', 'DCS', 180),
}

// code | name | English name | abbreviation | weight | month price in yuan | incentive policy | discount allowed
const table = `
ec2|弹性云服务器|Elastic Cloud Server|ECS|340|0|0|YES
ebs|云硬盘|Elastic Volume Service|EVS|120|0|0|YES
vpc|虚拟私有云|Virtual Private Cloud|VPC|130|0|0|YES
obs|对象存储服务|Object Storage Service|OBS|70|0|0|YES
rds|云数据库 RDS|Relational Database Service|RDS|60|0|0|YES
gaussdb|云数据库 GaussDB|GaussDB|GaussDB|14|0|1|YES
dds|文档数据库服务|Document Database Service|DDS|10|0|0|YES
dcs|分布式缓存服务|Distributed Cache Service|DCS|24|0|0|YES
elb|弹性负载均衡|Elastic Load Balance|ELB|22|36|0|YES
nat|NAT网关|NAT Gateway|NAT|12|306|0|YES
cdn|内容分发网络|Content Delivery Network|CDN|18|120|0|YES
sfs|弹性文件服务|Scalable File Service|SFS|8|210|0|YES
cbr|云备份|Cloud Backup and Recovery|CBR|22|20|0|YES
bms|裸金属服务器|Bare Metal Server|BMS|3|3200|0|YES
deh|专属主机|Dedicated Host|DeH|2|4100|0|YES
as|弹性伸缩|Auto Scaling|AS|2|10|0|YES
ims|镜像服务|Image Management Service|IMS|3|15|0|YES
cce|云容器引擎|Cloud Container Engine|CCE|14|690|0|YES
cci|云容器实例|Cloud Container Instance|CCI|3|86|0|YES
swr|容器镜像服务|SoftWare Repository for Container|SWR|2|30|0|YES
functiongraph|函数工作流|FunctionGraph|FunctionGraph|3|12|0|YES
dms|分布式消息服务|Distributed Message Service|DMS|8|480|0|YES
apig|API网关|API Gateway|APIG|4|900|0|YES
waf|Web应用防火墙|Web Application Firewall|WAF|16|3880|1|YES
hss|企业主机安全|Host Security Service|HSS|18|90|1|YES
anti-ddos|DDoS防护|Anti-DDoS Service|AAD|5|9800|1|YES
cfw|云防火墙|Cloud Firewall|CFW|5|1990|1|YES
dbss|数据库安全服务|Database Security Service|DBSS|4|3600|1|YES
dew|数据加密服务|Data Encryption Workshop|DEW|2|110|1|YES
scm|云证书管理服务|Cloud Certificate Manager|CCM|8|260|2|NO
cbh|云堡垒机|Cloud Bastion Host|CBH|8|1180|1|YES
secmaster|安全云脑|SecMaster|SecMaster|3|2500|1|YES
dns|云解析服务|Domain Name Service|DNS|5|20|13|YES
domains|域名注册服务|Domain Registration|Domains|9|60|2|NO
cc|云连接|Cloud Connect|CC|3|1500|0|YES
dc|云专线|Direct Connect|DC|4|1300|0|YES
vpn|虚拟专用网络|Virtual Private Network|VPN|4|420|0|YES
er|企业路由器|Enterprise Router|ER|2|560|0|YES
vpcep|VPC终端节点|VPC Endpoint|VPCEP|2|72|0|YES
sms|消息&短信|Message & SMS|SMS|12|45|2|NO
smn|消息通知服务|Simple Message Notification|SMN|3|5|0|YES
modelarts|AI开发平台|ModelArts|ModelArts|10|2900|1|YES
ocr|文字识别|Optical Character Recognition|OCR|5|150|1|YES
frs|人脸识别服务|Face Recognition Service|FRS|3|220|1|YES
moderation|内容审核|Content Moderation|Moderation|4|180|1|YES
sis|语音交互服务|Speech Interaction Service|SIS|2|160|1|YES
cbs|对话机器人服务|Conversational Bot Service|CBS|2|300|1|YES
mrs|MapReduce服务|MapReduce Service|MRS|5|1650|0|YES
dws|数据仓库服务|Data Warehouse Service|DWS|5|2300|0|YES
dgc|数据治理中心|DataArts Studio|DataArts|4|4000|1|YES
css|云搜索服务|Cloud Search Service|CSS|6|880|0|YES
dli|数据湖探索|Data Lake Insight|DLI|3|640|0|YES
drs|数据复制服务|Data Replication Service|DRS|3|310|0|YES
iotda|设备接入服务|IoT Device Access|IoTDA|5|250|1|YES
live|视频直播|Live|Live|5|330|0|YES
vod|视频点播|Video on Demand|VOD|4|210|0|YES
rtc|实时音视频|Real-Time Communication|RTC|2|270|0|YES
workspace|云桌面|Workspace|Workspace|12|168|0|YES
devcloud|软件开发生产线|CodeArts|CodeArts|8|400|0|YES
apm|应用性能管理|Application Performance Management|APM|3|190|0|YES
aom|应用运维管理|Application Operations Management|AOM|3|85|0|YES
lts|云日志服务|Log Tank Service|LTS|5|55|0|YES
cts|云审计服务|Cloud Trace Service|CTS|2|8|0|YES
ces|云监控服务|Cloud Eye|CES|2|6|0|YES
marketplace|云商店|KooGallery|KooGallery|14|520|13|NO
supportplan|支持计划|Support Plan|SupportPlan|2|6000|2|NO
`

export const services: readonly Service[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [code = '', name = '', nameEn = '', abbreviation = '', weight, yuan, incentivePolicy = '0', allow] =
      line.split('|')
    return {
      code: `hws.service.type.${code}`,
      name,
      nameEn,
      abbreviation,
      incentivePolicy,
      allowDiscount: allow === 'NO' ? 'NO' : 'YES',
      weight: Number(weight),
      resources: detailed[code] ?? [
        resource(code, name, nameEn, [
          spec(`${code}.basic`, Number(yuan), '基础版', 'Basic'),
          spec(`${code}.standard`, Number(yuan) * 2.4, '标准版', 'Standard'),
          spec(`${code}.enterprise`, Number(yuan) * 6, '企业版', 'Enterprise'),
        ]),
      ],
    }
  })

/** Ascending shares of the services, the last is 1. */
export const serviceShares: readonly number[] = (() => {
  const total = services.reduce((sum, service) => sum + service.weight, 0)
  let sum = 0
  return services.map((service) => {
    sum += service.weight
    return sum / total
  })
})()

/** Price of a term in millionths of a yuan: a year costs ten months, a day a thirtieth of one. */
export const termPrice = (spec: Spec, periodType: number, periodNum: number): bigint => {
  const month = BigInt(spec.monthPrice)
  const num = BigInt(periodNum)
  if (periodType === 3) return month * 10n * num
  if (periodType === 2) return month * num
  if (periodType === 0) return (month * num) / 30n
  return BigInt(spec.hourPrice) * num
}
