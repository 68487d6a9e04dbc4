import { SYSTEM } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { SheetRefused } from '@/lib/server/sheet/sheet'

const UNEXPECTED = '系统出现问题，没有读完这个文件，请稍后再试'

/**
 * Runs a pass over a file; a failure sets the import to FAILED with a message, specific when the file is unreadable.
 * Throws, so that the queue retries, only when the failure cannot be stored (no database).
 */
export async function failImport(
  importId: string,
  during: 'CHECKING' | 'RUNNING',
  pass: () => Promise<void>,
): Promise<void> {
  try {
    await pass()
  } catch (error) {
    if (!(error instanceof SheetRefused)) log().error({ importId, error: errorFacts(error) }, 'import failed')
    const failure = error instanceof SheetRefused ? error.message : UNEXPECTED
    await transact(async (tx) => {
      const { count } = await tx.catalogueImport.updateMany({
        where: { id: importId, status: during },
        data: { status: 'FAILED', failure, finishedAt: new Date() },
      })
      if (count !== 1) return
      const subject = { subjectType: 'catalogue-import', subjectId: importId }
      await audit(tx, SYSTEM, { action: 'catalogue.fail', ...subject, details: { failure } })
    })
  }
}
