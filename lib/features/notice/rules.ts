import { spokenNumber } from '@/lib/core/filing-number'
import { CHANGE_TYPE_LABELS, type ChangeType } from '@/lib/features/change/schema/change'
import { MACHINE_STATUS_LABELS, type MachineStatus } from '@/lib/features/machine/schema/status'
import { type SuccessionFacts, successionText } from '@/lib/features/succession-state/rules/notice-text'
import type { NoticeKind } from './schema'

/** Data for the text of a notice, as of the time of reading. */
export type NoticeFacts = {
  /** Only while an approved machine waits for collection; afterwards the code is useless. */
  pickupCode: string | null
  /** How the registration of the approved filing ended; null while it is valid. */
  ended: Exclude<MachineStatus, 'ACTIVE'> | null
  /** The place of collection. */
  office: { name: string; address: string; phone: string; hours: string } | null
  registrationNumber: string | null
  districtName: string | null
  /** The counter that entered the filing for the owner, and the number to quote there. */
  assisted: { bureauName: string; phone: string; number: string } | null
  /** Who filed for the reader, and which machine. */
  agent: { name: string; machine: string } | null
  /** The filing is returned at this moment. */
  returned: boolean
  /** The filing has gone to another account since. */
  left: boolean
  reasons: readonly { text: string }[]
  declineReason: string | null
  /** The change that took effect or was returned. */
  change: ChangeFacts | null
  /** Why a bureau revoked, reinstated or corrected a registration. */
  reason: string | null
  /** Whose number it is that two accounts call their own, and what the reader is in it. */
  dispute: DisputeFacts | null
  /** The machine that goes, or went, to another owner by documents. */
  succession: SuccessionFacts | null
  /** What the bureau stated with an adverse act, as it stood then. */
  basis: string | null
  remedies: string | null
}

type DisputeFacts = { upheld: boolean; claimant: boolean; answer: string; area: string }

type ChangeFacts = {
  type: ChangeType
  registrationNumber: string
  /** Labels of the changed fields. */
  labels: readonly string[]
  /** Reason for the return. */
  comment: string | null
  /** Whether the reader is the new owner. */
  gained: boolean
}

function disputeText(dispute: DisputeFacts | null): string {
  if (!dispute) return '号码申诉已决定。'
  const { upheld, claimant, answer } = dispute
  const why = `理由：${sentence(answer)}`
  if (upheld && claimant)
    return `您的号码申诉已认定：证件号码和以该号码登记的机械现归本账号，身份已核验。${why}`
  if (upheld)
    return `经核实，您账号登记的证件号码属于另一账号：该号码和以它登记的机械、已提交的登记已归该账号，本账号不能再提交登记。${why}如有异议，请携带证件原件到登记单位窗口。`
  return claimant ? `您的号码申诉未予认定。${why}` : `关于您账号证件号码的申诉未予认定，号码仍归您。${why}`
}

export const NOTICE_TITLES: Record<NoticeKind, string> = {
  RETURNED: '退回重填',
  APPROVED: '审核通过',
  DECLINED: '不予登记',
  COLLECTED: '号码已领取',
  TRANSFERRED: '登记已转办',
  REMINDER: '办理提醒',
  CHANGE_DONE: '信息变更完成',
  CHANGE_RETURNED: '信息变更退回',
  MACHINE_REVOKED: '登记已撤销',
  MACHINE_REINSTATED: '登记已恢复',
  STAGE_CORRECTED: '排放阶段已更正',
  ASSISTED: '窗口代办已提交',
  DISPUTE_OPENED: '证件号码有人申诉',
  DISPUTE_DECIDED: '号码申诉已决定',
  FILED_FOR_YOU: '他人为您提交了登记',
  PHONE_CHANGED: '手机号已更换',
  PASSWORD_CHANGED: '登录密码已更改',
  RENAMED: '单位名称已变更',
  SUCCESSION_FILED: '有人申请把您的机械过户',
  SUCCESSION_RECEIVED: '过户申请已受理',
  SUCCESSION_OBJECTED: '过户有人提出异议',
  SUCCESSION_ENDED: '过户申请已办结',
}

const TEXTS: Record<NoticeKind, (facts: NoticeFacts) => string> = {
  RETURNED: ({ reasons, ...facts }) =>
    `您提交的机械信息有误，请尽快修改并提交。${reasons.length > 0 ? `返回重填的原因：${sentence(reasons.map(({ text }) => text).join('；'))}` : ''}${stated(facts)}`,
  APPROVED: ({ pickupCode, office, ended, left }) => {
    if (left) return '您委托登记的机械信息通过审核。'
    if (ended) return `您委托登记的机械信息通过审核；${noLonger(ended)}`
    return pickupCode === null
      ? '您委托登记的机械信息通过审核，机械环保登记号码已领取。'
      : `您委托登记的机械信息通过审核，请凭领取码${pickupCode}，您或被委托人至生态环境部门领取机械环保登记号码。${whereTo(office)}`
  },
  DECLINED: ({ declineReason, ...facts }) =>
    `您提交的机械信息经审核不予登记。${declineReason ? `原因：${sentence(declineReason)}` : ''}${stated(facts)}`,
  COLLECTED: ({ registrationNumber }) =>
    `您的机械环保登记号码${registrationNumber ? ` ${registrationNumber} ` : ''}已领取，请按号码安装或喷涂说明安装或喷涂，信息采集卡请随机械携带。`,
  TRANSFERRED: ({ districtName }) =>
    `您提交的登记已转至${districtName ? ` ${districtName} ` : '正确的区县'}生态环境部门审核，无需重新提交。`,
  REMINDER: ({ pickupCode, registrationNumber, office, ended, returned, left }) => {
    if (left) return '您有登记事项尚未办理。'
    if (returned) return '您的登记已退回，还没有修改提交。请查看退回的原因，修改后再提交。'
    if (registrationNumber === null) return '您有登记事项尚未办理，请及时处理。'
    if (ended) return `您的机械环保登记号码 ${registrationNumber} 曾审核通过；${noLonger(ended)}`
    return pickupCode === null
      ? `您的机械环保登记号码 ${registrationNumber} 已领取，本提醒不用再办理。`
      : `您的机械环保登记号码 ${registrationNumber} 已审核通过，尚未领取，请凭领取码${pickupCode}，您或被委托人至生态环境部门领取。${whereTo(office)}`
  },
  CHANGE_DONE: ({ change }) => (change ? DONE[change.type](change) : '您申请的机械信息变更已生效。'),
  CHANGE_RETURNED: ({ change }) =>
    change
      ? `您为机械 ${change.registrationNumber} 申请的“${CHANGE_TYPE_LABELS[change.type]}”被退回${change.comment ? `，原因：${change.comment}` : ''}。请修改后重新申请。`
      : '您申请的机械信息变更被退回，请修改后重新申请。',
  MACHINE_REVOKED: (facts) =>
    `您的机械${named(facts)}的环保编码登记已被撤销，号码不再有效，请停止使用。${why(facts)}${stated(facts)}${facts.remedies ? '' : '如有异议，请联系登记单位。'}`,
  MACHINE_REINSTATED: (facts) =>
    `您的机械${named(facts)}的环保编码登记已恢复，号码和信息采集卡重新有效。${why(facts)}`,
  STAGE_CORRECTED: (facts) =>
    `您的机械的排放阶段已更正，环保登记号码改为${named(facts) || '更正后的号码'}（只改第一位）。${why(facts)}${stated(facts)}请到当地生态环境部门免费换领号码和信息采集卡，并更换机械上的号码。`,
  DISPUTE_OPENED: ({ dispute }) =>
    `有人申诉您账号登记的证件号码属于其本人（本单位），由${dispute?.area ?? ''}生态环境部门核实。如号码确属您，请尽快携带证件原件到登记单位窗口核验身份；决定后会通知您。`,
  DISPUTE_DECIDED: ({ dispute }) => disputeText(dispute),
  SUCCESSION_FILED: ({ succession }) => successionText('FILED', succession),
  SUCCESSION_RECEIVED: ({ succession }) => successionText('RECEIVED', succession),
  SUCCESSION_OBJECTED: ({ succession }) => successionText('OBJECTED', succession),
  SUCCESSION_ENDED: ({ succession }) => successionText('ENDED', succession),
  FILED_FOR_YOU: ({ agent }) =>
    agent
      ? `${agent.name}作为被委托人为您提交了机械登记：${agent.machine}。不是您委托的，请尽快联系当地生态环境部门。`
      : '有人作为被委托人为您提交了机械登记。不是您委托的，请尽快联系当地生态环境部门。',
  RENAMED: ({ reason }) =>
    `登记单位窗口核对营业执照（登记证书）原件后，变更了您账号的单位名称${reason ? `，原名称“${reason}”留作曾用名` : ''}。机械的号码不变；信息采集卡上的名称需要更换的，可到当地生态环境部门重新打印。`,
  // Says no number: the account may have another again by the time it is read.
  PHONE_CHANGED: ({ reason }) =>
    reason
      ? `${reason}窗口核对证件原件后，更换了您账号的手机号；原来的登录、密码和微信关联都已取消。不是您办理的，请尽快联系登记单位。`
      : '您的账号已更换手机号。不是您办理的，请尽快联系登记单位。',
  PASSWORD_CHANGED: () =>
    '您的账号已更改登录密码，此前在其他设备上的登录已经结束。不是您办理的，请立即在登录页用“忘记密码”重设。',
  // Says nothing of where it stands: that is another by the time it is read.
  ASSISTED: ({ assisted }) =>
    assisted
      ? `${assisted.bureauName}窗口按您签字的确认书，为您提交了机械登记，查询号 ${spokenNumber(assisted.number)}。如果不是您本人办理，请致电 ${assisted.phone}。`
      : '窗口按您签字的确认书，为您提交了机械登记。如果不是您本人办理，请联系当地生态环境部门。',
}

function noLonger(ended: Exclude<MachineStatus, 'ACTIVE'>): string {
  return `该登记现${MACHINE_STATUS_LABELS[ended]}，号码不再有效，不能领取。`
}

function named({ registrationNumber }: NoticeFacts): string {
  return registrationNumber ? ` ${registrationNumber} ` : ''
}

function why({ reason }: NoticeFacts): string {
  return reason ? `原因：${sentence(reason)}` : ''
}

function stated({ basis, remedies }: Pick<NoticeFacts, 'basis' | 'remedies'>): string {
  return `${basis ? `法律依据：${sentence(basis)}` : ''}${remedies ? `救济途径：${sentence(remedies)}` : ''}`
}

/** Closed by exactly one full stop: people type their own as often as not. */
function sentence(text: string): string {
  return `${text.replace(/。+$/, '')}。`
}

/** Text for a change that took effect, by its type. */
const DONE: Record<ChangeType, (change: ChangeFacts) => string> = {
  OWNER: ({ registrationNumber, gained }) =>
    gained
      ? `机械 ${registrationNumber} 已变更到您名下，可在“我的机械”中查看。环保登记号码不变。`
      : `您的机械 ${registrationNumber} 已变更到新的机主名下，您不再是该机械的所有者。`,
  PLACE: ({ registrationNumber }) =>
    `您的机械 ${registrationNumber} 的使用地点变更已生效，环保登记号码不变。需要新的信息采集表的，可到当地生态环境部门打印。`,
  DPF: (change) => approvedText(change),
  DETAILS: (change) => approvedText(change),
  CANCELLATION: ({ registrationNumber }) =>
    `您的机械 ${registrationNumber} 已注销，环保登记号码不再有效，信息采集卡请停止使用。`,
}

function approvedText({ type, registrationNumber, labels }: ChangeFacts): string {
  const what = labels.length > 0 ? `已更新：${labels.join('、')}。` : ''
  return `您为机械 ${registrationNumber} 申请的“${CHANGE_TYPE_LABELS[type]}”已审核通过。${what}`
}

/** The text of a notice, worded as in the manual (第六步, 编码登记进展). */
export function noticeText(kind: NoticeKind, facts: NoticeFacts): string {
  return TEXTS[kind](facts) + (facts.left ? '该登记现已不在本账号名下，本账号不能再办理。' : '')
}

function whereTo(office: NoticeFacts['office']): string {
  return office
    ? `领取地点：${office.name}（${office.address}，电话 ${office.phone}，${office.hours}）。`
    : ''
}
