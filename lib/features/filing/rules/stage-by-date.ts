import { firstDayOf, isPartialDate, lastDayOf } from '@/lib/core/partial-date'
import { DATED_STAGE_NAMES, type StageDateRow } from '@/lib/features/setting/schema/stage-dates'

/** What is known of a machine's making; dates may be partial (`2022`, `2022-12`). */
export type Making = {
  engineOn: string | null
  machineOn: string | null
  /** Rated net power of the engine. */
  powerKw: number | null
  /** Farm machines were given longer: `null` where the category does not tell. */
  farm: boolean | null
}
export type DatedStage = { stage: '0' | StageDateRow['stage']; reason: string; basis: string }
export type Open = { stage: null; reason: string }

/**
 * The stage that the law's dates leave as the only one (docs/decisions/0020). Whatever is not known (power, farm or not,
 * the day in a month or year) is tried with all it may be; unless each leads to the same stage, none is told.
 * @param rows the lines of this fuel alone
 */
export function stageByDate(making: Making, rows: readonly StageDateRow[]): DatedStage | Open {
  const engine = spanOf(making.engineOn)
  const machine = spanOf(making.machineOn)
  if (!engine && !machine) return open('未填写可用的发动机、机械出厂日期，不能按日期推定')
  const outcomes = powersOf(making.powerKw, rows).map((power) => {
    const lines = rows.filter((row) => covers(row, power))
    const farms = (making.farm === null ? [false, true] : [making.farm]).map((farm) =>
      judge({ engine, machine }, linesOf(lines, farm)),
    )
    return (
      alike(farms) ??
      open(`${machineWords(machine)}在农用机械与其他机械的实施日期之间，机械类别不能区分，不能按日期推定`)
    )
  })
  const sole = alike(outcomes)
  if (!sole) return open(powerWords(outcomes))
  return { ...sole, reason: sole.reason + beyondWords(making.powerKw, { engine, machine }, rows, sole.stage) }
}

/** A date with the days it may mean. */
type Span = { text: string; first: string; last: string }
type Spans = { engine: Span | null; machine: Span | null }
type Line = { stage: StageDateRow['stage']; engineFrom: string; machineFrom: string | null; basis: string }
type Outcome = DatedStage | Open

const open = (reason: string): Open => ({ stage: null, reason })

function spanOf(date: string | null): Span | null {
  if (!date || !isPartialDate(date)) return null
  return { text: date, first: firstDayOf(date), last: lastDayOf(date) }
}

/** A power within each band that the bounds make, where it is not known. */
function powersOf(powerKw: number | null, rows: readonly StageDateRow[]): number[] {
  if (powerKw !== null) return [powerKw]
  const bounds = new Set(rows.flatMap(({ powerFromKw, powerToKw }) => [powerFromKw, powerToKw]))
  const known = [...bounds].filter((bound) => bound !== null)
  return [...known, Number.MAX_VALUE]
}

const covers = ({ powerFromKw, powerToKw }: StageDateRow, power: number) =>
  power > (powerFromKw ?? 0) && power <= (powerToKw ?? Number.MAX_VALUE)

function linesOf(rows: readonly StageDateRow[], farm: boolean): Line[] {
  return rows.map(({ stage, engineFrom, machineFrom, farmMachineFrom, basis }) => ({
    stage,
    engineFrom,
    machineFrom: farm ? (farmMachineFrom ?? machineFrom) : machineFrom,
    basis,
  }))
}

/** The one outcome that all are; null where they differ. */
function alike(outcomes: readonly Outcome[]): Outcome | null {
  const [first] = outcomes
  return first && outcomes.every(({ stage }) => stage === first.stage) ? first : null
}

function judge({ engine, machine }: Spans, lines: Line[]): Outcome {
  if (lines.length === 0) return open('没有适用于该功率的实施日期，不能推定')
  if (engine && machine && engine.first > machine.last) return replaced(engine, machine, lines)
  if (engine && machine) return both(engine, machine, lines)
  if (engine) return engineAlone(ofEngine(engine, lines))
  return machine ? ofMachine(machine, lines) : open('')
}

const hasCome = (from: string | null, day: string) => from !== null && from <= day

/** The engine's date tells the engine; that the machine's is not known is told with it. */
const engineAlone = (outcome: Outcome): Outcome =>
  outcome.stage ? { ...outcome, reason: `${outcome.reason}（未填写机械出厂日期，仅按发动机日期）` } : outcome

/** The latest stage whose date has come; undefined before the first. */
function reached(lines: Line[], field: 'engineFrom' | 'machineFrom', day: string): Line | undefined {
  const inForce = lines.filter((line) => hasCome(line[field], day))
  return inForce.sort((a, b) => b.stage.localeCompare(a.stage))[0]
}

/** 国一前 is certain only where 国一 itself has a date. */
const stageOf = (line: Line | undefined, lines: Line[]) =>
  line?.stage ?? (lines.some(({ stage }) => stage === '1') ? '0' : null)
const nameOf = (line: Line | undefined) => (line ? DATED_STAGE_NAMES[line.stage] : '国一前')
const machineWords = (span: Span | null) => (span ? `机械出厂日期 ${span.text}` : '')
const engineWords = ({ text }: Span) => `发动机出厂日期 ${text}`

/** An engine by its own date. */
function ofEngine(engine: Span, lines: Line[]): Outcome {
  const from = reached(lines, 'engineFrom', engine.first)
  const to = reached(lines, 'engineFrom', engine.last)
  if (from?.stage !== to?.stage)
    return open(`${engineWords(engine)}跨${nameOf(to)}实施日期 ${to?.engineFrom}，不能按日期推定`)
  return told(from, lines, engineWords(engine), 'engineFrom')
}

/** A machine by its own date, when every engine made until then would be of the same stage. */
function ofMachine(machine: Span, lines: Line[]): Outcome {
  const least = reached(lines, 'machineFrom', machine.first)
  const most = reached(lines, 'engineFrom', machine.last)
  if (least?.stage === most?.stage) return told(least, lines, machineWords(machine), 'machineFrom')
  return open(
    `仅有${machineWords(machine)}，装用的发动机可能按${nameOf(least)}或${nameOf(most)}制造，缺发动机出厂日期，不能推定`,
  )
}

/** The engine's line, unless the law wants a later stage of the machine: that engine's number alone can tell. */
function both(engine: Span, machine: Span, lines: Line[]): Outcome {
  // An engine is not made after the machine that it is in.
  const [last = engine.last] = [engine.last, machine.last].sort()
  const own = ofEngine({ ...engine, last }, lines)
  if (!own.stage) return own
  const wanted = reached(lines, 'machineFrom', machine.last)
  if (wanted && wanted.stage > own.stage) {
    return open(
      `${machineWords(machine)}，按机械日期（${wanted.machineFrom} 起）应为${DATED_STAGE_NAMES[wanted.stage]}；` +
        `${engineWords(engine)}，按发动机日期为${nameOf(reached(lines, 'engineFrom', engine.first))}；两者不一致，不能推定`,
    )
  }
  // Of a partial date the first day must have come as well: else the sentence would say more than is known.
  if (wanted?.stage !== own.stage || !hasCome(wanted.machineFrom, machine.first)) return own
  const same = told(wanted, lines, machineWords(machine), 'machineFrom')
  return { ...own, reason: `${own.reason}；${same.reason}` }
}

/** An engine made after its machine: exchanged, or a slip. Told only where it makes no difference. */
function replaced(engine: Span, machine: Span, lines: Line[]): Outcome {
  const sole = alike([ofEngine(engine, lines), ofMachine(machine, lines)])
  return sole?.stage
    ? sole
    : open(`${engineWords(engine)}晚于${machineWords(machine)}，可能更换过发动机或填写有误，不能按日期推定`)
}

function told(
  line: Line | undefined,
  lines: Line[],
  date: string,
  field: 'engineFrom' | 'machineFrom',
): Outcome {
  const stage = stageOf(line, lines)
  if (!stage) return open(`${date}早于已设定的实施日期，不能推定`)
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

/** Where a later stage has come by date, but not for this power. */
function beyondWords(
  powerKw: number | null,
  spans: Spans,
  rows: readonly StageDateRow[],
  stage: string | null,
): string {
  if (powerKw === null || stage === null) return ''
  const later = rows.find((row) => row.stage > stage && !covers(row, powerKw) && mayHaveCome(row, spans))
  if (!later) return ''
  return `；额定净功率 ${powerKw} kW 不在${DATED_STAGE_NAMES[later.stage]}按日期实施的范围（${bandWords(later)}）内`
}

const mayHaveCome = ({ engineFrom, machineFrom }: StageDateRow, { engine, machine }: Spans) =>
  (engine !== null && hasCome(engineFrom, engine.last)) ||
  (machine !== null && hasCome(machineFrom, machine.last))

/** 不大于 560 kW; 大于 37 kW、不大于 560 kW; 不限. */
function bandWords({ powerFromKw, powerToKw }: Pick<StageDateRow, 'powerFromKw' | 'powerToKw'>): string {
  const parts = [
    powerFromKw === null ? null : `大于 ${powerFromKw} kW`,
    powerToKw === null ? null : `不大于 ${powerToKw} kW`,
  ]
  return parts.filter((part) => part !== null).join('、') || '不限功率'
}
