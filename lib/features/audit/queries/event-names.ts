import type { StaffActor } from '@/lib/core/actor'
import { areaPrefix } from '@/lib/core/area'
import { maskName } from '@/lib/core/mask'
import { SECOND_PERSON_LABELS } from '@/lib/features/setting/schema/second-person'
import { db } from '@/lib/server/database/db'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const DIVISION = /^\d{6}$/
type Named = readonly (readonly [id: string, name: string])[]

type Event = { actorId: string | null; subjectId: string; districtCode: string | null; details: unknown }

/**
 * What the ids and division codes in some events stand for: staff by full name, owners masked (the log must not serve as a
 * directory of owners), machines and filings of the officer's own area by number or code. What is not there has no name.
 */
export async function eventNames(actor: StaffActor, events: readonly Event[]): Promise<Map<string, string>> {
  const texts = [...new Set(events.flatMap(textsOf))]
  const ids = texts.filter((text) => UUID.test(text))
  const codes = texts.filter((text) => DIVISION.test(text))
  const found = await Promise.all([
    divisions(codes),
    ...(ids.length === 0 ? [] : [people(ids), machines(actor, ids), acts(actor, ids), things(ids)]),
  ])
  return new Map(found.flat().filter(([, name]) => name !== ''))
}

/** The names of what one event mentions. */
export function namesIn(event: Event, names: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    textsOf(event).flatMap((text) => {
      const name = names.get(text)
      return name === undefined ? [] : [[text, name]]
    }),
  )
}

function textsOf({ actorId, subjectId, districtCode, details }: Event): string[] {
  const single = [actorId, subjectId, districtCode].filter((text) => text !== null)
  return [...single, ...textsIn(details)]
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

async function divisions(codes: string[]): Promise<Named> {
  const found = await db().division.findMany({
    where: { code: { in: codes } },
    select: { code: true, fullName: true },
  })
  return found.map(({ code, fullName }) => [code, fullName])
}

async function people(ids: string[]): Promise<Named> {
  const where = { id: { in: ids } }
  const select = { id: true, name: true } as const
  const [accounts, staff, bureaus] = await Promise.all([
    db().account.findMany({ where, select }),
    db().staff.findMany({ where, select }),
    db().bureau.findMany({ where, select }),
  ])
  return [
    ...accounts.map(({ id, name }) => [id, maskName(name)] as const),
    ...[...staff, ...bureaus].map(({ id, name }) => [id, name] as const),
  ]
}

async function machines({ area }: StaffActor, ids: string[]): Promise<Named> {
  const where = { id: { in: ids }, ...area }
  const [registered, filings, changes] = await Promise.all([
    db().machine.findMany({ where, select: { id: true, registrationNumber: true } }),
    db().filing.findMany({
      where,
      select: {
        id: true,
        machineSerial: true,
        machineEnvCode: true,
        plate: true,
        machine: { select: { registrationNumber: true } },
      },
    }),
    db().change.findMany({ where, select: { id: true, machine: { select: { registrationNumber: true } } } }),
  ])
  return [
    ...registered.map(({ id, registrationNumber }) => [id, registrationNumber ?? ''] as const),
    ...filings.map(
      ({ id, machine, ...codes }) =>
        [
          id,
          machine?.registrationNumber ?? codes.machineEnvCode ?? codes.plate ?? codes.machineSerial ?? '',
        ] as const,
    ),
    ...changes.map(({ id, machine }) => [id, machine.registrationNumber ?? ''] as const),
  ]
}

/** What waits or waited for a second person. */
async function acts(actor: StaffActor, ids: string[]): Promise<Named> {
  const found = await db().pendingAct.findMany({
    where: { id: { in: ids }, divisionCode: { startsWith: areaPrefix(actor.divisionCode) } },
    select: { id: true, kind: true, subjectLabel: true },
  })
  return found.map(({ id, kind, subjectLabel }) => [id, `${SECOND_PERSON_LABELS[kind]} ${subjectLabel}`])
}

async function things(ids: string[]): Promise<Named> {
  const where = { id: { in: ids } }
  const [series, imports, loads] = await Promise.all([
    db().numberSeries.findMany({
      where,
      select: { id: true, prefix: true, firstSerial: true, lastSerial: true },
    }),
    db().catalogueImport.findMany({ where, select: { id: true, fileName: true } }),
    db().historyLoad.findMany({ where, select: { id: true, fileName: true } }),
  ])
  return [
    ...series.map(
      ({ id, prefix, firstSerial, lastSerial }) => [id, `${prefix} ${firstSerial}–${lastSerial}`] as const,
    ),
    ...[...imports, ...loads].map(({ id, fileName }) => [id, fileName] as const),
  ]
}
