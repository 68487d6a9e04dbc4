import { db } from '@/lib/server/database/db'
import { type MadeFiling, makeFiling } from '@/prisma/factories/filing'
import type { Draft } from './clean'
import type { PlantedFault } from './fault'
import type { Random } from './random'

const LOOKS: Record<string, string> = {
  O: '0',
  0: 'O',
  I: '1',
  1: 'I',
  B: '8',
  8: 'B',
  S: '5',
  5: 'S',
  Z: '2',
  2: 'Z',
}
/** One look-alike for another; at least one is in it. */
function misread(code: string, random: Random): string {
  const places = [...code].flatMap((sign, at) => (sign.toUpperCase() in LOOKS ? [at] : []))
  const at = places[random.int(0, places.length - 1)] ?? 0
  return `${code.slice(0, at)}${LOOKS[code.charAt(at).toUpperCase()] ?? ''}${code.slice(at + 1)}`
}

/** The same machine, filed or registered before in other letters. */
const elsewhere =
  (
    section: 'codes' | 'machine' | 'engine',
    field: string,
    districtCode: string,
    spell: (code: string, random: Random) => string,
  ) =>
  (_: MadeFiling, { content }: Draft, random: Random) =>
    makeFiling(db(), random.pick(['SUBMITTED', 'COLLECTED']), {
      districtCode,
      content: { [section]: { [field]: spell(String(content[section][field]), random) } },
    })
const withCode =
  (section: 'codes' | 'machine' | 'engine', field: string, code: string) =>
  (draft: Draft, random: Random) => {
    draft.content[section][field] = `${code}${random.text('13467', 5)}${random.text('ACDEF', 2)}`
  }

/** One machine filed twice, in other letters. */
export const SAME_MACHINE: readonly PlantedFault[] = [
  {
    name: 'serial misread (O/0, I/1, B/8, S/5, Z/2)',
    code: 'DUPLICATE',
    path: 'machine.serial',
    draft: withCode('machine', 'serial', 'XG0518'),
    around: elsewhere('machine', 'serial', '110101', misread),
  },
  {
    name: 'serial in other case, with hyphen or blank',
    code: 'DUPLICATE',
    path: 'machine.serial',
    draft: withCode('machine', 'serial', 'LGK774'),
    around: elsewhere('machine', 'serial', '110101', (code, random) =>
      random.pick([code.toLowerCase(), `${code.slice(0, 3)}-${code.slice(3)}`, code.split('').join(' ')]),
    ),
  },
  {
    name: 'serial misread, in another province',
    code: 'DUPLICATE',
    path: 'machine.serial',
    draft: withCode('machine', 'serial', 'CLG850'),
    around: elsewhere('machine', 'serial', '130203', misread),
  },
  {
    name: 'PIN misread',
    code: 'DUPLICATE',
    path: 'machine.pin',
    draft: withCode('machine', 'pin', 'CSTSD16AHKB'),
    around: elsewhere('machine', 'pin', '110101', misread),
  },
  {
    name: 'engine serial misread',
    code: 'DUPLICATE',
    path: 'engine.serial',
    draft: withCode('engine', 'serial', 'WP1410'),
    around: elsewhere('engine', 'serial', '110101', misread),
  },
  {
    name: 'environment code misread',
    code: 'DUPLICATE',
    path: 'codes.machineEnvCode',
    also: ['CATALOGUE'],
    draft: (draft, random) => {
      draft.content.codes.machineEnvCode = `88811111QH${random.text('346790', 7)}`
    },
    around: elsewhere('codes', 'machineEnvCode', '110101', misread),
  },
]
