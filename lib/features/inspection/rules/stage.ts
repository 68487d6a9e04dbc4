import type { Finding } from '@/lib/core/finding'
import { identifyingCode } from '@/lib/core/normalise'
import { stageInNumber } from '@/lib/features/content/rules/stage-number'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { DATED_STAGE_NAMES, type StageDateRow } from '@/lib/features/setting/schema/stage-dates'
import { clear, doubt, unchecked } from './finding'

/** A stage that a field tells. */
export type ToldStage = { path: string; label: string; stage: StageDateRow['stage'] }

const NUMBERS = [
  {
    path: 'codes.disclosureNumber',
    label: '环保信息公开编号',
    of: ({ codes }: FilingContent) => codes.disclosureNumber,
  },
  {
    path: 'codes.engineApprovalNumber',
    label: '发动机型式核准号',
    of: ({ codes }: FilingContent) => codes.engineApprovalNumber,
  },
]
const CLAIM = { path: 'engine.emissionStage', label: '机主填报的排放阶段' }

/** Every stage that the filing tells: in its numbers, and as the owner claims it. */
export function toldStages(content: FilingContent): ToldStage[] {
  const numbers = NUMBERS.flatMap(({ path, label, of }) => {
    const stage = stageInNumber(of(content) ?? '')
    return stage ? [{ path, label, stage }] : []
  })
  const claim = (['1', '2', '3', '4'] as const).find((stage) => stage === content.engine.emissionStage)
  return claim ? [...numbers, { ...CLAIM, stage: claim }] : numbers
}

export const stageText = ({ label, stage }: ToldStage): string => `${label}为${DATED_STAGE_NAMES[stage]}`

/** Approval number, disclosure number and claim against one another. */
export function stageCodeFindings(content: FilingContent): Finding[] {
  const told = toldStages(content)
  if (told.length < 2) return [unchecked('排放阶段只有一处或没有，没有可比较的')]
  const differ = new Set(told.map(({ stage }) => stage)).size > 1
  return differ
    ? [
        doubt(
          `${told.map(stageText).join('，')}，互相矛盾`,
          told.map(({ path }) => path),
        ),
      ]
    : [clear(`${told.map(({ label }) => label).join('、')}的阶段一致`)]
}

/** Fuels that a particulate filter does not belong to. */
const NO_DPF = ['ELECTRIC', 'GASOLINE', 'NATURAL_GAS', 'LPG', 'HYDROGEN', 'METHANOL']

/** Fuel against stage, numbers and equipment: an electric machine has no engine to be approved. */
export function stageFuelFindings(content: FilingContent): Finding[] {
  const { fuelCode, emissionStage } = content.engine
  if (!fuelCode || fuelCode === 'UNKNOWN') return [unchecked('燃料种类未知，没有与编号、阶段核对')]
  const electric = fuelCode === 'ELECTRIC'
  const numbers = NUMBERS.filter(({ of }) => identifyingCode(of(content)) !== null)
  const doubts = [
    ...(electric ? numbers : []).map(({ path, label }) =>
      doubt(`燃料种类为电动，但填写了${label}${stageNote(content, path)}`, ['engine.fuelCode', path]),
    ),
    ...(electric && ['0', '1', '2', '3', '4'].includes(emissionStage ?? '')
      ? [doubt('燃料种类为电动，但填报了发动机的排放阶段', ['engine.fuelCode', CLAIM.path])]
      : []),
    ...(!electric && emissionStage === 'D'
      ? [doubt('填报的排放阶段为电动，但燃料种类不是电动', ['engine.fuelCode', CLAIM.path])]
      : []),
    ...(content.dpf.installed && NO_DPF.includes(fuelCode)
      ? [doubt('加装了 DPF，但燃料种类不是柴油', ['engine.fuelCode', 'dpf.installed'])]
      : []),
  ]
  if (doubts.length > 0) return doubts
  if (numbers.length === 0 && !emissionStage && !content.dpf.installed)
    return [unchecked('没有填写编号和排放阶段，没有与燃料种类核对')]
  return [clear('燃料种类与编号、排放阶段不矛盾')]
}

function stageNote(content: FilingContent, path: string): string {
  const told = toldStages(content).find((one) => one.path === path)
  return told ? `（${DATED_STAGE_NAMES[told.stage]}）` : ''
}
