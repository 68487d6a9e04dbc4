import type { FlowPaper, Pair } from '@/lib/core/paper'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import { FIELDS, type FieldInfo, STEP_LABELS, STEPS, type Step } from '@/lib/features/content/schema/fields'
import { fieldText } from '@/lib/features/document/rules/collection-form'

export type StatementData = {
  number: string
  owner: { type: 'PERSON' | 'UNIT'; name: string; documentLabel: string }
  content: FilingContent
  districtName: string
  /** `CATEGORY.BULLDOZER` → 推土机 */
  names: Record<string, string>
  photos: number
  bureauName: string
  printedBy: string
  printedAt: string
}

/**
 * 窗口代办登记确认书: what the officer entered, for the owner to read and sign before it is submitted. Only what is filled
 * in, so that it stays readable. No digit of the document: the photo of the signed paper is seen beside the hand-over.
 */
export function statementPaper(data: StatementData): FlowPaper {
  const { owner, number } = data
  return {
    kind: 'flow',
    title: `窗口代办登记确认书 ${number}`,
    fileName: `代办确认书-${number}`,
    heading: '非道路移动机械编码登记窗口代办确认书',
    footer: `${number}　${data.bureauName}　打印：${data.printedBy} ${data.printedAt}`,
    blocks: [
      {
        kind: 'pairs',
        pairs: [
          { label: '查询号', value: number, strong: true },
          { label: '办理窗口', value: data.bureauName },
          { label: owner.type === 'PERSON' ? '机主姓名' : '单位名称', value: owner.name, strong: true },
          { label: '证件', value: `${owner.documentLabel}，已核对原件` },
        ],
      },
      ...STEPS.flatMap((step) => {
        const pairs = filledPairs(data, step)
        return pairs.length === 0
          ? []
          : [
              { kind: 'heading' as const, text: STEP_LABELS[step] },
              { kind: 'pairs' as const, pairs },
            ]
      }),
      {
        kind: 'paragraph',
        text: `未列出的项目没有填写。随本登记上传照片 ${data.photos} 张。`,
      },
      {
        kind: 'paragraph',
        text: '本人（单位）没有使用手机办理，委托窗口工作人员按本人提供的材料和说明录入以上内容。以上内容已经本人核对，与机械实际情况一致，本人对其真实性负责，同意提交审核。',
      },
      { kind: 'signatures', items: ['机主签字（盖章）', `经办人签字：${data.printedBy}`, '日期'] },
    ],
  }
}

function filledPairs(data: StatementData, step: Step): Pair[] {
  return FIELDS.filter((field) => field.step === step && valueAt(data.content, field.path) !== null).map(
    (field) => fieldPair(data, field),
  )
}

function fieldPair(data: StatementData, field: FieldInfo): Pair {
  return { label: field.asClaim ?? field.label, value: fieldText(data, field) }
}
