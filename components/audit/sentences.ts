import type { AuditEventView } from '@/lib/features/audit/schema'
import { CHANGE_TYPE_LABELS } from '@/lib/features/change/schema/change'
import { VERDICT_LABELS } from '@/lib/features/filing/rules/verdict'
import { ROLE_LABELS } from '@/lib/features/staff/schema'

/** Labels of audit actions, worded to follow the actor's name. */
export const ACTION_LABELS: Record<string, string> = {
  'account.create': '注册账号',
  'account.link-wechat': '关联微信',
  'account.reset-password': '通过短信重置密码',
  'account.unlink-wechat': '解除微信关联',
  'bureau.create': '新增机构',
  'bureau.disable': '停用机构',
  'bureau.enable': '恢复机构',
  'bureau.follow-division': '区划调整，随之转至今天的区划',
  'bureau.update': '修改机构',
  'change.approve': '通过信息变更',
  'change.follow-division': '区划调整，随之转至今天的区划',
  'change.move': '变更使用地点',
  'change.return': '退回信息变更',
  'change.submit': '申请信息变更',
  'change.transfer': '变更机主',
  'change.withdraw': '撤回信息变更',
  'catalogue.check': '检查目录文件完毕',
  'catalogue.discard': '放弃目录文件',
  'catalogue.fail': '读取目录文件失败',
  'catalogue.import': '导入目录完毕',
  'catalogue.keep': '保存国家平台查到的条目',
  'catalogue.run': '开始导入目录',
  'catalogue.undo': '撤销目录导入',
  'catalogue.upload': '上传目录文件',
  'check.read': '扫码查验',
  'code.refuse': '填错短信验证码',
  'code.send': '获取短信验证码',
  'document.print': '打印材料',
  'document.print-together': '一并打印多台材料',
  'export.cancel': '取消导出',
  'export.download': '下载导出的文件',
  'export.expire': '清理过期的导出文件',
  'export.fail': '导出失败',
  'export.finish': '导出完成',
  'export.start': '开始导出机械',
  'filing.approve': '审核通过',
  'filing.claim': '领取审核',
  'filing.consent': '由机主验证码确认委托',
  'filing.create': '新建登记',
  'filing.decide': '作出决定，待生效',
  'filing.decision-fail': '决定没有生效',
  'filing.decline': '不予登记',
  'filing.delete': '删除草稿',
  'filing.edit': '修改登记',
  'filing.follow-division': '区划调整，随之转至今天的区划',
  'filing.move-deadlines': '按现行规则调整审核期限',
  'filing.lapse': '审核人员长时间未办理或已停用，自动放回队列',
  'filing.inspect': '要求重新核对',
  'filing.release': '放回队列',
  'filing.return': '退回重填',
  'filing.note': '写内部备注',
  'filing.reveal': '查看完整证件号和手机号',
  'filing.submit': '提交登记',
  'filing.take-back': '撤销待生效的决定',
  'filing.transfer': '转办至其他区县',
  'filing.transfer-in': '转入登记',
  'filing.withdraw': '撤回登记',
  'holder.assign': '把旧系统的机械归入账号',
  'holder.reveal': '查看完整证件号和手机号',
  'holder.take-over': '注册时接收旧系统登记的机械',
  'holder.wait': '注册的名称与旧系统不同，机械待核对',
  'machine.assign-owner': '把机械归入账号',
  'machine.correct-stage': '更正排放阶段',
  'machine.follow-division': '区划调整，随之转至今天的区划',
  'machine.reinstate': '恢复登记',
  'machine.reveal': '查看完整证件号和手机号',
  'machine.revoke': '撤销登记',
  'machine.search-id': '按证件号码查询机械',
  'machine.search-phone': '按手机号查询机械',
  'notice.read': '阅读通知',
  'photo.add': '上传照片',
  'photo.sweep': '清理未使用的照片',
  'pickup.handOver': '发放号码',
  'pickup.lookup': '窗口查询',
  'pickup.remind': '提醒机主领取号码',
  'pickup.reveal': '查看完整手机号',
  'pickup.unlock': '允许窗口继续核对证件',
  'pickup.wrong-id': '填错领取人的证件号',
  'preference.set': '保存页面设置',
  'report.print': '下载月报',
  'saved-search.delete': '删除保存的查询',
  'saved-search.follow-division': '区划调整，随之转至今天的区划',
  'saved-search.save': '保存查询',
  'series.change': '修改号段',
  'series.create': '新增号段',
  'series.follow-division': '区划调整，随之转至今天的区划',
  'session.end': '退出登录',
  'session.end-all': '退出所有设备',
  'session.issue-ticket': '签发一次性登录凭证',
  'session.open': '登录',
  'session.refresh': '续期登录',
  'session.refuse': '登录失败',
  'session.revoke': '登录被撤销',
  'setting.add-item': '新增选项',
  'setting.clear-rule': '取消本辖区规则',
  'setting.follow-division': '区划调整，随之转至今天的区划',
  'setting.order-list': '调整选项顺序',
  'setting.set-rule': '修改规则',
  'setting.update-item': '修改选项',
  'staff.change-password': '修改自己的密码',
  'staff.create': '新增人员',
  'staff.disable': '停用人员',
  'staff.disable-second-factor': '停用动态口令',
  'staff.enable': '恢复人员',
  'staff.enable-second-factor': '启用动态口令',
  'staff.lock': '登录多次失败，账号锁定',
  'staff.reset-password': '重置人员密码',
  'staff.sign-in': '登录',
  'staff.sign-in-failed': '登录失败',
  'staff.sign-out': '退出登录',
  'staff.unlock': '解除登录锁定',
  'staff.update': '修改人员',
  'watch.follow-division': '区划调整，关注随之转至今天的区划',
}

export const SUBJECT_LABELS: Record<string, string> = {
  account: '机主账号',
  bureau: '机构',
  change: '信息变更',
  export: '导出',
  filing: '登记',
  list: '选项列表',
  machine: '机械',
  notice: '通知',
  photo: '照片',
  pickup: '领取',
  report: '月报',
  'saved-search': '保存的查询',
  series: '号段',
  setting: '规则',
  staff: '工作人员',
  'verification-code': '短信验证码',
}

const DETAIL_LABELS: Record<string, string> = {
  abandoned: '中断的导出',
  account: '账号',
  added: '新增条数',
  address: '地址',
  after: '修改后',
  before: '修改前',
  bureauId: '机构',
  by: '依据',
  bytes: '字节数',
  changeType: '变更类型',
  code: '代码',
  codes: '顺序',
  collector: '领取人',
  columns: '列',
  conditions: '查询条件',
  copyNumber: '份号',
  divisionCode: '区划',
  emissionStage: '排放阶段',
  enabled: '启用',
  expired: '到期的文件',
  failure: '原因',
  failures: '连续失败次数',
  fields: '字段',
  fileName: '文件',
  format: '格式',
  from: '原区县',
  good: '合格行数',
  holder: '登记所有者',
  hours: '办公时间',
  items: '物品',
  kind: '材料',
  known: '已有行数',
  lapsed: '随之结束的申请',
  machineId: '机械',
  machines: '机械台数',
  meaning: '按什么查找',
  month: '月份',
  moved: '调整件数',
  name: '名称',
  officeName: '窗口',
  party: '对象',
  personal: '含电话和证件号码',
  phone: '电话',
  purpose: '用途',
  reason: '原因',
  reasons: '原因',
  refused: '有误行数',
  registrationNumber: '登记号码',
  removed: '删除条数',
  revision: '第几次提交',
  role: '角色',
  rows: '行数',
  secondFactor: '二次验证',
  seconds: '锁定秒数',
  source: '来源',
  to: '新区县',
  username: '用户名',
  verdict: '决定',
}

/** Labels of codes inside the details. */
const VALUE_LABELS: Record<string, string> = {
  ...ROLE_LABELS,
  ...CHANGE_TYPE_LABELS,
  ...VERDICT_LABELS,
  ACCOUNT: '账号',
  DOCUMENT_NAME: '证件号码和名称一致',
  DOCUMENT_NAME_PHONE: '证件号码、名称和手机号一致',
  HOLDER: '登记所有者',
}

const ACTOR_LABELS: Record<AuditEventView['actor']['kind'], string> = {
  STAFF: '工作人员',
  ACCOUNT: '机主',
  SYSTEM: '系统',
  PUBLIC: '未登录的访问者',
}

export function actorLabel({ actor }: AuditEventView): string {
  if (actor.kind === 'ACCOUNT') return actor.name ? `机主 ${actor.name}` : ACTOR_LABELS.ACCOUNT
  return actor.name ?? ACTOR_LABELS[actor.kind]
}

export function actionLabel(action: string): string {
  return ACTION_LABELS[action] ?? action
}

/** The details as label and text, nested ones joined. */
export function detailLines(details: Record<string, unknown>): { label: string; text: string }[] {
  return Object.entries(details).map(([key, value]) => ({
    label: DETAIL_LABELS[key] ?? key,
    text: textOf(value),
  }))
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return '空'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.map(textOf).join('、')
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => `${DETAIL_LABELS[key] ?? key}：${textOf(inner)}`)
      .join('；')
  }
  const text = String(value)
  return VALUE_LABELS[text] ?? text
}
