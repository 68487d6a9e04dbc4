import { firstDayOf, isPartialDate, lastDayOf } from '@/lib/core/partial-date'
import {
  bandWords,
  coversPower,
  DATED_STAGE_NAMES,
  type StageDateRow,
} from '@/lib/features/setting/schema/stage-dates'

/** What is known of a machine's production; dates may be partial (`2022`, `2022-12`). */
export type Production = {
  engineOn: string | null
  machineOn: string | null
  /** Rated net power of the engine. */
  powerKw: number | null
  /** Farm machines have later dates; `null` where the category does not decide it. */
  farm: boolean | null
}
export type DatedStage = { stage: '0' | StageDateRow['stage']; reason: string; basis: string }
export type Undecided = { stage: null; reason: string }

/**
 * The only stage possible by the dates of the law (docs/decisions/0020). What is not known (power, farm or not, the day
 * in a month or year) is tried with every possible value; unless all give the same stage, there is none.
 * @param rows the lines of this fuel alone
 */
export function stageByDate(production: Production, rows: readonly StageDateRow[]): DatedStage | Undecided {
  const engine = spanOf(production.engineOn)
  const machine = spanOf(production.machineOn)
  if (!engine && !machine) return undecided('未填写可用的发动机、机械出厂日期，不能按日期推定')
  const outcomes = powersOf(production.powerKw, rows).map((power) => {
    const lines = rows.filter((row) => coversPower(row, power))
    const farms = (production.farm === null ? [false, true] : [production.farm]).map((farm) =>
      judge({ engine, machine }, linesOf(lines, farm)),
    )
    return (
      commonOutcome(farms) ??
      undecided(
        `${machineWords(machine)}在农用机械与其他机械的实施日期之间，机械类别不能区分，不能按日期推定`,
      )
    )
  })
  const sole = commonOutcome(outcomes)
  if (!sole) return undecided(powerWords(outcomes))
  return {
    ...sole,
    reason: sole.reason + beyondWords(production.powerKw, { engine, machine }, rows, sole.stage),
  }
}

/** A date, and the first and last day it may mean. */
type Span = { text: string; first: string; last: string }
type Spans = { engine: Span | null; machine: Span | null }
type Line = { stage: StageDateRow['stage']; engineFrom: string; machineFrom: string | null; basis: string }
type Outcome = DatedStage | Undecided

const undecided = (reason: string): Undecided => ({ stage: null, reason })

function spanOf(date: string | null): Span | null {
  if (!date || !isPartialDate(date)) return null
  return { text: date, first: firstDayOf(date), last: lastDayOf(date) }
}

/** The power if it is known, else one in each band that the bounds form. */
function powersOf(powerKw: number | null, rows: readonly StageDateRow[]): number[] {
  if (powerKw !== null) return [powerKw]
  const bounds = new Set(rows.flatMap(({ powerFromKw, powerToKw }) => [powerFromKw, powerToKw]))
  const known = [...bounds].filter((bound) => bound !== null)
  return [...known, Number.MAX_VALUE]
}

function linesOf(rows: readonly StageDateRow[], farm: boolean): Line[] {
  return rows.map(({ stage, engineFrom, machineFrom, farmMachineFrom, basis }) => ({
    stage,
    engineFrom,
    machineFrom: farm ? (farmMachineFrom ?? machineFrom) : machineFrom,
    basis,
  }))
}

/** The outcome if all have the same stage; null where they differ. */
function commonOutcome(outcomes: readonly Outcome[]): Outcome | null {
  const [first] = outcomes
  return first && outcomes.every(({ stage }) => stage === first.stage) ? first : null
}

function judge({ engine, machine }: Spans, lines: Line[]): Outcome {
  if (lines.length === 0) return undecided('没有适用于该功率的实施日期，不能推定')
  if (engine && machine && engine.first > machine.last) return replaced(engine, machine, lines)
  if (engine && machine) return both(engine, machine, lines)
  if (engine) return engineAlone(ofEngine(engine, lines))
  return machine ? ofMachine(machine, lines) : undecided('')
}

const isInForce = (from: string | null, day: string) => from !== null && from <= day

/** The outcome by the engine's date; its reason adds that the machine's is missing. */
const engineAlone = (outcome: Outcome): Outcome =>
  outcome.stage ? { ...outcome, reason: `${outcome.reason}（未填写机械出厂日期，仅按发动机日期）` } : outcome

/** The line of the latest stage in force on the day; undefined before the first. */
function lineInForce(lines: Line[], field: 'engineFrom' | 'machineFrom', day: string): Line | undefined {
  const inForce = lines.filter((line) => isInForce(line[field], day))
  return inForce.sort((a, b) => b.stage.localeCompare(a.stage))[0]
}

/** 国一前 is certain only where 国一 itself has a date. */
const stageOf = (line: Line | undefined, lines: Line[]) =>
  line?.stage ?? (lines.some(({ stage }) => stage === '1') ? '0' : null)
const nameOf = (line: Line | undefined) => (line ? DATED_STAGE_NAMES[line.stage] : '国一前')
const machineWords = (span: Span | null) => (span ? `机械出厂日期 ${span.text}` : '')
const engineWords = ({ text }: Span) => `发动机出厂日期 ${text}`

/** The engine's stage by its own date. */
function ofEngine(engine: Span, lines: Line[]): Outcome {
  const from = lineInForce(lines, 'engineFrom', engine.first)
  const to = lineInForce(lines, 'engineFrom', engine.last)
  if (from?.stage !== to?.stage)
    return undecided(`${engineWords(engine)}跨${nameOf(to)}实施日期 ${to?.engineFrom}，不能按日期推定`)
  return outcomeBy(from, lines, engineWords(engine), 'engineFrom')
}

/** The stage by the machine's date, if every engine made until then would be of the same stage. */
function ofMachine(machine: Span, lines: Line[]): Outcome {
  const least = lineInForce(lines, 'machineFrom', machine.first)
  const most = lineInForce(lines, 'engineFrom', machine.last)
  if (least?.stage === most?.stage) return outcomeBy(least, lines, machineWords(machine), 'machineFrom')
  return undecided(
    `仅有${machineWords(machine)}，装用的发动机可能按${nameOf(least)}或${nameOf(most)}制造，缺发动机出厂日期，不能推定`,
  )
}

/** The stage by the engine's date, unless the machine's date requires a later one: then only the engine's number decides. */
function both(engine: Span, machine: Span, lines: Line[]): Outcome {
  // An engine is not made after the machine it is built into.
  const [last = engine.last] = [engine.last, machine.last].sort()
  const byEngine = ofEngine({ ...engine, last }, lines)
  if (!byEngine.stage) return byEngine
  const required = lineInForce(lines, 'machineFrom', machine.last)
  if (required && required.stage > byEngine.stage) {
    return undecided(
      `${machineWords(machine)}，按机械日期（${required.machineFrom} 起）应为${DATED_STAGE_NAMES[required.stage]}；` +
        `${engineWords(engine)}，按发动机日期为${nameOf(lineInForce(lines, 'engineFrom', engine.first))}；两者不一致，不能推定`,
    )
  }
  // For a partial date it must be in force on the first day too: else the sentence would claim more than is known.
  if (required?.stage !== byEngine.stage || !isInForce(required.machineFrom, machine.first)) return byEngine
  const byMachine = outcomeBy(required, lines, machineWords(machine), 'machineFrom')
  return { ...byEngine, reason: `${byEngine.reason}；${byMachine.reason}` }
}

/** An engine made after its machine: replaced, or a typing error. Decided only where both dates give the same stage. */
function replaced(engine: Span, machine: Span, lines: Line[]): Outcome {
  const sole = commonOutcome([ofEngine(engine, lines), ofMachine(machine, lines)])
  return sole?.stage
    ? sole
    : undecided(
        `${engineWords(engine)}晚于${machineWords(machine)}，可能更换过发动机或填写有误，不能按日期推定`,
      )
}

function outcomeBy(
  line: Line | undefined,
  lines: Line[],
  date: string,
  field: 'engineFrom' | 'machineFrom',
): Outcome {
  const stage = stageOf(line, lines)
  if (!stage) return undecided(`${date}早于已设定的实施日期，不能推定`)
  if (line) {
    const what = field === 'engineFrom' ? '发动机' : '机械'
    return {
      stage,
      reason: `${date}，不早于${nameOf(line)}对${what}的实施日期 ${line[field]}`,
      basis: line.basis,
    }
  }
  const first = lines.find((one) => one.stage === '1')
  return { stage, reason: `${date}，早于国一实施日期 ${first?.engineFrom}`, basis: first?.basis ?? '' }
}

function powerWords(outcomes: readonly Outcome[]): string {
  const names = outcomes.map(({ stage }) =>
    stage === null ? '不能推定' : stage === '0' ? '国一前' : DATED_STAGE_NAMES[stage],
  )
  return `发动机额定净功率未填写（未知）：功率不同则阶段不同（${[...new Set(names)].join('、')}），不能按日期推定`
}

/** A note where a later stage is in force by date, but not for this power. */
function beyondWords(
  powerKw: number | null,
  spans: Spans,
  rows: readonly StageDateRow[],
  stage: string | null,
): string {
  if (powerKw === null || stage === null) return ''
  const later = rows.find(
    (row) => row.stage > stage && !coversPower(row, powerKw) && mayBeInForce(row, spans),
  )
  if (!later) return ''
  return `；额定净功率 ${powerKw} kW 不在${DATED_STAGE_NAMES[later.stage]}按日期实施的范围（${bandWords(later)}）内`
}

const mayBeInForce = ({ engineFrom, machineFrom }: StageDateRow, { engine, machine }: Spans) =>
  (engine !== null && isInForce(engineFrom, engine.last)) ||
  (machine !== null && isInForce(machineFrom, machine.last))
