import { chinaTime } from '@/lib/core/clock'
import { spokenNumber } from '@/lib/core/filing-number'
import { documentNumberLabel } from '@/lib/core/identity-document'
import { proofText } from '@/lib/core/proof'
import { UNIT_ROLE_LABELS } from '@/lib/core/unit-role'
import { CHANGE_STATUS_LABELS, CHANGE_TYPE_LABELS } from '@/lib/features/change/schema/change'
import { displayValue, type Names, pathLabel } from '@/lib/features/content/rules/display'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import { FIELDS } from '@/lib/features/content/schema/fields'
import { CORRECTION_LABELS, CORRECTION_STATUS_LABELS } from '@/lib/features/correction/schema'
import { DISPUTE_STATUS_LABELS } from '@/lib/features/dispute/schema'
import { STATUS_LABELS } from '@/lib/features/filing/rules/actions'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import { MACHINE_USER_KIND_LABELS } from '@/lib/features/machine-user/schema'
import type { PhotoSlot } from '@/lib/features/photo/schema'
import { GROUND_LABELS, SUCCESSION_STATUS_LABELS } from '@/lib/features/succession-state/schema'
import type { OwnData } from './own-data'

type Row = [label: string, value: string]

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const time = (at: Date | null) => (at ? chinaTime(at) : '')
const table = (rows: Row[]) =>
  `<table>${rows
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `<tr><th>${escaped(label)}</th><td>${escaped(value)}</td></tr>`)
    .join('')}</table>`

/** The photo's name in the copy, without a folder. */
export const photoFile = (photoId: string) => `${photoId}.jpg`

/** The copy as a page that any browser shows, without scripts and without the network. */
export function copyPage(data: OwnData, names: Names, madeAt: Date): string {
  const {
    account,
    filings,
    machines,
    certificates,
    machineUsers,
    changes,
    consents,
    corrections,
    disputes,
    successions,
    units,
    joining,
    signIns,
  } = data
  const section = (title: string, parts: string[]) =>
    `<h2>${title}（${parts.length}）</h2>${parts.join('') || '<p>没有</p>'}`
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>我的信息副本</title>
<style>body{font-family:sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem}table{border-collapse:collapse;margin:.5rem 0;width:100%}
th,td{border:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}th{width:14rem;font-weight:normal;color:#555}img{max-width:12rem;margin:.25rem}</style>
<h1>我的信息副本</h1><p>生成时间：${chinaTime(madeAt)}。内含完整的证件号码和手机号，请妥善保管，用后删除。</p>
<h2>账号</h2>${table([
    ['类型', account.type === 'UNIT' ? '单位' : '个人'],
    ['姓名或名称', account.name],
    [documentNumberLabel(account.documentKind, account.type), account.idNumber],
    ['手机号', account.phone],
    ['注册时间', time(account.registeredAt)],
    ['微信', account.wechatLinked ? '已关联' : '未关联'],
    ['已同意、尚未发送的微信提醒', `${account.wechatMessagesLeft} 条`],
    ['身份核验', proofText(account.proof)],
  ])}
${section(
  '登记',
  filings.map((filing) => filingPart(filing, names)),
)}
${section(
  '机械',
  machines.map(({ registrationNumber, status, registeredAt }) =>
    table([
      ['环保登记号码', registrationNumber ?? ''],
      ['状态', MACHINE_STATUS_LABELS[status]],
      ['登记时间', time(registeredAt)],
    ]),
  ),
)}
${section(
  '登记情况证明',
  certificates.map((one) =>
    table([
      ['证明编号', one.number],
      ['用途', one.purpose ?? ''],
      ['起止', `${time(one.issuedAt)} 出具，${time(one.validUntil)} 止`],
      ['作废时间', time(one.withdrawnAt)],
      ['机械', one.machines.join('、')],
    ]),
  ),
)}
${section(
  '机械使用人（您填报的）',
  machineUsers.map((one) =>
    table([
      ['环保登记号码', one.registrationNumber ?? ''],
      [MACHINE_USER_KIND_LABELS[one.kind], one.name],
      ['电话', one.phone ?? ''],
      ['使用期', `${one.from} 至 ${one.until ?? '今'}`],
    ]),
  ),
)}
${section(
  '信息变更',
  changes.map(({ registrationNumber, type, status, submittedAt, decidedAt, after }) =>
    table([
      ['环保登记号码', registrationNumber ?? ''],
      ['变更', `${CHANGE_TYPE_LABELS[type]}，${CHANGE_STATUS_LABELS[status]}`],
      ['提交时间', time(submittedAt)],
      ['办结时间', time(decidedAt)],
      ['改动的项目', Object.keys(Object(after)).map(pathLabel).join('、')],
    ]),
  ),
)}
${section(
  '同意记录',
  consents.map(({ kind, version, givenAt }) =>
    table([
      [
        kind === 'NOTICE' ? '个人信息保护告知' : '敏感个人信息单独同意',
        `${version} 版，${time(new Date(givenAt))}`,
      ],
    ]),
  ),
)}
${section(
  '更正申请',
  corrections.map((one) =>
    table([
      ['更正', `${CORRECTION_LABELS[one.subject]}，${CORRECTION_STATUS_LABELS[one.status]}`],
      ['申请', `${one.text}（${time(new Date(one.createdAt))}，${one.bureauArea}）`],
      ['答复', one.answer && one.answeredAt ? `${one.answer}（${time(new Date(one.answeredAt))}）` : ''],
    ]),
  ),
)}
${section(
  '号码申诉',
  disputes.map((one) =>
    table([
      ['您是', one.role],
      ['状态', DISPUTE_STATUS_LABELS[one.status]],
      ['申诉', `${time(new Date(one.createdAt))}，${one.bureauArea}`],
      ['您的说明', one.text ?? ''],
      ['证明材料', one.photos === null ? '' : `${one.photos} 张`],
      ['答复', one.answer && one.decidedAt ? `${one.answer}（${time(new Date(one.decidedAt))}）` : ''],
    ]),
  ),
)}
${section(
  '凭证明过户',
  successions.map((one) =>
    table([
      ['环保登记号码', one.registrationNumber ?? ''],
      ['您是', one.role],
      ['原因', GROUND_LABELS[one.ground]],
      ['受理', time(one.filedAt)],
      ['结果', `${SUCCESSION_STATUS_LABELS[one.status]}${one.endedAt ? `（${time(one.endedAt)}）` : ''}`],
      ['理由', one.reason ?? ''],
      ['您的异议', one.objection ?? ''],
    ]),
  ),
)}
${section(
  account.type === 'UNIT' ? '单位人员' : '代为办理的单位',
  units.map(({ unit, role, since, endedAt }) =>
    table([
      ['单位', unit ?? ''],
      ['权限', UNIT_ROLE_LABELS[role]],
      ['起止', `${time(since)} 起${endedAt ? `，${time(endedAt)} 止` : ''}`],
    ]),
  ),
)}
${section(
  '加入单位的申请',
  joining.map(({ unitCode, createdAt }) =>
    table([
      ['统一社会信用代码', unitCode],
      ['申请时间', time(createdAt)],
    ]),
  ),
)}
${section(
  '登录记录',
  signIns.map(({ at, expiresAt, endedAt, device }) =>
    table([
      ['登录时间', time(at)],
      ['设备', device ?? '没有记录'],
      ['结束', endedAt ? `${time(endedAt)} 退出` : `没有退出，最迟 ${time(expiresAt)} 失效`],
    ]),
  ),
)}
<p>谁看过您的信息，请在“我的账号”里查看。“我的信息.json”是同样的内容，供程序读取，另含收到的通知。</p></html>`
}

function filingPart(filing: OwnData['filings'][number], names: Names): string {
  const content: FilingContent = filing.content
  const facts: Row[] = FIELDS.map((field) => [
    field.label,
    displayValue(field, valueAt(content, field.path) ?? null, names),
  ])
  const photos = filing.photos
    .map(({ slot, photoId }) => {
      const label = escaped(pathLabel(`photos.${slot satisfies string as PhotoSlot}`))
      return `<img src="照片/${photoFile(photoId)}" alt="${label}" title="${label}">`
    })
    .join('')
  return `${table([
    ['查询号', spokenNumber(filing.number)],
    ['您是', filing.role],
    ['状态', STATUS_LABELS[filing.status]],
    ['提交时间', time(filing.submittedAt)],
    ...facts,
  ])}${photos}`
}
