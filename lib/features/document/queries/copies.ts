import type { Tx } from '@/lib/server/database/db'
import { type CopyCounts, DOCUMENT_KINDS, DOCUMENTS } from '../schema'

/**
 * How many copies of each paper were made, by machine. Does not check access to the machines.
 */
export async function countCopies(
  reader: Pick<Tx, 'printCopy'>,
  machineIds: readonly string[],
): Promise<Map<string, CopyCounts>> {
  const groups = await reader.printCopy.groupBy({
    by: ['machineId', 'kind'],
    where: { machineId: { in: [...machineIds] } },
    _max: { copyNumber: true },
  })
  const numbers = new Map(
    groups.map((group) => [`${group.machineId} ${group.kind}`, group._max.copyNumber ?? 0]),
  )
  return new Map(machineIds.map((id) => [id, countsOf((kind) => numbers.get(`${id} ${kind}`) ?? 0)]))
}

function countsOf(count: (kind: string) => number): CopyCounts {
  const entries = DOCUMENTS.map((name) => [name, count(DOCUMENT_KINDS[name])] as const)
  return Object.fromEntries(entries) as CopyCounts
}
