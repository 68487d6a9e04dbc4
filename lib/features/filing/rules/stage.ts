import { farmOf } from '@/lib/features/content/rules/farm-machines'
import { type NumberedStage, stageInNumber } from '@/lib/features/content/rules/stage-number'
import type { FilingContent } from '@/lib/features/content/schema/content'
import { DATED_STAGE_NAMES, type StageDateRow } from '@/lib/features/setting/schema/stage-dates'
import { stageByDate } from './stage-by-date'

export type SuggestedStage = { code: '0' | NumberedStage | 'D'; reason: string; basis: string }
/** `reason` is always set, also when nothing is suggested. */
export type StageAdvice = { suggested: SuggestedStage | null; reason: string }

/**
 * The stage suggested to the officer, or why there is none (docs/decisions/0020). Sources in this order: the stage in the
 * published numbers; electric; the dates of the law for this fuel. Numbers that contradict each other or the fuel give
 * no suggestion.
 * @param rows setting `stage-dates` in force for the filing's district
 */
export function suggestStage(content: FilingContent, rows: readonly StageDateRow[]): StageAdvice {
  const { fuelCode } = content.engine
  const numbers = numbersOf(content)
  const read = numbers.flatMap(({ label, stage }) => (stage ? [{ label, stage }] : []))
  const [first, second] = read
  const unread = numbers.filter(({ stage }) => !stage).map(({ label }) => `${label}格式不符，不作依据`)
  const nothing = (reason: string): StageAdvice => ({
    suggested: null,
    reason: [reason, ...unread].join('；'),
  })
  const suggest = (code: SuggestedStage['code'], reason: string, basis: string): StageAdvice => {
    const words = [reason, ...unread].join('；')
    return { suggested: { code, reason: words, basis }, reason: words }
  }

  if (first && second && first.stage !== second.stage)
    return nothing(`${numberText(first)}，${numberText(second)}，互相矛盾，请核对照片`)
  if (first && fuelCode === 'ELECTRIC')
    return nothing(`燃料种类为电动，但${numberText(first)}，互相矛盾，请核对照片`)
  const dated = byDate(content, rows)
  if (first) {
    const against = contradiction(Number(first.stage), dated)
    return suggest(
      first.stage,
      `${read.map(numberText).join('，')}${against}`,
      `${first.label}第 5–6 位为排放阶段`,
    )
  }
  if (fuelCode === 'ELECTRIC') return suggest('D', '燃料种类为电动', '登记号码编码规则：电动机械为 D')
  return dated.stage ? suggest(dated.stage, dated.reason, dated.basis) : nothing(dated.reason)
}

/** A note where the number is below the stage by date, or far above it: makers are a stage ahead of the law, hardly two. */
function contradiction(numbered: number, dated: { stage: string | null; reason: string }): string {
  if (dated.stage === null) return ''
  const behind = Number(dated.stage) - numbered
  if (behind > 0) return `；但${dated.reason}，编号的阶段更低，请核对`
  return behind < -1 ? `；但${dated.reason}，编号的阶段高出两级以上，请核对` : ''
}

function numbersOf({ codes }: FilingContent) {
  const fields = [
    { label: '环保信息公开编号', text: codes.disclosureNumber },
    { label: '发动机型式核准号', text: codes.engineApprovalNumber },
  ]
  return fields.flatMap(({ label, text }) => (text ? [{ label, stage: stageInNumber(text) }] : []))
}

const numberText = ({ label, stage }: { label: string; stage: NumberedStage }) =>
  `${label}中为 G${stage}（${DATED_STAGE_NAMES[stage]}）`

function byDate(content: FilingContent, rows: readonly StageDateRow[]) {
  const { fuelCode, manufacturedOn: engineOn = null, ratedPowerKw } = content.engine
  const { categoryCode, manufacturedOn: machineOn = null, ratedPowerKw: machineKw } = content.machine
  if (!fuelCode || fuelCode === 'UNKNOWN') return none('燃料种类未知，不能按日期推定')
  const own = rows.filter(({ fuel }) => fuel === fuelCode)
  if (own.length === 0)
    return none(fuelCode === 'DIESEL' ? '没有设定柴油机的实施日期，不能按日期推定' : NOT_DIESEL)
  const powerKw = ratedPowerKw && ratedPowerKw > 0 ? ratedPowerKw : null
  const dated = stageByDate({ engineOn, machineOn, powerKw, farm: farmOf(categoryCode) }, own)
  const note =
    dated.stage === null && powerKw === null && machineKw ? '（机械额定功率不代替发动机额定净功率）' : ''
  return { ...dated, reason: dated.reason + note }
}

const NOT_DIESEL = '该燃料种类没有按日期的规定（GB 20891 仅适用于柴油机），只能按公开编号或核准号核定'
const none = (reason: string) => ({ stage: null, reason })
