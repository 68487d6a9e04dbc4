import { db } from '@/lib/server/database/db'
import { makeStaff } from '@/prisma/factories/staff'
import { HOME, type Owners } from './access-actors'
import { make, type Resource, resourceOf } from './access-filings'

/** The revocation of a machine of 东城区, asked for by a supervisor there who is none of the callers. */
export async function askedRevocation(owners: Owners): Promise<Resource> {
  const filing = await make('APPROVED', owners)
  const asker = await makeStaff(db(), 'SUPERVISOR', HOME)
  const machine = await db().machine.findUniqueOrThrow({ where: { filingId: filing.id } })
  const askedAt = new Date()
  const { id } = await db().pendingAct.create({
    data: {
      kind: 'REVOKE_MACHINE',
      subjectId: machine.id,
      subjectLabel: machine.registrationNumber ?? '',
      divisionCode: HOME,
      payload: {},
      subjectVersion: machine.version,
      reason: '现场检查不符',
      askedById: asker.id,
      askedAt,
      lapsesAt: new Date(askedAt.getTime() + 3_600_000),
    },
  })
  const state = async () => ({
    act: await db().pendingAct.findUnique({ where: { id } }),
    machine: await db().machine.findUnique({ where: { id: machine.id } }),
  })
  const { traces } = resourceOf(filing)
  return { params: { id }, traces: [id, ...traces], roles: ['SUPERVISOR'], state }
}

/** Switches the rule on for this file's database: the suite's template has it off. */
export async function needSecondPersons(): Promise<void> {
  await db().setting.deleteMany({ where: { key: { in: ['second-person', 'staff-second-person'] } } })
}
