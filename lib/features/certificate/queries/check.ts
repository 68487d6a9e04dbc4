import { PUBLIC } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { maskName } from '@/lib/core/mask'
import { auditAlone } from '@/lib/server/audit/audit'
import { auditFrequent } from '@/lib/server/audit/frequent'
import { db } from '@/lib/server/database/db'
import { certificateStatusAt, changesSince } from '../rules/facts'
import { type CertificateCheck, type CheckedMachine, certifiedFacts } from '../schema'
import { CERTIFIED, factsOf, findNames } from './facts'

/**
 * What the QR code of a certificate leads to: whether it is valid, what it certified, and what the register says otherwise now.
 * Of a withdrawn one no machine and no name. A person's name is masked: whoever has the paper reads it there. Each check is audited.
 * @param token the unguessable part of the address
 * @throws AppError NOT_FOUND for a token of no certificate
 */
export async function checkCertificate(token: string): Promise<CertificateCheck> {
  const [row, names] = await Promise.all([
    db().certificate.findUnique({ where: { token }, include: PARTS }),
    findNames(db()),
  ])
  if (!row) {
    const subject = { subjectType: 'certificate', subjectId: 'unknown' }
    auditFrequent(PUBLIC, { action: 'certificate.check', ...subject, details: { found: false } })
    throw new AppError('NOT_FOUND', {
      detail: '没有这份证明，请核对二维码是否完整、是否为登记系统出具的证明',
    })
  }
  const now = new Date()
  const status = certificateStatusAt(row, now)
  const shown = status === 'WITHDRAWN' ? [] : row.machines
  const machines = shown.map(({ facts, machine }): CheckedMachine => {
    const then = certifiedFacts.parse(facts)
    const current = factsOf(machine, names)
    const changes = changesSince(then, current, machine.ownerId === row.accountId)
    const { categoryCode: _category, stageCode: _stage, ...told } = then
    return { ...told, stateNow: current.state, changes }
  })
  const changed = machines.filter(({ changes }) => changes.length > 0).length
  await auditAlone(db(), PUBLIC, {
    action: 'certificate.check',
    subjectType: 'certificate',
    subjectId: row.id,
    details: { certificateNumber: row.number, certificateState: status, changed },
  })
  return {
    number: row.number,
    status,
    ownerType: row.account.type,
    ownerName: status === 'WITHDRAWN' ? null : publicName(row.account.type, row.ownerName),
    ownerProved: row.ownerProved,
    purpose: status === 'WITHDRAWN' ? null : row.purpose,
    issuedAt: row.issuedAt.toISOString(),
    validUntil: row.validUntil.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    total: row.machines.length,
    changed,
    machines,
    checkedAt: now.toISOString(),
  }
}

/** A unit's name is no personal data (docs/decisions/0055), and must be the one on the paper. */
const publicName = (type: 'PERSON' | 'UNIT', name: string | null) =>
  name !== null && type === 'PERSON' ? maskName(name) : name

const PARTS = {
  account: { select: { type: true } },
  machines: { orderBy: { position: 'asc' }, select: { facts: true, machine: { select: CERTIFIED } } },
} as const
