/** Generates names of people and units, with frequencies as in China. */

/** Surnames by frequency: the first tenth covers half of the people. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤'
const GIVEN =
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文海波辉斌鑫宇浩然晨阳龙飞鹏俊峰亮云翔宁凯博雪琴玲燕萍莉春生成林东旭光永福贵祥德胜利民安康宏达振兴庆元启航子轩梓涵'
const FAMOUS = [
  '伟',
  '芳',
  '秀英',
  '娜',
  '敏',
  '静',
  '丽',
  '强',
  '磊',
  '军',
  '洋',
  '勇',
  '建国',
  '桂英',
  '志强',
  '海涛',
]

const BRANDS =
  '恒盛宏达鑫源顺通泰和中远华宇金诚东升永兴瑞丰万邦天成同创汇鑫正大安泰久益长城鼎盛德邦广源新力红星昌隆嘉禾博远'
const TRADES = [
  '建设工程',
  '建筑工程',
  '机械租赁',
  '土石方工程',
  '市政工程',
  '路桥建设',
  '物流',
  '仓储',
  '矿业',
  '装卸服务',
  '园林绿化',
  '基础工程',
  '设备租赁',
  '港口服务',
  '建材',
]
const FORMS = ['有限公司', '有限公司', '有限公司', '有限责任公司', '股份有限公司', '集团有限公司']
const SUBJECTS = ['第一分公司', '项目部', '第二工程处']

/** Mulberry32: a seeded pseudo-random generator. @returns 0 ≤ x < 1 */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function pick<T>(from: ArrayLike<T>, random: () => number, skew = 1): T {
  const found = from[Math.floor(from.length * random() ** skew)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

export function personName(random: () => number): string {
  const surname = pick(SURNAMES, random, 2.2)
  if (random() < 0.12) return surname + pick(FAMOUS, random)
  return surname + pick(GIVEN, random, 1.4) + (random() < 0.72 ? pick(GIVEN, random) : '')
}

/** @param city 唐山市 → 唐山…; one in forty has a branch suffix and is long */
export function unitName(city: string, random: () => number): string {
  const place = city.replace(/(市|地区|自治州|盟|省|县|区)$/, '')
  const brand = pick(BRANDS, random) + pick(BRANDS, random)
  const branch = random() < 0.025 ? `${place}${pick(SUBJECTS, random)}` : ''
  return `${place}${brand}${pick(TRADES, random, 1.5)}${pick(FORMS, random)}${branch}`
}
