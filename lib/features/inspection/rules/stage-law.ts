import type { Finding } from '@/lib/core/finding'
import { firstDayOf, isPartialDate, lastDayOf } from '@/lib/core/partial-date'
import { farmOf } from '@/lib/features/content/rules/farm-machines'
import type { FilingContent } from '@/lib/features/content/schema/content'
import {
  bandWords,
  coversPower,
  DATED_STAGE_NAMES,
  type StageDateRow,
} from '@/lib/features/setting/schema/stage-dates'
import { clear, doubt, unchecked } from './finding'
import { stageText, toldStages } from './stage'

/** Makers are a stage ahead of the law, hardly two. */
const AHEAD = 1

/**
 * The told stages against what the law demanded when engine and machine were made. Unlike the suggestion, which needs one
 * certain stage, this needs bounds: the least stage that the dates allow, and the latest that was in force.
 * @param law setting `stage-dates` in force for the filing's district
 */
export function stageDateFindings(content: FilingContent, law: readonly StageDateRow[]): Finding[] {
  const told = toldStages(content)
  if (told.length === 0) return [unchecked('没有填写含排放阶段的编号，没有与出厂日期核对')]
  const dates = datesOf(content)
  if (dates.length === 0) return [unchecked('没有填写出厂日期，没有与排放阶段核对')]
  const rows = law.filter(({ fuel }) => fuel === content.engine.fuelCode)
  if (rows.length === 0) return [unchecked('该燃料种类没有按日期的规定，没有与排放阶段核对')]
  const { powerKw, rowsOfPower } = powerOf(content, rows)
  const certain = leastStage(rowsOfPower.certain, dates, true)
  const possible = leastStage(rowsOfPower.possible, dates, false)
  const latest = latestStage(rowsOfPower.possible, dates)
  const paths = dates.map(({ path }) => path)
  const unsure = powerKw === null ? '没有填写发动机功率' : '出厂日期或机械类别不够确定'
  const findings = told.flatMap((one): Finding[] => {
    if (certain && one.stage < certain.stage)
      return [doubt(`${stageText(one)}，但${lawText(certain)}`, [one.path, ...paths], { law: certain.basis })]
    if (Number(one.stage) > latest + AHEAD)
      return [doubt(`${stageText(one)}，比出厂时实施的阶段高两级以上`, [one.path, ...paths])]
    return possible && one.stage < possible.stage
      ? [unchecked(`${unsure}，不能与${DATED_STAGE_NAMES[possible.stage]}的实施日期核对`)]
      : []
  })
  return findings.length > 0 ? findings : [clear('排放阶段与出厂日期不矛盾')]
}

/** A stage that the law does not give to engines of this power (above 560 kW there is no date of 国四 yet). */
export function stagePowerFindings(content: FilingContent, law: readonly StageDateRow[]): Finding[] {
  const told = toldStages(content)
  const { fuelCode, ratedPowerKw } = content.engine
  if (told.length === 0) return [unchecked('没有填写含排放阶段的编号，没有与功率核对')]
  if (!ratedPowerKw || ratedPowerKw <= 0) return [unchecked('没有填写发动机额定净功率，没有与排放阶段核对')]
  const rows = law.filter(({ fuel }) => fuel === fuelCode)
  if (rows.length === 0) return [unchecked('该燃料种类没有按功率的规定，没有与排放阶段核对')]
  const doubts = told.flatMap((one): Finding[] => {
    const ofStage = rows.filter(({ stage }) => stage === one.stage)
    if (ofStage.length === 0 || ofStage.some((row) => coversPower(row, ratedPowerKw))) return []
    const text = `${stageText(one)}，但额定净功率 ${ratedPowerKw} kW 不在其范围（${ofStage.map(bandWords).join('；')}）内`
    return [doubt(text, [one.path, 'engine.ratedPowerKw'])]
  })
  return doubts.length > 0 ? doubts : [clear('排放阶段与功率不矛盾')]
}

type Made = {
  path: string
  what: '发动机' | '机械'
  text: string
  first: string
  last: string
  farm: false | null
}
/** A row with what brought it into force. */
type Demand = { stage: StageDateRow['stage']; made: Made; from: string; basis: string }

function datesOf({ engine, machine }: FilingContent): Made[] {
  const farm = farmOf(machine.categoryCode)
  return (
    [
      ['engine.manufacturedOn', '发动机', engine.manufacturedOn],
      ['machine.manufacturedOn', '机械', machine.manufacturedOn],
    ] as const
  ).flatMap(([path, what, text]) =>
    text && isPartialDate(text)
      ? [{ path, what, text, first: firstDayOf(text), last: lastDayOf(text), farm }]
      : [],
  )
}

/** The rows that certainly apply, and those that may: without the power only rows of every power are certain. */
function powerOf({ engine }: FilingContent, rows: readonly StageDateRow[]) {
  const powerKw = engine.ratedPowerKw && engine.ratedPowerKw > 0 ? engine.ratedPowerKw : null
  if (powerKw !== null) {
    const ofPower = rows.filter((row) => coversPower(row, powerKw))
    return { powerKw, rowsOfPower: { certain: ofPower, possible: ofPower } }
  }
  const certain = rows.filter(({ powerFromKw, powerToKw }) => powerFromKw === null && powerToKw === null)
  return { powerKw, rowsOfPower: { certain, possible: rows } }
}

/**
 * The latest stage that the dates demand.
 * @param sure whatever day of a partial date, whether a farm machine or not; else: at worst
 */
function leastStage(rows: readonly StageDateRow[], dates: readonly Made[], sure: boolean): Demand | null {
  const demands = rows.flatMap((row) =>
    dates.flatMap((made): Demand[] => {
      const from = fromOf(row, made, sure)
      return from !== null && from <= (sure ? made.first : made.last)
        ? [{ stage: row.stage, made, from, basis: row.basis }]
        : []
    }),
  )
  return demands.sort((a, b) => b.stage.localeCompare(a.stage))[0] ?? null
}

/** Where the category does not tell farm machines from others, only their later date is sure. */
function fromOf(row: StageDateRow, { what, farm }: Made, sure: boolean): string | null {
  if (what === '发动机') return row.engineFrom
  return farm === null && sure ? (row.farmMachineFrom ?? row.machineFrom) : row.machineFrom
}

/** The latest stage in force for engines when the last of the two was made; 0 before the first. */
function latestStage(rows: readonly StageDateRow[], dates: readonly Made[]): number {
  const last =
    dates
      .map((made) => made.last)
      .sort()
      .at(-1) ?? ''
  return Math.max(0, ...rows.filter(({ engineFrom }) => engineFrom <= last).map(({ stage }) => Number(stage)))
}

const lawText = ({ stage, made, from }: Demand) =>
  `${made.what}出厂日期 ${made.text} 不早于${DATED_STAGE_NAMES[stage]}对${made.what}的实施日期 ${from}`
