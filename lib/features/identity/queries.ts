import { documentNumberLabel } from '@/lib/core/identity-document'
import { proofOf } from '@/lib/features/account/queries'
import { maskedPhone } from '@/lib/server/secrets/personal'
import type { Prisma } from '@/prisma/client'
import type { FoundAccount } from './schema'

export const FOUND = {
  id: true,
  type: true,
  name: true,
  documentKind: true,
  phone: true,
  registeredAt: true,
  provedAt: true,
  provedHow: true,
  provedBy: { select: { name: true, bureau: { select: { name: true } } } },
} as const

type Row = Prisma.AccountGetPayload<{ select: typeof FOUND }>

export function toFound({ provedBy, registeredAt, ...row }: Row): FoundAccount {
  return {
    id: row.id,
    type: row.type,
    name: row.name,
    documentLabel: documentNumberLabel(row.documentKind, row.type),
    phoneMasked: maskedPhone(row),
    registeredAt: (registeredAt ?? new Date(0)).toISOString(),
    proof: proofOf(row),
    provedBy: provedBy && `${provedBy.bureau.name} ${provedBy.name}`,
  }
}
