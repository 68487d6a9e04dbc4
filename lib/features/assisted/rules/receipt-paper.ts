import type { FlowPaper, Pair } from '@/lib/core/paper'

export type ReceiptData = {
  number: string
  status: string
  statusText: string
  ownerName: string
  machine: string
  submittedAt: string
  dueAt: string | null
  registrationNumber: string | null
  reasons: readonly string[]
  office: { name: string; address: string; phone: string; hours: string }
  printedBy: string
  printedAt: string
}

/**
 * The slip for an owner without a phone, as it stands when printed: where the filing is, how to ask, how to collect. It bears
 * no pickup code, which only the owner's own sign-in shows: without a phone the document takes its place at the counter.
 */
export function receiptPaper(data: ReceiptData): FlowPaper {
  const { number, office } = data
  return {
    kind: 'flow',
    title: `窗口代办凭条 ${number}`,
    fileName: `代办凭条-${number}`,
    heading: '非道路移动机械编码登记窗口代办凭条',
    footer: `${number}　打印：${data.printedBy} ${data.printedAt}`,
    blocks: [
      { kind: 'pairs', pairs: facts(data) },
      ...(data.reasons.length > 0
        ? [
            { kind: 'heading' as const, text: '需要补正' },
            { kind: 'steps' as const, items: data.reasons },
          ]
        : []),
      { kind: 'heading', text: '查询进展' },
      {
        kind: 'paragraph',
        text: `请持本凭条和证件原件到窗口查询，或致电 ${office.phone}，报查询号 ${number}。打印之后的进展以窗口查询为准。`,
      },
      { kind: 'heading', text: '领取号码' },
      {
        kind: 'paragraph',
        text: '审核通过后，机主本人持证件原件到下列地点领取；由他人代领的，代领人须出示本人身份证。本凭条不是领取码，单凭本凭条不能领取。',
      },
      {
        kind: 'pairs',
        pairs: [
          { label: '地点', value: office.name, wide: true },
          { label: '地址', value: office.address, wide: true },
          { label: '电话', value: office.phone },
          { label: '时间', value: office.hours },
        ],
      },
      { kind: 'heading', text: '以后用手机办理' },
      {
        kind: 'paragraph',
        text: '日后注册账号的，窗口代办的登记不会自动归入：请机主持证件原件到窗口，由工作人员核对后归入该账号。',
      },
    ],
  }
}

function facts(data: ReceiptData): Pair[] {
  const { dueAt, registrationNumber } = data
  return [
    { label: '查询号', value: data.number, strong: true },
    { label: '状态', value: data.statusText, strong: true },
    { label: '机主', value: data.ownerName },
    { label: '机械', value: data.machine },
    { label: '提交时间', value: data.submittedAt },
    ...(dueAt ? [{ label: '审核期限', value: dueAt }] : []),
    ...(registrationNumber ? [{ label: '环保登记号码', value: registrationNumber, strong: true }] : []),
  ]
}
