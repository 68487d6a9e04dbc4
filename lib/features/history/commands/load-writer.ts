import { z } from 'zod'
import type { SetAside } from '@/lib/server/database/set-aside'
import { isLockRefused, type LoadConnection } from './load-connection'
import { beginWholeLoad, endWholeLoad } from './whole-load'
import { type Batch, type Written, writeBatch } from './write-batch'

/** Fewer rows are written in half a minute, and the indexes of what is there would be made again for them. */
const WHOLE_FROM = 50_000
/** Machines that may be there for each row of the file, for the same reason. */
const THERE_FOR_EACH = 2
/** Batches after which the figures' differences are folded, so that they never pile up. */
const FOLD_EVERY = 50

const countRow = z.object({ count: z.int() })

/**
 * Writes the batches of one load: each in a transaction of its own, or, once it turns out that a large file brings new
 * rows, all the rest in one, with what searches need made at its end.
 */
export class LoadWriter {
  private aside: SetAside | null = null
  private wroteMostlyNew = false
  private batches = 0
  /** While triggers are off: names as they were before. */
  private readonly renamed = new Map<string, string>()

  private constructor(
    private readonly connection: LoadConnection,
    private readonly loadId: string,
    private mayBeWhole: boolean,
  ) {}

  /** @param rows of the file, about; 0 when every batch is to be a transaction of its own */
  static async open(
    connection: LoadConnection,
    loadId: string,
    rows: number,
    wholeFrom = WHOLE_FROM,
  ): Promise<LoadWriter> {
    const most = rows * THERE_FOR_EACH
    const [there] = await connection.rows(
      countRow,
    )`SELECT count(*)::int FROM (SELECT FROM machine LIMIT ${most + 1}::int) m`
    const isLarge = rows >= wholeFrom && (there?.count ?? 0) <= most
    return new LoadWriter(connection, loadId, isLarge)
  }

  async write(batch: Batch): Promise<Written> {
    if (this.mayBeWhole && this.wroteMostlyNew) await this.setAside()
    const written = await writeBatch(this.connection, this.loadId, batch)
    this.wroteMostlyNew = written.added * 2 > batch.read
    this.batches += 1
    if (this.aside)
      for (const { id, before } of written.renamed) if (!this.renamed.has(id)) this.renamed.set(id, before)
    if (!this.aside && this.batches % FOLD_EVERY === 0) await this.fold()
    return written
  }

  async finish(tell: (step: string) => void): Promise<void> {
    if (this.aside) await endWholeLoad(this.connection, this.aside, this.renamed, tell)
    else await this.fold()
  }

  private async setAside(): Promise<void> {
    this.mayBeWhole = false
    try {
      this.aside = await beginWholeLoad(this.connection)
    } catch (error) {
      if (!isLockRefused(error)) throw error
      // Somebody is there after all: batch by batch holds nobody up.
      await this.connection.undoWhole()
    }
  }

  /** Sums instead of differences; who finds another at it leaves it to him. */
  private async fold(): Promise<void> {
    await this.connection.$executeRaw`SELECT fold_figures()`
  }
}
