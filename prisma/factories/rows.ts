import { signedPast } from '@/lib/server/audit/audit'
import type { Prisma, PrismaClient } from '../client'

/** Rows of filings and all that hangs on them, to be written table by table. */
export type Rows = {
  filings: Prisma.FilingCreateManyInput[]
  filingPhotos: Prisma.FilingPhotoCreateManyInput[]
  revisions: Prisma.FilingRevisionCreateManyInput[]
  revisionPhotos: Prisma.RevisionPhotoCreateManyInput[]
  decisions: Prisma.DecisionCreateManyInput[]
  reasons: Prisma.DecisionReasonCreateManyInput[]
  notices: Prisma.NoticeCreateManyInput[]
  machines: Prisma.MachineCreateManyInput[]
  numbers: Prisma.MachineNumberCreateManyInput[]
  pickups: Prisma.PickupCreateManyInput[]
  prints: Prisma.PrintCopyCreateManyInput[]
  audit: (Prisma.AuditEventCreateManyInput & { at: Date })[]
}

export function noRows(): Rows {
  return {
    filings: [],
    filingPhotos: [],
    revisions: [],
    revisionPhotos: [],
    decisions: [],
    reasons: [],
    notices: [],
    machines: [],
    numbers: [],
    pickups: [],
    prints: [],
    audit: [],
  }
}

/** The rows of several filings as one. */
export function mergeRows(parts: Rows[]): Rows {
  return {
    filings: parts.flatMap((part) => part.filings),
    filingPhotos: parts.flatMap((part) => part.filingPhotos),
    revisions: parts.flatMap((part) => part.revisions),
    revisionPhotos: parts.flatMap((part) => part.revisionPhotos),
    decisions: parts.flatMap((part) => part.decisions),
    reasons: parts.flatMap((part) => part.reasons),
    notices: parts.flatMap((part) => part.notices),
    machines: parts.flatMap((part) => part.machines),
    numbers: parts.flatMap((part) => part.numbers),
    pickups: parts.flatMap((part) => part.pickups),
    prints: parts.flatMap((part) => part.prints),
    audit: parts.flatMap((part) => part.audit),
  }
}

/**
 * The statements that write the rows, in the order that foreign keys ask for; to be run in one transaction.
 * Audit events go in order of their time, since the chain that seals them takes them by their number.
 */
export function insertRows(db: PrismaClient, rows: Rows): Prisma.PrismaPromise<unknown>[] {
  return [
    db.filing.createMany({ data: rows.filings }),
    db.filingPhoto.createMany({ data: rows.filingPhotos }),
    db.filingRevision.createMany({ data: rows.revisions }),
    db.revisionPhoto.createMany({ data: rows.revisionPhotos }),
    db.decision.createMany({ data: rows.decisions }),
    db.decisionReason.createMany({ data: rows.reasons }),
    db.notice.createMany({ data: rows.notices }),
    db.machine.createMany({ data: rows.machines }),
    db.machineNumber.createMany({ data: rows.numbers }),
    db.pickup.createMany({ data: rows.pickups }),
    db.printCopy.createMany({ data: rows.prints }),
    db.auditEvent.createMany({
      data: signedPast(rows.audit.toSorted((a, b) => a.at.getTime() - b.at.getTime())),
    }),
  ]
}
