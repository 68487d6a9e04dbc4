import { PROOF_WAY_LABELS } from '@/lib/core/proof'
import { UNIT_ROLE_LABELS } from '@/lib/core/unit-role'
import { ABSENCE_LABELS } from '@/lib/features/absence/schema'
import { CERTIFICATE_STATUS_LABELS } from '@/lib/features/certificate/schema'
import { CHANGE_TYPE_LABELS } from '@/lib/features/change/schema/change'
import { CORRECTION_LABELS } from '@/lib/features/correction/schema'
import { PURPOSE_LABELS } from '@/lib/features/disclosure/schema'
import { DOCUMENT_TITLES } from '@/lib/features/document/schema'
import { VERDICT_LABELS } from '@/lib/features/filing/rules/verdict'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import { ROLE_LABELS as COLLECTOR_LABELS } from '@/lib/features/pickup/rules/collector-words'
import { ITEM_LABELS } from '@/lib/features/pickup/schema'
import { RETENTION_WORDS } from '@/lib/features/retention/rules'
import { FINDING_LABELS } from '@/lib/features/second-look/schema'
import { OWNER_MESSAGES } from '@/lib/features/setting/schema/owner-messages'
import { SECOND_PERSON_LABELS } from '@/lib/features/setting/schema/second-person'
import { ROLE_LABELS } from '@/lib/features/staff/schema/staff'
import { EVIDENCE_LABELS, GROUND_LABELS } from '@/lib/features/succession-state/schema'
import { WATCH_LABELS } from '@/lib/features/watch/schema'
import { SUBJECT_LABELS } from './subject-words'

/** Words of the codes that a detail may hold, by the detail. */
export const VALUE_WORDS: Record<string, Readonly<Record<string, string>>> = {
  actKind: SECOND_PERSON_LABELS,
  absence: ABSENCE_LABELS,
  as: { BRAND: '品牌', CATEGORY: '机械类别', NAME: '所有者名称' },
  by: {
    assist: '窗口代办时填写的证件',
    check: '查验码',
    code: '短信验证码',
    codes: '原手机号和新手机号的验证码',
    console: '服务器控制台',
    idNumber: '证件号码',
    idTail: '证件号码后几位',
    password: '密码',
    phone: '手机号',
    pickupCode: '领取码',
    registrationNumber: '登记号码',
    ticket: '小程序凭证',
    wechat: '微信',
    'wechat-phone': '微信绑定的手机号',
    DOCUMENT_NAME: '证件号码和名称一致',
    DOCUMENT_NAME_PHONE: '证件号码、名称和手机号一致',
  },
  certificateState: CERTIFICATE_STATUS_LABELS,
  changeType: CHANGE_TYPE_LABELS,
  collector: COLLECTOR_LABELS,
  document: DOCUMENT_TITLES,
  documents: DOCUMENT_TITLES,
  evidence: EVIDENCE_LABELS,
  ground: GROUND_LABELS,
  drawnFor: { DOUBT: '核对存疑', RANDOM: '随机' },
  findingKinds: FINDING_LABELS,
  format: { CSV: 'CSV', XLSX: 'Excel', csv: 'CSV', xlsx: 'Excel' },
  idNumberWarning: { CHECK_CHARACTER: '校验位不符' },
  // The way only: the same stands with a wrong number.
  identity: {
    NONE: '没有核对',
    PROOF: '登记了领取人的证件，没有与登记信息比对',
    TAIL: '证件后几位',
    WHOLE: '完整证件号',
  },
  items: ITEM_LABELS,
  key: { 'machine-columns': '机械查询的列' },
  kind: { ...SUBJECT_LABELS, act: '待第二人确认的操作' },
  accessPurpose: PURPOSE_LABELS,
  contested: { NUMBER_TAKEN: '已被另一账号注册，待核实' },
  correction: CORRECTION_LABELS,
  consents: { NOTICE: '个人信息保护告知', SENSITIVE: '敏感个人信息单独同意' },
  kinds: WATCH_LABELS,
  retention: Object.fromEntries(Object.entries(RETENTION_WORDS).map(([key, { label }]) => [key, label])),
  lookResult: { AGREE: '同意', FINDING: '发现问题' },
  meaning: {
    BRAND: '品牌',
    CATEGORY: '机械类别',
    CODE: '编号',
    FILING: '查询号',
    ID_NUMBER: '证件号码',
    LETTERS: '名称或编号',
    NAME: '所有者名称',
    NUMBER: '登记号码',
    PHONE: '手机号',
    TOO_SHORT: '内容过短',
  },
  notPrinted: ITEM_LABELS,
  pairVerdict: {
    SAME_OTHER: '同一台机械，以另一件为准',
    SAME_THIS: '同一台机械，以本件为准',
    UNCLEAR: '还不清楚',
  },
  verdict: VERDICT_LABELS,
  party: { ACCOUNT: '账号', AGENT: '被委托人', CONTACT: '联系人', HOLDER: '旧系统所有者', OWNER: '机主' },
  proofAnswer: { MISMATCH: '不一致', UNKNOWN: '没有查到' },
  proofWay: PROOF_WAY_LABELS,
  purpose: {
    AGENT_CONSENT: '确认委托',
    LOGIN: '登录',
    REGISTER: '注册',
    RESET_PASSWORD: '重置密码',
    TRANSFER_FROM: '转出机械',
    TRANSFER_TO: '转入机械',
  },
  refusal: {
    FORBIDDEN: '没有权限',
    LOCKED: '多次填错，暂停尝试',
    NOT_FOUND: '没有找到（实有，不属于查询者）',
    RATE_LIMITED: '超过次数限制',
  },
  role: ROLE_LABELS,
  unitRole: UNIT_ROLE_LABELS,
  messageKind: Object.fromEntries(Object.entries(OWNER_MESSAGES).map(([kind, { label }]) => [kind, label])),
  messageState: { SENT: '已提交短信平台', FAILED: '失败', DROPPED: '没有发送' },
  secondFactor: { KEY: '安全密钥', TOTP: '动态口令' },
  source: { national: '国家平台' },
  status: { ...MACHINE_STATUS_LABELS, NOT_COLLECTED: '号码尚未领取' },
  type: { PERSON: '个人', UNIT: '单位' },
  why: {
    asked: '本人操作',
    moved: '改为关联另一账号',
    reuse: '旧凭证被再次使用',
    NO_CODE: '没有有效的验证码（没有发送、已过期，或已填错五次）',
    UNREADABLE: '填写的不是文字，或者过长，没有保存',
    ISSUED_EXPIRED: '密码正确，但这是发放的密码，已超过有效期',
  },
}
