import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { connect } from '@/lib/server/database/connect'
import { db } from '@/lib/server/database/db'
import { env } from '@/lib/server/env'
import { HEADING, valuesOf } from '@/scripts/bench/history-rows'
import { adminUrl } from '@/testing/as-admin'
import { findDifferences } from '../report/queries/differences'
import { loadHistory } from './commands/load'

// A load that drops indexes is run as the owner of the tables (scripts/load-history.ts).
env().DATABASE_URL = adminUrl()
process.env.DATABASE_URL = adminUrl()

const dir = mkdtempSync(path.join(os.tmpdir(), 'nrmm-whole-'))
const ROWS = 900
const file = path.join(dir, 'register.csv')
const OPTIONS = { alone: true, batchSize: 100, wholeFrom: 1 }

type Change = (values: string[], n: number) => string[]

function write(name: string, from: number, rows: number, change: Change = (values) => values): string {
  const lines = Array.from({ length: rows }, (_, n) => change(valuesOf(from + n), n).join(','))
  writeFileSync(path.join(dir, name), [HEADING.join(','), ...lines, ''].join('\n'))
  return path.join(dir, name)
}

async function load(from: string) {
  const steps: string[] = []
  const nothing = async () => undefined
  const watcher = {
    refused: nothing,
    warned: nothing,
    progress: () => undefined,
    step: (name: string) => void steps.push(name),
    unknownColumns: () => undefined,
  }
  return { summary: await loadHistory(from, watcher, OPTIONS), steps }
}

/** The same in a process of its own that kills itself, as `kill -9` would, at the step `when`. */
async function loadAndDie(when: string): Promise<NodeJS.Signals | null> {
  const module = JSON.stringify(path.join(import.meta.dirname, 'commands', 'load.ts'))
  const program = `
    const { loadHistory } = await import(${module})
    const nothing = async () => undefined
    const die = () => process.kill(process.pid, 'SIGKILL')
    await loadHistory(${JSON.stringify(file)}, {
      refused: nothing, warned: nothing, unknownColumns: () => undefined,
      progress: ({ read }) => { if (${JSON.stringify(when)} === 'rows' && read >= 500) die() },
      step: (name) => { if (name.startsWith(${JSON.stringify(when)})) die() },
    }, ${JSON.stringify(OPTIONS)})`
  const tsx = path.resolve('node_modules/tsx/dist/loader.mjs')
  const child = spawn(process.execPath, ['--import', tsx, '--input-type=module', '--eval', program], {
    env: { ...process.env, NODE_OPTIONS: '', TSX_TSCONFIG_PATH: path.resolve('tsconfig.json') },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [, signal] = await once(child, 'exit')
  return signal
}

/** Every index, constraint and trigger, and whether it is enabled. */
async function rules(): Promise<string[]> {
  const found = await db().$queryRaw<{ rule: string }[]>`
    SELECT pg_get_indexdef(indexrelid) || indisvalid AS rule FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL SELECT conrelid::regclass || conname || pg_get_constraintdef(oid) || convalidated FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT tgrelid::regclass || tgname || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
    ORDER BY 1`
  return found.map(({ rule }) => rule)
}

/** Missing and surplus name grams. */
async function wrongGrams(): Promise<number> {
  const [found] = await db().$queryRaw<{ n: number }[]>`
    WITH wanted AS (SELECT m."cityCode", g AS gram, m."registeredAt", m.id, m."districtCode"
      FROM machine m JOIN account a ON a.id = m."ownerId", name_grams(a.name) g)
    SELECT count(*)::int AS n FROM (
      (SELECT * FROM wanted EXCEPT ALL SELECT "cityCode", gram, "registeredAt", "machineId", "districtCode" FROM machine_owner_gram)
      UNION ALL
      (SELECT "cityCode", gram, "registeredAt", "machineId", "districtCode" FROM machine_owner_gram EXCEPT ALL SELECT * FROM wanted)) d`
  return found?.n ?? -1
}

const machines = () => db().machine.count()
const INDEXES = expect.stringContaining('索引')

describe('a large file into an empty registry', () => {
  let before: string[] = []
  beforeAll(async () => {
    before = await rules()
    write('register.csv', 0, ROWS)
  })

  it.each(['rows', '姓名', '索引和引用 9/'])('killed at %s leaves nothing half done', async (when) => {
    expect(await loadAndDie(when)).toBe('SIGKILL')
    await expect.poll(rules, { timeout: 30_000 }).toEqual(before)
    // Committed before the indexes were set aside: the first batch of the first run, and one of each further run.
    expect(await machines()).toBeLessThanOrEqual(300)
    expect((await machines()) % OPTIONS.batchSize).toBe(0)
    expect(await wrongGrams()).toBe(0)
    expect(await findDifferences()).toEqual([])
  })

  it('is loaded as a whole when it is run again, with all that is derived', async () => {
    const there = await machines()
    const { summary, steps } = await load(file)
    expect(summary).toMatchObject({ read: ROWS, added: ROWS - there, known: there, refused: 0 })
    expect(steps).toContainEqual(INDEXES)
    expect([await machines(), await wrongGrams(), await findDifferences()]).toEqual([ROWS, 0, []])
    expect(await rules()).toEqual(before)
    const [numbers, past] = [await db().machineNumber.count(), await db().machinePast.count()]
    expect([numbers, past]).toEqual([ROWS + ROWS / 10, ROWS / 5])
    expect(await db().account.count()).toBe(ROWS / 4)
  })

  it('sets nothing aside where all rows are known', async () => {
    const { summary, steps } = await load(file)
    expect([summary, steps]).toMatchObject([{ added: 0, known: ROWS }, []])
  })

  it('finds machines of older loads by the new name of their holder, and no more by the old one', async () => {
    // Owners of the first file under another name, some with the older names among the newer.
    const renamed: Change = (values, n) => {
      const [, , , name = '', idNumber = ''] = valuesOf(n)
      const given = n % 3 === 0 ? ['2010-06-01', '有效', name] : ['2025-06-01', '有效', `${name}新号`]
      return [values[0] ?? '', ...given, idNumber, ...values.slice(5, -2), '', '']
    }
    const { summary, steps } = await load(write('renamed.csv', 5000, 600, renamed))
    expect([summary, steps]).toMatchObject([{ added: 600, refused: 0 }, expect.arrayContaining([INDEXES])])
    expect([await wrongGrams(), await findDifferences()]).toEqual([0, []])
    expect(await rules()).toEqual(before)
    const renamedCount = await db().account.count({ where: { name: { endsWith: '新号' } } })
    expect([renamedCount, await db().account.count()]).toEqual([150, ROWS / 4])
  })

  it('sets nothing aside where the registry has too many machines for the file', async () => {
    const { summary, steps } = await load(write('small.csv', ROWS, 250))
    expect([summary, steps]).toMatchObject([{ added: 250 }, []])
    expect([await wrongGrams(), await findDifferences()]).toEqual([0, []])
  })

  it('continues batch by batch when somebody else uses the tables after all', async () => {
    const other = await connect(env().DATABASE_URL, 'test')
    await other.query('BEGIN; LOCK TABLE machine IN ROW EXCLUSIVE MODE')
    try {
      const { summary, steps } = await load(write('more.csv', 2000, 1000))
      expect([summary, steps]).toMatchObject([{ added: 1000 }, []])
    } finally {
      await other.end()
    }
    expect([await wrongGrams(), await findDifferences()]).toEqual([0, []])
    expect(await rules()).toEqual(before)
  })
})
