import type { AuditDetail } from '@/lib/core/audit-details'

/** How the value of a detail is read; without it the value is shown as it is. */
export type Reading =
  | 'area'
  | 'bytes'
  | 'category'
  | 'columns'
  | 'count'
  | 'fields'
  | 'fuel'
  | 'hidden'
  | 'month'
  | 'nested'
  | 'place'
  | 'reasons'
  | 'stage'
  | 'who'
  | 'word'
export type DetailWords = { label: string; as?: Reading }

/** The label of every detail. Ids without a meaning for the reader are hidden. */
export const DETAILS: Record<AuditDetail, DetailWords> = {
  abandoned: { label: '中断的导出' },
  absence: { label: '事由', as: 'word' },
  account: { label: '账号', as: 'who' },
  accounts: { label: '同名同尾号的账号数' },
  added: { label: '新增条数' },
  address: { label: '地址' },
  after: { label: '修改后', as: 'nested' },
  as: { label: '查找方式', as: 'word' },
  before: { label: '修改前', as: 'nested' },
  bureauId: { label: '机构', as: 'who' },
  by: { label: '依据', as: 'word' },
  bytes: { label: '文件大小', as: 'bytes' },
  categoryCode: { label: '机械类别', as: 'category' },
  changeType: { label: '变更类型', as: 'word' },
  cityCode: { label: '市', as: 'area' },
  code: { label: '代码' },
  collector: { label: '领取人', as: 'word' },
  columns: { label: '列', as: 'columns' },
  conditions: { label: '查询条件', as: 'nested' },
  contact: { label: '登记了联系人电话' },
  copyNumber: { label: '份号' },
  count: { label: '件数' },
  days: { label: '间隔天数' },
  decisionId: { label: '审核决定', as: 'hidden' },
  disabled: { label: '审核人员已停用' },
  districtCode: { label: '区县', as: 'area' },
  divisionCode: { label: '区划', as: 'area' },
  document: { label: '材料', as: 'word' },
  documents: { label: '材料', as: 'word' },
  doubts: { label: '当时存疑', as: 'count' },
  drawnFor: { label: '抽中原因', as: 'word' },
  emissionStage: { label: '排放阶段', as: 'stage' },
  enabled: { label: '启用' },
  endedSessions: { label: '退出的登录' },
  evidenceReason: { label: '没有照片时的核实情况' },
  expired: { label: '到期的文件' },
  failure: { label: '原因' },
  failures: { label: '连续失败次数' },
  fields: { label: '项目', as: 'fields' },
  fileName: { label: '文件' },
<<<<<<< HEAD
  findingKinds: { label: '所涉核对', as: 'word' },
  filings: { label: '归入的登记', as: 'count' },
=======
  filings: { label: '归入的登记份数' },
>>>>>>> fc1bd4c57b69e8ea4e7ff4633a2394b17b4c1d73
  firstSerial: { label: '起始号' },
  format: { label: '格式', as: 'word' },
  found: { label: '是否查到' },
  from: { label: '原区县', as: 'area' },
  fuelCode: { label: '燃料种类', as: 'fuel' },
  good: { label: '合格行数' },
  holder: { label: '旧系统所有者', as: 'who' },
  hours: { label: '办公时间' },
  idNumberWarning: { label: '证件号码', as: 'word' },
  identity: { label: '核对证件', as: 'word' },
  items: { label: '物品', as: 'word' },
  key: { label: '设置', as: 'word' },
  kinds: { label: '提醒', as: 'word' },
  known: { label: '已有行数' },
  lapsed: { label: '随之结束的申请', as: 'count' },
  lapsedFrom: { label: '原审核人', as: 'who' },
  lastSerial: { label: '终止号' },
  lockSeconds: { label: '锁定秒数' },
  lookResult: { label: '复核结果', as: 'word' },
  machineId: { label: '机械', as: 'who' },
  machines: { label: '机械台数' },
  madeIn: { label: '出厂年份' },
  maxKw: { label: '功率到（kW）' },
  meaning: { label: '按什么查找', as: 'word' },
  messages: { label: '发出的短信数' },
  minKw: { label: '功率从（kW）' },
  month: { label: '月份', as: 'month' },
  moved: { label: '调整件数' },
  name: { label: '名称' },
  notChecked: { label: '当时没有核对', as: 'count' },
  notPrinted: { label: '没有打印的物品', as: 'word' },
  officeName: { label: '窗口' },
  onsiteOnly: { label: '仅限场内' },
  otherFilingId: { label: '另一件登记', as: 'who' },
  otherMachineId: { label: '另一台机械', as: 'who' },
  others: { label: '其他登录' },
  ownerId: { label: '机主', as: 'who' },
  owners: { label: '机主', as: 'who' },
  pairVerdict: { label: '判定', as: 'word' },
  party: { label: '对象', as: 'word' },
  personal: { label: '含电话和证件号码' },
  phone: { label: '电话' },
  pickupId: { label: '领取', as: 'hidden' },
  pickupIds: { label: '查到件数', as: 'count' },
  placeCode: { label: '使用地点', as: 'place' },
  prefix: { label: '号段前缀' },
  provinceCode: { label: '省', as: 'area' },
  purpose: { label: '用途', as: 'word' },
  read: { label: '读入行数' },
  reason: { label: '原因' },
  reasons: { label: '退回原因', as: 'reasons' },
  refused: { label: '有误行数' },
  registrationNumber: { label: '登记号码' },
  reminder: { label: '第几次提醒' },
  removed: { label: '删除条数' },
  renamed: { label: '改名的所有者' },
  revision: { label: '第几次提交' },
  role: { label: '角色', as: 'word' },
  rows: { label: '行数' },
  secondFactor: { label: '二次验证' },
  seconds: { label: '锁定秒数' },
  seriesId: { label: '号段', as: 'who' },
  sessionId: { label: '登录', as: 'hidden' },
  sha256: { label: '文件校验', as: 'hidden' },
  source: { label: '来源', as: 'word' },
  staffId: { label: '原审核人', as: 'who' },
  stage: { label: '排放阶段', as: 'stage' },
  status: { label: '登记状态', as: 'word' },
  takesEffectAt: { label: '生效时间', as: 'hidden' },
  to: { label: '新区县', as: 'area' },
  toStaffId: { label: '新审核人', as: 'who' },
  type: { label: '类型', as: 'word' },
  unlinkedWechat: { label: '解除微信关联' },
  username: { label: '用户名' },
  verdict: { label: '决定', as: 'word' },
  warnBelow: { label: '余量提醒' },
  why: { label: '原因', as: 'word' },
  withNote: { label: '附有备注' },
  wrong: { label: '填错次数' },
}

const MOVED = { from: { label: '原区划', as: 'area' }, to: { label: '今属区划', as: 'area' } } as const

/** Where an action means something else by a detail than the others do. */
export const DETAILS_OF_ACTION: Record<string, Partial<Record<string, DetailWords>>> = {
  'bureau.follow-division': MOVED,
  'change.follow-division': MOVED,
  'change.move': { from: { label: '原所在地', as: 'area' }, to: { label: '新所在地', as: 'area' } },
  'change.transfer': { from: { label: '原机主', as: 'who' }, to: { label: '新机主', as: 'who' } },
  'filing.follow-division': MOVED,
  'machine.correct-stage': {
    from: { label: '原登记号码' },
    to: { label: '新登记号码' },
    emissionStage: { label: '更正后的排放阶段', as: 'stage' },
  },
  'machine.follow-division': MOVED,
  'report.print': { name: { label: '地区' } },
  'saved-search.follow-division': MOVED,
  'series.follow-division': MOVED,
  'setting.follow-division': MOVED,
  'staff.absent': { from: { label: '从' }, to: { label: '到' } },
  'watch.follow-division': MOVED,
}
