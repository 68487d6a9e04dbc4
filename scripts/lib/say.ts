/** An expected failure: the user sees its one-sentence message, without a stack trace. */
export class PlainError extends Error {}

/** A child program failed and has already printed its message. */
export class Reported extends Error {}

/** The program was asked to stop during an operation. */
export class Interrupted extends Error {}

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/**
 * Runs a program's main function and exits with its code; a failure prints its message and exits with 1.
 * The exit is explicit because the migration engine leaves a ten-second timer behind.
 */
export async function runMain(main: () => Promise<number>): Promise<never> {
  try {
    process.exit(await main())
  } catch (error) {
    if (error instanceof Reported) process.exit(1)
    process.stderr.write(`${error instanceof PlainError ? `错误：${error.message}` : readable(error)}\n`)
    process.exit(1)
  }
}

function readable(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)
}
