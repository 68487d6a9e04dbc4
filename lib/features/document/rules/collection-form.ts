import type { Block, FlowPaper, Pair } from '@/lib/core/paper'
import { valueAt } from '@/lib/features/content/schema/content'
import { FIELDS, type FieldInfo, KIND_LABELS, STEP_LABELS, STEPS } from '@/lib/features/content/schema/fields'
import { copyText, type PaperData, type Party } from './paper-data'
import { textWidth } from './text-width'

const NOTHING = '—'
/** In character widths: a value longer than two lines of half the page gets its whole width. */
const LONG = 38

/**
 * 非道路移动机械环保信息采集表: every field of the filing, filled or not, with the number, the photos and room for
 * signatures (domain.md, Documents). ID and phone numbers stay masked: the paper travels with the machine.
 */
export function collectionForm(data: PaperData, copyNumber: number | null): FlowPaper {
  return {
    kind: 'flow',
    title: `信息采集表 ${data.registrationNumber}`,
    fileName: `信息采集表-${data.registrationNumber}`,
    heading: '非道路移动机械环保信息采集表',
    footer: `${data.registrationNumber}　采集表${copyText(copyNumber)}　打印：${data.printedBy} ${data.printedAt}`,
    blocks: [
      { kind: 'pairs', pairs: registration(data) },
      ...people(data),
      ...STEPS.flatMap((step): Block[] => [
        { kind: 'heading', text: STEP_LABELS[step] },
        {
          kind: 'pairs',
          pairs: FIELDS.filter((field) => field.step === step).map((field) => fieldPair(data, field)),
        },
      ]),
      ...photoBlocks(data),
      { kind: 'paragraph', text: '本人（单位）确认以上信息与机械实际情况一致，对其真实性负责。' },
      {
        kind: 'signatures',
        items: ['机主（被委托人）签字', `经办人签字：${data.printedBy}`, '登记单位（盖章）', '日期'],
      },
    ],
  }
}

function registration(data: PaperData): Pair[] {
  return [
    { label: '环保登记号码', value: data.registrationNumber, strong: true },
    { label: '核定排放阶段', value: `${data.stage.code} ${data.stage.name}`, strong: true },
    { label: '登记单位', value: data.bureau.name },
    { label: '登记日期', value: data.registeredOn },
  ]
}

function people({ owner, agent }: PaperData): Block[] {
  const blocks: Block[] = [
    { kind: 'heading', text: '所有者信息' },
    { kind: 'pairs', pairs: party(owner) },
  ]
  if (agent) blocks.push({ kind: 'heading', text: '被委托人信息' }, { kind: 'pairs', pairs: party(agent) })
  return blocks
}

function party({ type, name, documentLabel, idNumberMasked, phoneMasked }: Party): Pair[] {
  return [
    { label: type === 'PERSON' ? '姓名' : '单位名称', value: name, wide: true },
    { label: documentLabel, value: idNumberMasked },
    { label: '手机号', value: phoneMasked },
  ]
}

function fieldPair(data: PaperData, field: FieldInfo): Pair {
  const value = fieldText(data, field)
  return { label: field.asClaim ?? field.label, value, wide: textWidth(value) > LONG }
}

/** A field's value as printed on the form. */
export function fieldText(
  data: Pick<PaperData, 'content' | 'districtName' | 'names'>,
  field: FieldInfo,
): string {
  const value = valueAt(data.content, field.path)
  if (value === null) return NOTHING
  if (field.path === 'kind') return value === 'MACHINE' ? KIND_LABELS.MACHINE : KIND_LABELS.ONSITE_VEHICLE
  if (field.kind === 'district') return data.districtName
  if (field.kind === 'flag') return flagText(field.path, value === true)
  if (field.kind === 'list') return data.names[`${field.list}.${value}`] ?? String(value)
  return field.unit ? `${value} ${printable(field.unit)}` : String(value)
}

function flagText(path: string, yes: boolean): string {
  if (path === 'hasNameplate') return yes ? '有' : '无'
  return yes ? '是' : '否'
}

/** The font has no superscript minus, so the power is written with a caret. */
function printable(unit: string): string {
  return unit.replace('⁻¹', '^-1')
}

function photoBlocks({ photos }: PaperData): Block[] {
  return photos.length === 0
    ? []
    : [
        { kind: 'heading', text: '照片' },
        { kind: 'photos', photos: photos.map((photo) => ({ ...photo, label: shortLabel(photo.label) })) },
      ]
}

/** 机身正面照片 → 机身正面: under a picture 照片 is redundant. */
function shortLabel(label: string): string {
  return label.startsWith('其他') ? label : label.replace('照片', '').trim()
}
