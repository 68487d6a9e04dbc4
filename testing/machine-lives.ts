import { areaChain } from '@/lib/core/area'
import { signedPast } from '@/lib/server/audit/audit'
import type { Prisma, PrismaClient } from '@/prisma/client'
import { makeStaff } from '@/prisma/factories/staff'
import { makeManyMachines, PLACES } from './many-machines'

/** How a machine is counted. */
export type Counted = {
  status: 'ACTIVE' | 'CANCELLED' | 'REVOKED'
  districtCode: string
  category: string
  fuel: string
  place: string
  stage: string
}
/** The history of a machine: its state from each moment to the next. */
export type Life = { id: string; states: { from: Date; state: Counted }[] }

/** The machine's state just before a moment, or null before its registration. */
export function stateBefore({ states }: Life, at: Date): Counted | null {
  return states.findLast(({ from }) => from < at)?.state ?? null
}

const HOUR = 3_600_000
const CHOICES = {
  category: ['EXCAVATOR', 'LOADER', 'CRANE', 'FORKLIFT'],
  fuel: ['DIESEL', 'ELECTRIC'],
  place: ['CONSTRUCTION_SITE', 'PORT', 'OTHER'],
  stage: ['1', '2', '3', '4', 'D', 'X'],
} as const
const PATHS = { category: 'machine.categoryCode', fuel: 'engine.fuelCode', place: 'placeCode' } as const

type Draw = <T>(values: readonly T[]) => T

/** Deterministic for the same seed. */
function drawer(seed: number): Draw {
  let state = seed
  return <T>(values: readonly T[]) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    const value = values[Math.floor(state / 65_536) % values.length]
    if (value === undefined) throw new Error('nothing to draw from')
    return value
  }
}

/**
 * Machines that are registered, moved, changed, corrected, revoked, reinstated and cancelled in some days from `start`,
 * with the rows that the commands would write: changes, audit events, numbers, and the machine's current state.
 */
export async function makeMachineLives(
  db: PrismaClient,
  { count, start, days, seed }: { count: number; start: Date; days: number; seed: number },
): Promise<Life[]> {
  await makeManyMachines(db, count)
  const { id: staffId } = await makeStaff(db, 'SUPERVISOR', '110000')
  const draw = drawer(seed)
  const machines = await db.machine.findMany({ orderBy: { numberBody: 'asc' } })
  const lives: Life[] = []
  for (const { id, ownerId, numberBody } of machines) {
    const life = liveOn(id, { draw, start, days })
    const steps = life.states.flatMap(({ from, state }, index) => {
      const before = life.states[index - 1]?.state
      return before ? [{ at: from, before, after: state }] : []
    })
    for (const step of steps) await leaveBehind(db, step, { id, ownerId, numberBody, staffId })
    await settle(db, life, numberBody)
    lives.push(life)
  }
  return lives
}

function liveOn(id: string, { draw, start, days }: { draw: Draw; start: Date; days: number }): Life {
  const hours = Array.from({ length: days * 24 }, (_, hour) => hour)
  let state: Counted = {
    status: 'ACTIVE',
    districtCode: draw(PLACES),
    category: draw(CHOICES.category),
    fuel: draw(CHOICES.fuel),
    place: draw(CHOICES.place),
    stage: draw(CHOICES.stage),
  }
  // A third exists before the start.
  const registered = draw([true, false, false]) ? -draw(hours) : draw(hours)
  const states = [{ from: new Date(start.getTime() + registered * HOUR), state }]
  const moments = Array.from({ length: draw([0, 0, 1, 2, 3, 5]) }, () => draw(hours)).toSorted(
    (a, b) => a - b,
  )
  for (const hour of new Set(moments)) {
    if (hour <= registered) continue
    const next = nextState(state, draw)
    if (!next) break
    state = next
    states.push({ from: new Date(start.getTime() + hour * HOUR), state })
  }
  return { id, states }
}

/** What the commands allow: nothing after a cancellation, only reinstatement after a revocation. */
function nextState(state: Counted, draw: Draw): Counted | null {
  if (state.status === 'CANCELLED') return null
  if (state.status === 'REVOKED') return { ...state, status: 'ACTIVE' }
  const what = draw(['move', 'move', 'category', 'fuel', 'place', 'stage', 'cancel', 'revoke'] as const)
  if (what === 'cancel') return { ...state, status: 'CANCELLED' }
  if (what === 'revoke') return { ...state, status: 'REVOKED' }
  if (what === 'move')
    return { ...state, districtCode: draw(PLACES.filter((code) => code !== state.districtCode)) }
  const others: readonly string[] = CHOICES[what]
  return { ...state, [what]: draw(others.filter((code) => code !== state[what])) }
}

type Step = { at: Date; before: Counted; after: Counted }
type Of = { id: string; ownerId: string; numberBody: string; staffId: string }

async function leaveBehind(db: PrismaClient, { at, before, after }: Step, of: Of): Promise<void> {
  const acts = { ACTIVE: 'machine.reinstate', REVOKED: 'machine.revoke', CANCELLED: null } as const
  const act = before.stage !== after.stage ? 'machine.correct-stage' : acts[after.status]
  const staffActed = before.stage !== after.stage || before.status !== after.status
  if (staffActed && act) {
    const event = { action: act, subjectType: 'machine', subjectId: of.id, districtCode: before.districtCode }
    await db.auditEvent.createMany({
      data: signedPast([{ at, actorKind: 'STAFF', actorId: of.staffId, ...event }]),
    })
    return
  }
  const fields = (['category', 'fuel', 'place'] as const).filter((name) => before[name] !== after[name])
  const values = (state: Counted) => Object.fromEntries(fields.map((name) => [PATHS[name], state[name]]))
  const moves = before.districtCode !== after.districtCode
  const [districtCode = '', cityCode = districtCode, provinceCode = cityCode] = areaChain(before.districtCode)
  await db.change.create({
    data: {
      machineId: of.id,
      accountId: of.ownerId,
      type: moves ? 'PLACE' : after.status === 'CANCELLED' ? 'CANCELLATION' : 'DETAILS',
      status: 'DONE',
      before: moves ? { districtCode: before.districtCode } : values(before),
      after: moves ? { districtCode: after.districtCode } : values(after),
      districtCode,
      cityCode,
      provinceCode,
      toDistrictCode: moves ? after.districtCode : null,
      submittedAt: moves ? at : new Date(at.getTime() - HOUR / 2),
      decidedAt: at,
    },
  })
}

/** The machine's final state, and all its numbers. */
async function settle(db: PrismaClient, { id, states }: Life, numberBody: string): Promise<void> {
  const [first] = states
  const last = states.at(-1)?.state
  if (!first || !last) return
  const { districtCode, place, category, fuel, stage, status } = last
  const content: Prisma.InputJsonObject = {
    kind: 'MACHINE',
    districtCode,
    placeCode: place,
    machine: { categoryCode: category },
    engine: { fuelCode: fuel },
  }
  await db.machine.update({
    where: { id },
    data: { status, emissionStage: stage, registeredAt: first.from, content },
  })
  const borne = states.filter(({ state }, index) => state.stage !== states[index - 1]?.state.stage)
  await db.machineNumber.createMany({
    data: borne.map(({ from, state }, index) => ({
      machineId: id,
      number: `${state.stage}-${numberBody}`,
      validFrom: from,
      validTo: borne[index + 1]?.from ?? null,
    })),
  })
}
