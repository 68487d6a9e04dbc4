/**
 * The statements that a request sends to PostgreSQL, taken from the real code: while a route's handler runs in this
 * process, every query of the driver is written down with its values and its first row.
 */
import pg from 'pg'

export interface Statement {
  text: string
  values: unknown[]
  /** The first row of the answer, to which later statements may refer. */
  row: unknown[] | undefined
}

/** Everything one request said to the database, in order. */
export type Script = Statement[]

let script: Script | undefined

/** From now on the driver's queries can be recorded. Those who keep the module's `pg` all share this class. */
export function watchDriver(): void {
  const query = pg.Client.prototype.query
  const watched = function watched(this: pg.Client, ...args: unknown[]): unknown {
    const target = script
    const statement = target && statementOf(args)
    if (!target || !statement) return Reflect.apply(query, this, args)
    target.push(statement)
    const last = args.at(-1)
    if (typeof last === 'function') {
      args[args.length - 1] = (error: unknown, result: unknown) => {
        statement.row = firstRow(result)
        Reflect.apply(last, undefined, [error, result])
      }
      return Reflect.apply(query, this, args)
    }
    return Promise.resolve(Reflect.apply(query, this, args)).then((result) => {
      statement.row = firstRow(result)
      return result
    })
  }
  Object.defineProperty(pg.Client.prototype, 'query', { value: watched })
}

/** Runs `work`, the only one that speaks to the database meanwhile, and returns what it said. */
export async function record(work: () => Promise<void>): Promise<Script> {
  const recorded: Script = []
  script = recorded
  try {
    await work()
  } finally {
    script = undefined
  }
  return recorded
}

function statementOf([config, values]: unknown[]): Statement | undefined {
  if (typeof config === 'string') return { text: config, values: listOf(values), row: undefined }
  if (typeof config !== 'object' || config === null || !('text' in config)) return undefined
  const own = 'values' in config ? config.values : values
  return { text: String(config.text), values: listOf(own), row: undefined }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? [...value] : [])

function firstRow(result: unknown): unknown[] | undefined {
  if (typeof result !== 'object' || result === null || !('rows' in result)) return undefined
  const [row] = listOf(result.rows)
  if (Array.isArray(row)) return row
  return typeof row === 'object' && row !== null ? Object.values(row) : undefined
}
