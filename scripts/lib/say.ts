/** What a person at the terminal reads. One sentence that tells what is wrong is enough; a stack trace helps nobody there. */
export class PlainError extends Error {}

/** A program that we began has shown its own sentence: nothing is to be added. */
export class Reported extends Error {}

/** Somebody asked us to stop in the middle of something. */
export class Interrupted extends Error {}

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/**
 * Runs a program's main function and ends the process with its code; an expected failure ends it with its sentence and 1.
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
