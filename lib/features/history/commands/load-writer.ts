import { z } from 'zod'
import type { SetAside } from '@/lib/server/database/set-aside'
import { isLockRefused, type LoadConnection } from './load-connection'
import { beginWholeLoad, endWholeLoad, type WholeLoadStep } from './whole-load'
import { type Batch, type Written, writeBatch } from './write-batch'

/** Fewer rows are written in half a minute, which does not justify rebuilding the indexes of all existing rows. */
const WHOLE_FROM = 50_000
/** Existing machines for each row of the file at most, for the same reason. */
const EXISTING_PER_ROW = 2
/** Batches after which the figures' differences are folded, so that they do not pile up. */
const FOLD_EVERY = 50

const countRow = z.object({ count: z.int() })

/**
 * Writes the batches of one load: each in a transaction of its own, or, once a large file turns out to bring mostly new
 * rows, all the rest in one, at whose end indexes and derived data are rebuilt.
 */
export class LoadWriter {
  private aside: SetAside | null = null
  private wroteMostlyNew = false
  private batches = 0
  /** Previous names of the holders renamed while the triggers are off. */
  private readonly renamed = new Map<string, string>()

  private constructor(
    private readonly connection: LoadConnection,
    private readonly loadId: string,
    private mayBeWhole: boolean,
  ) {}

  /** @param rows of the file, estimated; 0 when every batch is to be a transaction of its own */
  static async open(
    connection: LoadConnection,
    loadId: string,
    rows: number,
    wholeFrom = WHOLE_FROM,
  ): Promise<LoadWriter> {
    const most = rows * EXISTING_PER_ROW
    const [existing] = await connection.rows(
      countRow,
    )`SELECT count(*)::int FROM (SELECT FROM machine LIMIT ${most + 1}::int) m`
    const isLarge = rows >= wholeFrom && (existing?.count ?? 0) <= most
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

  async finish(onStep: WholeLoadStep): Promise<void> {
    if (this.aside) await endWholeLoad(this.connection, this.aside, this.renamed, onStep)
    else await this.fold()
  }

  private async setAside(): Promise<void> {
    this.mayBeWhole = false
    try {
      this.aside = await beginWholeLoad(this.connection)
    } catch (error) {
      if (!isLockRefused(error)) throw error
      // Somebody else uses the tables after all: batch by batch does not block them.
      await this.connection.undoWhole()
    }
  }

  /** Folds differences into sums; does nothing while another session is folding. */
  private async fold(): Promise<void> {
    await this.connection.$executeRaw`SELECT fold_figures()`
  }
}
