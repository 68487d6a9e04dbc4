import { SYSTEM } from '@/lib/core/actor'
import { audit } from '@/lib/server/audit/audit'
import { transact } from '@/lib/server/database/db'
import { errorFacts } from '@/lib/server/observe/error-facts'
import { log } from '@/lib/server/observe/log'
import { SheetRefused } from '@/lib/server/sheet/sheet'

const UNEXPECTED = '系统出现问题，没有读完这个文件，请稍后再试'

/**
 * Does a pass over a file; when it fails, the import says so on its page, in words for a file that cannot be read.
 * Only when even that cannot be written (no database) does it throw, and the queue tries again.
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
