import { areaChain, WHOLE_COUNTRY } from '@/lib/core/area'
import { chinaDay } from '@/lib/core/clock'
import type { SecondPersonAct } from '@/lib/features/setting/schema/second-person'
import type { Tx } from '@/lib/server/database/db'
import { rolesFor } from '../policy'
import type { Obstacle, PendingAct } from '../schema'

type Asked = { kind: SecondPersonAct; divisionCode: string; askedById: string; subjectId: string }
type Confirming = Pick<PendingAct, 'confirmers' | 'notYet'>

/**
 * Who could confirm each of the acts: enabled staff of the roles and areas that may, without the asker, and without the one whose
 * account it is about.
 * @returns by act: the bureaus of those who can at this moment, the nearest first; and how many more cannot yet, and why
 */
export async function confirmersFor(
  reader: Pick<Tx, 'staff'>,
  acts: readonly Asked[],
): Promise<(act: Asked) => Confirming> {
  const staff = acts.length === 0 ? [] : await readStaff(reader, acts)
  return ({ kind, divisionCode, askedById, subjectId }) => {
    const chain = chainOf(divisionCode)
    const roles = rolesFor(kind)
    const entitled = staff.filter(
      ({ id, role, bureau }) =>
        ![askedById, subjectId].includes(id) && roles.includes(role) && chain.includes(bureau.divisionCode),
    )
    const nearestFirst = entitled.toSorted(
      (a, b) => chain.indexOf(a.bureau.divisionCode) - chain.indexOf(b.bureau.divisionCode),
    )
    const [people, notYet] = [new Map<string, number>(), new Map<Obstacle, number>()]
    for (const person of nearestFirst) {
      const why = obstacleOf(person)
      if (why) notYet.set(why, (notYet.get(why) ?? 0) + 1)
      else people.set(person.bureau.name, (people.get(person.bureau.name) ?? 0) + 1)
    }
    return {
      confirmers: [...people].map(([bureauName, count]) => ({ bureauName, people: count })),
      notYet: [...notYet].map(([why, count]) => ({ why, people: count })),
    }
  }
}

type Question = { kind: SecondPersonAct; divisionCode: string; not: string[] }

/** Whether anybody enabled could confirm such an act, besides those named, now or once the account is set up. */
export async function canAnotherConfirm(reader: Pick<Tx, 'staff'>, question: Question): Promise<boolean> {
  return (await reader.staff.count({ where: entitled(question) })) > 0
}

/**
 * Whether anybody who works with the account could, besides those named. Absence does not count: whoever may enter it could make
 * somebody else be nobody.
 */
export async function doesAnotherWork(reader: Pick<Tx, 'staff'>, question: Question): Promise<boolean> {
  const working = { lastSignInAt: { not: null }, mustChangePassword: false }
  return (await reader.staff.count({ where: { ...entitled(question), ...working } })) > 0
}

const entitled = ({ kind, divisionCode, not }: Question) => ({
  disabledAt: null,
  role: { in: rolesFor(kind) },
  id: { notIn: not },
  bureau: { disabledAt: null, divisionCode: { in: chainOf(divisionCode) } },
})

type Person = Awaited<ReturnType<typeof readStaff>>[number]

/** What keeps somebody from confirming at this moment. */
function obstacleOf(person: Person): Obstacle | null {
  if (person.lastSignInAt === null) return 'NEVER_SIGNED_IN'
  const factorDue =
    person.totpSecret === null && person.securityKeys.length === 0 && person.sessions[0]?.factorRequired
  if (person.mustChangePassword || factorDue) return 'SET_UP'
  return person.absences.length > 0 ? 'ABSENT' : null
}

function readStaff(reader: Pick<Tx, 'staff'>, acts: readonly Asked[]) {
  const roles = [...new Set(acts.flatMap(({ kind }) => rolesFor(kind)))]
  const codes = [...new Set(acts.flatMap(({ divisionCode }) => chainOf(divisionCode)))]
  const today = new Date(`${chinaDay(new Date())}T00:00:00.000Z`)
  return reader.staff.findMany({
    where: {
      disabledAt: null,
      role: { in: roles },
      bureau: { disabledAt: null, divisionCode: { in: codes } },
    },
    select: {
      id: true,
      role: true,
      bureau: { select: { name: true, divisionCode: true } },
      lastSignInAt: true,
      mustChangePassword: true,
      totpSecret: true,
      securityKeys: { select: { id: true }, take: 1 },
      // Whether the rule demanded a factor at the last sign-in.
      sessions: { select: { factorRequired: true }, orderBy: { createdAt: 'desc' }, take: 1 },
      absences: {
        where: { endedAt: null, fromDay: { lte: today }, toDay: { gte: today } },
        select: { id: true },
        take: 1,
      },
    },
  })
}

/** The divisions whose officers have this one in their area. */
const chainOf = (code: string): string[] => [...new Set([...areaChain(code), WHOLE_COUNTRY])]
