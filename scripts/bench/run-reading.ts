/**
 * `npm run bench -- --reading`: drawn plates, as they are and made worse, read by the process that reads photos: characters
 * and whole codes, and what the comparison says of right and of wrong values. Writes the section `reading`.
 */
import { readFileSync } from 'node:fs'
import { filingContent } from '@/lib/features/content/schema/content'
import { align, folded, signsOf } from '@/lib/features/reading/rules/align'
import { compareTyped } from '@/lib/features/reading/rules/compare'
import { PlateReader, type ReadLine } from '@/lib/server/files/plate-reader'
import { Seeded } from '@/testing/photos/seeded'
import { type DrawnPlate, drawPlate, WORSENED } from '@/testing/plates/draw-plate'
import { say } from '../lib/say'
import { machineFacts, table, writeSection } from './report'

/** While the reader was made, seeds below 100,000 were used. */
const FIRST_SEED = 1_000_000

type Tally = {
  signs: number
  rightSigns: number
  codes: number
  exact: number
  folded: number
  agrees: number
  alike: number
  differs: number
  notFound: number
  wrongAgrees: number
  wrongDiffers: number
  ms: number[]
}
const emptyTally = (): Tally => ({
  signs: 0,
  rightSigns: 0,
  codes: 0,
  exact: 0,
  folded: 0,
  agrees: 0,
  alike: 0,
  differs: 0,
  notFound: 0,
  wrongAgrees: 0,
  wrongDiffers: 0,
  ms: [],
})

export async function measureReading(quick: boolean): Promise<number> {
  const facts = machineFacts()
  const each = quick ? 4 : 60
  const reader = new PlateReader()
  const memory = { most: 0, processes: new Set<number>() }
  const tallies: [string, Tally][] = []
  for (const [place, [name, alter]] of Object.entries(WORSENED).entries()) {
    const tally = emptyTally()
    for (let at = 0; at < each; at++) {
      const seed = FIRST_SEED + place * 10_000 + at
      const plate = await drawPlate(seed)
      const jpeg = await alter(plate.jpeg, new Seeded(seed + 5_000))
      const start = performance.now()
      const reading = await reader.read(jpeg)
      tally.ms.push(performance.now() - start)
      noteMemory(reader, memory)
      count(tally, plate, 'lines' in reading ? reading.lines : [])
    }
    say(cellsOf(name, tally).join(', '))
    tallies.push([name, tally])
  }
  reader.close()
  const text = report(facts, tallies, memory)
  say(text)
  if (!quick) writeSection('reading', text)
  return 0
}

/** The most that the process ever held (VmHWM), where the system says so. */
function noteMemory({ pid }: PlateReader, memory: { most: number; processes: Set<number> }): void {
  if (!pid) return
  memory.processes.add(pid)
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  memory.most = Math.max(memory.most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}

const keyOf = (text: string) =>
  signsOf(text)
    .map(({ sign }) => sign)
    .join('')

function count(tally: Tally, { lines: drawn, codes }: DrawnPlate, read: ReadLine[]): void {
  const keys = read.map(({ text }) => keyOf(text))
  for (const text of drawn) {
    const key = keyOf(text)
    tally.signs += key.length
    tally.rightSigns += Math.max(0, ...keys.map((line) => rightSigns(key, line)))
  }
  for (const code of codes) {
    tally.codes += 1
    if (keys.some((line) => line.includes(code))) tally.exact += 1
    if (keys.some((line) => folded(line).includes(folded(code)))) tally.folded += 1
  }
  compare(tally, codes, read)
}

/** Signs of a text found in a line in their order; what stands before and after them in the line does not matter. */
function rightSigns(key: string, line: string): number {
  const { distance } = align(key, line)
  const surplus = Math.max(0, line.length - key.length)
  return key.length - Math.min(key.length, distance - surplus)
}

/** The right code, and one with one sign changed, beside what was read. */
function compare(tally: Tally, [pin = '', code = '']: readonly string[], lines: ReadLine[]): void {
  const photoId = '01890000-0000-7000-8000-000000000001'
  const readings = [{ photoId, slot: 'MACHINE_PLATE' as const, lines }]
  const compared = (typed: { pin: string; code: string }) =>
    compareTyped(
      filingContent.parse({ machine: { pin: typed.pin }, codes: { machineEnvCode: typed.code } }),
      readings,
    )
  for (const { result, lookAlike } of compared({ pin, code })) {
    if (result === 'AGREES') tally.agrees += 1
    else if (result === 'NOT_FOUND') tally.notFound += 1
    else if (lookAlike) tally.alike += 1
    else tally.differs += 1
  }
  const change = (text: string) => `${text.slice(0, 9)}${text[9] === '4' ? '7' : '4'}${text.slice(10)}`
  for (const { result } of compared({ pin: change(pin), code: change(code) })) {
    if (result === 'AGREES') tally.wrongAgrees += 1
    if (result === 'DIFFERS') tally.wrongDiffers += 1
  }
}

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`
const seconds = (ms: number) => (ms / 1000).toFixed(2)
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const cellsOf = (name: string, one: Tally): string[] => [
  name,
  String(one.ms.length),
  share(one.rightSigns, one.signs),
  share(one.exact, one.codes),
  share(one.folded, one.codes),
  `${one.agrees} / ${one.alike} / ${one.differs} / ${one.notFound}`,
  `${one.wrongDiffers} of ${one.codes}, ${one.wrongAgrees} agree`,
  seconds(median(one.ms)),
]

function report(
  facts: string,
  tallies: [string, Tally][],
  { most, processes }: { most: number; processes: Set<number> },
): string {
  const all = emptyTally()
  for (const [, one] of tallies) {
    for (const name of Object.keys(all) as (keyof Tally)[]) {
      if (name === 'ms') all.ms.push(...one.ms)
      else all[name] += one[name]
    }
  }
  const rows = [...tallies, ['all', all] as const].map(([name, one]) => cellsOf(name, one))
  const worst = Math.max(...all.ms)
  return [
    `${facts}; seeds from ${FIRST_SEED}.`,
    table(
      [
        'Plates',
        'read',
        'characters right',
        '17-character codes exact',
        'after folding look-alikes',
        'right code: agrees / by look-alikes / differs / not found',
        'one character wrong: differs',
        's a photo, median',
      ],
      rows,
    ),
    `Slowest photo ${seconds(worst)} s, the start of the process included. The process held at most ${most.toFixed(0)} MB; ${processes.size} processes one after another, each replaced once it kept 700 MB.`,
  ].join('\n\n')
}
