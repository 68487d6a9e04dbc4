import { areaChain, WHOLE_COUNTRY } from '@/lib/core/area'
import type { SecondPersonAct } from '@/lib/features/setting/schema/second-person'
import type { Tx } from '@/lib/server/database/db'
import { rolesFor } from '../policy'
import type { PendingAct } from '../schema'

type Asked = { kind: SecondPersonAct; divisionCode: string; askedById: string }

/**
 * Who could confirm each of the acts: enabled staff of the roles and areas that may, without the asker.
 * @returns by act: their bureaus, the nearest first
 */
export async function confirmersFor(
  reader: Pick<Tx, 'staff'>,
  acts: readonly Asked[],
): Promise<(act: Asked) => PendingAct['confirmers']> {
  const staff = acts.length === 0 ? [] : await readStaff(reader, acts)
  return ({ kind, divisionCode, askedById }) => {
    const chain = chainOf(divisionCode)
    const roles = rolesFor(kind)
    const able = staff.filter(
      ({ id, role, bureau }) =>
        id !== askedById && roles.includes(role) && chain.includes(bureau.divisionCode),
    )
    const nearestFirst = able.toSorted(
      (a, b) => chain.indexOf(a.bureau.divisionCode) - chain.indexOf(b.bureau.divisionCode),
    )
    const people = new Map<string, number>()
    for (const { bureau } of nearestFirst) people.set(bureau.name, (people.get(bureau.name) ?? 0) + 1)
    return [...people].map(([bureauName, count]) => ({ bureauName, people: count }))
  }
}

/** Whether anybody enabled could confirm such an act, besides those named. */
export async function canAnotherConfirm(
  reader: Pick<Tx, 'staff'>,
  { kind, divisionCode, not }: { kind: SecondPersonAct; divisionCode: string; not: string[] },
): Promise<boolean> {
  const where = { disabledAt: null, role: { in: rolesFor(kind) }, id: { notIn: not } }
  const bureau = { disabledAt: null, divisionCode: { in: chainOf(divisionCode) } }
  return (await reader.staff.count({ where: { ...where, bureau } })) > 0
}

function readStaff(reader: Pick<Tx, 'staff'>, acts: readonly Asked[]) {
  const roles = [...new Set(acts.flatMap(({ kind }) => rolesFor(kind)))]
  const codes = [...new Set(acts.flatMap(({ divisionCode }) => chainOf(divisionCode)))]
  return reader.staff.findMany({
    where: {
      disabledAt: null,
      role: { in: roles },
      bureau: { disabledAt: null, divisionCode: { in: codes } },
    },
    select: { id: true, role: true, bureau: { select: { name: true, divisionCode: true } } },
  })
}

/** The divisions whose officers have this one in their area. */
const chainOf = (code: string): string[] => [...new Set([...areaChain(code), WHOLE_COUNTRY])]
