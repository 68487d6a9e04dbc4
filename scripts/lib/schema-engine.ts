/**
 * Prisma's own migration engine, in WebAssembly.
 *
 * `prisma migrate` downloads a native engine at run time, which a closed network refuses. This package is the same
 * engine and writes the same `_prisma_migrations` table, so it is compatible with `prisma migrate deploy`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { MigrationList, SchemaContainer } from '@prisma/schema-engine-wasm/schema_engine_bg'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { limitOptions, programLimits } from '@/lib/server/database/time-limits'
import { projectRoot } from './project'

export const migrationsDir = path.join(projectRoot, 'prisma', 'migrations')
export const schemaDir = path.join(projectRoot, 'prisma', 'schema')
const lockName = 'migration_lock.toml'
const filters = { externalTables: [], externalEnums: [] }

let loaded: Promise<void> | undefined

/** The engine is one module with global state: instantiated once per process. */
function loadEngine(): Promise<void> {
  loaded ??= (async () => {
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    const bytes = readFileSync(path.join(path.dirname(entry), 'schema_engine_bg.wasm'))
    const { instance } = await WebAssembly.instantiate(bytes, {
      './schema_engine_bg.js': { ...engineModule },
    })
    engineModule.__wbg_set_wasm(instance.exports)
    const start = instance.exports.__wbindgen_start
    if (typeof start !== 'function') throw new Error('schema_engine_bg.wasm has no __wbindgen_start')
    start()
  })()
  return loaded
}

function schemaFilesIn(dir: string): SchemaContainer[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({ path: path.join(dir, name), content: readFileSync(path.join(dir, name), 'utf8') }))
}

function migrationList(): MigrationList {
  const lockFile = path.join(migrationsDir, lockName)
  const names = existsSync(migrationsDir)
    ? readdirSync(migrationsDir, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : []
  return {
    baseDir: migrationsDir,
    lockfile: { path: lockName, content: existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(migrationsDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  }
}

/** Columns of type "char" in the engine's catalogue queries: name in the result, expression in the query. */
const letterColumns: [name: string, expression: string][] = [
  ['constraint_type', 'constr.contype'],
  ['confdeltype', 'con.confdeltype'],
  ['confupdtype', 'con.confupdtype'],
]

/**
 * The adapter has no mapping for the type "char" and rejects the whole result. So such columns are cast to text here and
 * typed as the character that the engine expects.
 */
class CatalogueReadingPg extends PrismaPg {
  constructor(private readonly pool: pg.Pool) {
    super(pool)
  }

  override async connect() {
    const adapter = await super.connect()
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (query) => {
      const letters = letterColumns.filter(([, expression]) => query.sql.includes(expression))
      const sql = letters.reduce((text, [name, expression]) => {
        const column = new RegExp(`${expression.replace('.', '\\.')}( AS ${name})?(?=,|\\n)`)
        return text.replace(column, `${expression}::text AS ${name}`)
      }, query.sql)
      const result = await queryRaw({ ...query, sql })
      for (const [name] of letters) {
        const at = result.columnNames.indexOf(name)
        if (at >= 0) result.columnTypes[at] = ColumnTypeEnum.Character
      }
      return result
    }
    // The adapter splits a script at every ';', even inside a function body or comment; PostgreSQL parses it correctly.
    adapter.executeScript = async (script) => {
      await this.pool.query(script)
    }
    return adapter
  }
}

async function withEngine<T>(
  url: string,
  work: (engine: engineModule.SchemaEngine) => Promise<T>,
): Promise<T> {
  await loadEngine()
  const pool = new pg.Pool({ connectionString: url, max: 2, ...limitOptions(programLimits('migrate')) })
  const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogueReadingPg(pool))
  const datamodels = schemaFilesIn(schemaDir).map(({ path: file, content }): [string, string] => [
    file,
    content,
  ])
  const engine = await engineModule.SchemaEngine.new({ datamodels }, () => undefined, adapter)
  try {
    return await work(engine)
  } finally {
    engine.free()
    await pool.end()
  }
}

/** Applies every migration that the database lacks, in order. Returns the names of those applied now. */
export async function applyMigrations(url: string): Promise<string[]> {
  const result = await withEngine(url, (engine) =>
    engine.applyMigrations({ migrationsList: migrationList(), filters }),
  )
  return result.appliedMigrationNames
}

/**
 * The SQL that changes the database to match prisma/schema; '' when they agree.
 * What the schema language cannot express (triggers, exclusion constraints, CHECKs) is not compared by the engine.
 */
export async function diffToSchema(url: string): Promise<string> {
  const files = schemaFilesIn(schemaDir)
  const result = await withEngine(url, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: schemaDir },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters,
    }),
  )
  return result.exitCode === 2 ? (result.stdout ?? '').trim() : ''
}
