import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { db, type Tx } from '@/lib/server/database/db'
import type { Prisma } from '@/prisma/client'
import { type DocumentName, documentName, type PrintJob, printJobPart } from '../schema'

type JobRow = Prisma.PrintJobGetPayload<object>

/** With the numbered copies on its pages while nobody has opened the file; none afterwards. */
const storedPart = printJobPart.extend({
  unopened: z
    .array(
      z.object({
        machineId: z.uuid(),
        districtCode: z.string().nullable(),
        registrationNumber: z.string(),
        copyNumber: z.int(),
      }),
    )
    .default([]),
})
export type StoredPart = z.output<typeof storedPart>

export function jobParts({ parts }: Pick<JobRow, 'parts'>): StoredPart[] {
  return z.array(storedPart).parse(parts)
}

export function jobDocuments({ documents }: Pick<JobRow, 'documents'>): DocumentName[] {
  return z.array(documentName).parse(documents)
}

/**
 * One's own print job.
 * @throws AppError NOT_FOUND for another's
 */
export async function getPrintJob(
  actor: StaffActor,
  id: string,
  reader: Pick<Tx, 'printJob'> = db(),
): Promise<PrintJob> {
  return toDto(await findOwnJob(actor, id, reader))
}

/** @throws AppError NOT_FOUND for another's */
export async function findOwnJob(
  { id: staffId }: StaffActor,
  id: string,
  reader: Pick<Tx, 'printJob'>,
): Promise<JobRow> {
  const row = await reader.printJob.findFirst({ where: { id, staffId } })
  if (!row) throw new AppError('NOT_FOUND')
  return row
}

function toDto(row: JobRow): PrintJob {
  const parts = jobParts(row)
  return {
    id: row.id,
    status: row.status,
    machines: row.filingIds.length,
    done: row.done,
    total: row.filingIds.length * row.documents.length,
    parts: parts.map(({ document, from, to }) => ({ document, from, to })),
    opened: row.status === 'DONE' && parts.every(({ unopened }) => unopened.length === 0),
    failure: row.failure,
  }
}
