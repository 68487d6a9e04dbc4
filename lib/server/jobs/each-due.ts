import { errorFacts } from '../observe/error-facts'
import { log } from '../observe/log'

/**
 * Ends what is due, one by one, each in a transaction of its own: one that cannot be ended for want of the database stays open
 * for the next run and does not stop the others.
 * @param end false when another server has it, or it has ended meanwhile
 * @returns how many were ended by this run
 */
export async function eachDue(
  due: readonly { id: string }[],
  end: (id: string) => Promise<boolean>,
): Promise<number> {
  let ended = 0
  for (const { id } of due) {
    try {
      if (await end(id)) ended += 1
    } catch (error) {
      log().error({ decisionId: id, error: errorFacts(error) }, 'a deferred decision stays open')
    }
  }
  return ended
}
