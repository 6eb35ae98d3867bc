// Word lists for believable companies and people; a word that goes into an account name carries its pinyin.

export interface Word {
  readonly text: string
  readonly pinyin: string
}

const words = (list: string): readonly Word[] =>
  list
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [text = '', pinyin = ''] = entry.split(':')
      return { text, pinyin }
    })

export const places = words(`
北京:beijing 上海:shanghai 广州:guangzhou 深圳:shenzhen 杭州:hangzhou 成都:chengdu 武汉:wuhan 西安:xian 南京:nanjing 苏州:suzhou
重庆:chongqing 天津:tianjin 长沙:changsha 郑州:zhengzhou 青岛:qingdao 济南:jinan 合肥:hefei 福州:fuzhou 厦门:xiamen 宁波:ningbo
无锡:wuxi 东莞:dongguan 佛山:foshan 珠海:zhuhai 中山:zhongshan 惠州:huizhou 昆明:kunming 贵阳:guiyang 南宁:nanning 海口:haikou
沈阳:shenyang 大连:dalian 长春:changchun 哈尔滨:haerbin 石家庄:shijiazhuang 太原:taiyuan 呼和浩特:huhehaote 兰州:lanzhou 西宁:xining
银川:yinchuan 乌鲁木齐:wulumuqi 拉萨:lasa 南昌:nanchang 烟台:yantai 潍坊:weifang 常州:changzhou 南通:nantong 徐州:xuzhou 扬州:yangzhou
绍兴:shaoxing 嘉兴:jiaxing 温州:wenzhou 金华:jinhua 台州:taizhou 泉州:quanzhou 漳州:zhangzhou 洛阳:luoyang 襄阳:xiangyang 宜昌:yichang
芜湖:wuhu 绵阳:mianyang 遵义:zunyi 桂林:guilin 柳州:liuzhou 三亚:sanya 保定:baoding 唐山:tangshan 廊坊:langfang 湖州:huzhou 临沂:linyi
`)

export const brands = words(`
云帆:yunfan 星河:xinghe 数联:shulian 智远:zhiyuan 天枢:tianshu 恒信:hengxin 瑞达:ruida 博睿:borui 锐捷:ruijie 联创:lianchuang
中科:zhongke 华信:huaxin 宏图:hongtu 盛世:shengshi 启明:qiming 卓越:zhuoyue 凌云:lingyun 海纳:haina 众诚:zhongcheng 金盾:jindun
易通:yitong 优品:youpin 蓝海:lanhai 绿源:lvyuan 鼎新:dingxin 泰和:taihe 正元:zhengyuan 同创:tongchuang 融汇:ronghui 新航:xinhang
东方:dongfang 西岭:xiling 南山:nanshan 北辰:beichen 明德:mingde 致远:zhiyuan 思源:siyuan 光华:guanghua 精诚:jingcheng 方圆:fangyuan
永丰:yongfeng 润泽:runze 弘毅:hongyi 开元:kaiyuan 广联:guanglian 迅达:xunda 极客:jike 像素:xiangsu 元数:yuanshu 量子:liangzi
慧眼:huiyan 鲲鹏:kunpeng 麒麟:qilin 青鸟:qingniao 白泽:baize 玄武:xuanwu 朱雀:zhuque 九州:jiuzhou 万象:wanxiang 百川:baichuan
千寻:qianxun 合力:heli 信诚:xincheng 汇智:huizhi 领航:linghang 创想:chuangxiang 飞翔:feixiang 安泰:antai 康宁:kangning 嘉禾:jiahe
丰润:fengrun 盈科:yingke 通达:tongda 顺风:shunfeng 佳讯:jiaxun 华宇:huayu 中天:zhongtian 亿联:yilian 网谷:wanggu 小满:xiaoman
大道:dadao 上善:shangshan 若水:ruoshui 知行:zhixing 厚德:houde 聚力:juli 奇点:qidian 原力:yuanli 深蓝:shenlan 拓维:tuowei
`)

export const industries = [
  '科技',
  '信息技术',
  '网络科技',
  '软件',
  '数据科技',
  '智能科技',
  '云计算',
  '物联网科技',
  '电子商务',
  '教育科技',
  '医疗科技',
  '生物医药',
  '文化传媒',
  '影视传媒',
  '广告',
  '物流',
  '供应链管理',
  '供应链科技',
  '国际贸易',
  '商贸',
  '建设工程',
  '建筑设计',
  '装饰工程',
  '房地产开发',
  '能源科技',
  '新能源',
  '环保科技',
  '农业科技',
  '食品',
  '餐饮管理',
  '酒店管理',
  '旅游',
  '汽车服务',
  '机械制造',
  '精密制造',
  '电子',
  '半导体',
  '通信技术',
  '金融信息服务',
  '企业管理咨询',
  '人力资源服务',
  '知识产权服务',
  '检测技术',
  '游戏',
  '动漫科技',
  '服饰',
  '家居',
  '纺织',
] as const

export const companyForms = [
  '有限公司',
  '有限公司',
  '有限公司',
  '有限公司',
  '有限责任公司',
  '股份有限公司',
  '集团有限公司',
  '分公司',
  '（集团）股份有限公司',
] as const

export const institutions = [
  '人民医院',
  '第一中学',
  '职业技术学院',
  '大数据管理局',
  '图书馆',
  '律师事务所',
  '会计师事务所',
  '工作室',
  '研究院',
  '合作社',
] as const

export const familyNames = words(`
王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 黄:huang 赵:zhao 吴:wu 周:zhou 徐:xu 孙:sun 马:ma 朱:zhu 胡:hu 郭:guo 何:he 高:gao
林:lin 罗:luo 郑:zheng 梁:liang 谢:xie 宋:song 唐:tang 许:xu 韩:han 冯:feng 邓:deng 曹:cao 彭:peng 曾:zeng 萧:xiao 田:tian 董:dong
袁:yuan 潘:pan 于:yu 蒋:jiang 蔡:cai 余:yu 杜:du 叶:ye 程:cheng 苏:su 魏:wei 吕:lv 丁:ding 任:ren 沈:shen 姚:yao 卢:lu 姜:jiang
崔:cui 钟:zhong 谭:tan 陆:lu 汪:wang 范:fan 金:jin 石:shi 廖:liao 贾:jia 夏:xia 韦:wei 方:fang 白:bai 邹:zou 孟:meng 熊:xiong
欧阳:ouyang 上官:shangguan 司马:sima 诸葛:zhuge 单:shan 仇:qiu 翟:zhai 冼:xian
`)

export const givenNames = words(`
伟:wei 芳:fang 娜:na 敏:min 静:jing 丽:li 强:qiang 磊:lei 军:jun 洋:yang 勇:yong 艳:yan 杰:jie 娟:juan 涛:tao 明:ming 超:chao 秀英:xiuying
霞:xia 平:ping 刚:gang 桂英:guiying 浩然:haoran 子轩:zixuan 宇航:yuhang 欣怡:xinyi 诗涵:shihan 梓涵:zihan 思远:siyuan 雨桐:yutong 俊杰:junjie
建国:jianguo 志强:zhiqiang 文博:wenbo 晓明:xiaoming 丽华:lihua 春梅:chunmei 海燕:haiyan 国庆:guoqing 立新:lixin 一鸣:yiming 若曦:ruoxi
天佑:tianyou 佳琪:jiaqi 婷婷:tingting 雪:xue 鹏飞:pengfei 晨:chen 博文:bowen 嘉怡:jiayi 凯:kai 琳:lin 斌:bin 倩:qian 宁:ning 翔:xiang
`)

export const labels = [
  '重点客户',
  '华东',
  '华南',
  '华北',
  '西南',
  '教育行业',
  '医疗行业',
  '政企',
  '游戏',
  '电商',
  '初创企业',
  '上云迁移',
  '待跟进',
  '年框客户',
  'VIP',
  'A类',
  'B类',
  'C类',
  '渠道推荐',
  '续费关注',
] as const

export const mailHosts = ['qq.com', '163.com', '126.com', 'outlook.com', 'sina.com', 'foxmail.com'] as const

/** First three digits of mobile numbers in use. */
export const mobilePrefixes = [
  '130',
  '131',
  '133',
  '135',
  '136',
  '137',
  '138',
  '139',
  '150',
  '151',
  '152',
  '155',
  '158',
  '159',
  '166',
  '176',
  '177',
  '180',
  '182',
  '185',
  '186',
  '187',
  '188',
  '189',
  '198',
  '199',
] as const
