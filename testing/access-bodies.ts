import { db } from '@/lib/server/database/db'
import { makeAccount } from '@/prisma/factories/account'
import { makeFiling } from '@/prisma/factories/filing'
import { makeBureau } from '@/prisma/factories/staff'
import { HOME, type Owners } from './access-actors'

/** Rows of 东城区 that are identified in the body instead of the path. */
export type Named = {
  bodies: () => unknown[]
  /** A caller inside the area gets one of these in the response, a caller outside none. */
  traces: string[]
  /** State that a call from outside must not change. */
  state: () => Promise<unknown>
}

export const NAMED: Record<string, (owners: Owners) => Promise<Named>> = {
  'POST /api/console/pickups/lookup': waitingPickup,
  'POST /api/console/pickups/hand-overs': waitingTogether,
  'POST /api/console/print-jobs': printable,
  'POST /api/console/staff': newColleague,
  'POST /api/console/series': newSeries,
  'POST /api/console/bureaus': newBureau,
}

/** Of an owner with no other pickup: a look-up shows only the first ones. */
async function waitingPickup(): Promise<Named> {
  const own = await makeAccount(db())
  const filing = await makeFiling(db(), 'APPROVED', { districtCode: HOME, ownerId: own.id })
  const { pickupCode, registrationNumber, pickupId, id } = filing
  return {
    bodies: () => [
      { code: pickupCode },
      { registrationNumber },
      { phone: own.phone },
      { idTail: own.idNumber.slice(-4), name: own.name },
    ],
    traces: [id, pickupId ?? id],
    state: () => db().pickup.findMany({ where: { filingId: id } }),
  }
}

/** One pickup for each caller, since it can be handed over once. */
async function waitingTogether(): Promise<Named> {
  const own = await makeAccount(db())
  const filings = await Promise.all(
    Array.from({ length: 8 }, () => makeFiling(db(), 'APPROVED', { districtCode: HOME, ownerId: own.id })),
  )
  const ids = filings.map(({ pickupId }) => pickupId ?? '')
  const collector = { kind: 'OWNER', name: own.name }
  let call = 0
  const body = () => {
    call += 1
    return { ids: [ids[call % ids.length]], collector, items: ['CARD'] }
  }
  return {
    bodies: () => [body()],
    traces: ids,
    state: () => db().pickup.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } }),
  }
}

async function printable(): Promise<Named> {
  const { id } = await makeFiling(db(), 'APPROVED', { districtCode: HOME })
  return {
    bodies: () => [{ filingIds: [id] }],
    traces: ['"machines":1'],
    state: () => db().printJob.count({ where: { filingIds: { has: id } } }),
  }
}

async function newColleague(): Promise<Named> {
  const { id } = await makeBureau(db(), HOME)
  let number = 0
  const body = () => ({
    username: `new.${id}.${++number}`.slice(-40),
    name: '新同事',
    role: 'COUNTER',
    bureauId: id,
  })
  return { bodies: () => [body()], traces: [id], state: () => db().staff.count({ where: { bureauId: id } }) }
}

async function newSeries(): Promise<Named> {
  let number = 0
  const body = () => {
    number += 1
    return { divisionCode: HOME, prefix: `Z${number}`, firstSerial: 1, lastSerial: 99, warnBelow: 10 }
  }
  const state = () => db().numberSeries.count({ where: { divisionCode: HOME } })
  return { bodies: () => [body()], traces: [`"divisionCode":"${HOME}"`], state }
}

async function newBureau(): Promise<Named> {
  let number = 0
  const office = {
    officeName: '政务服务中心',
    address: '人民路 1 号',
    phone: '010-12345678',
    hours: '工作日 9:00–17:00',
  }
  const body = () => {
    number += 1
    return { name: `新设机构${number}`, divisionCode: HOME, ...office }
  }
  const state = () => db().bureau.count({ where: { divisionCode: HOME } })
  return { bodies: () => [body()], traces: [HOME], state }
}
