/** Generates the Prisma client and the production build, only when their sources have changed. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readLockFile } from './lock-file'
import { projectRoot } from './project'
import { type OnChild, runQuietly, runScript } from './run-program'
import { sbomOf } from './sbom'

const sourceDirs = ['app', 'components', 'lib', 'prisma', 'public']
const generatedDir = path.join('prisma', 'generated')
const ignored = /\.(db\.)?test\.tsx?$|(^|\/)\./

function filesBelow(dir: string): string[] {
  const full = path.join(projectRoot, dir)
  if (!existsSync(full)) return []
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(generatedDir) && !ignored.test(file))
}

/** Settings of checking tools, and a file that Next writes: they do not affect the build. */
const notBuildInputs = [
  'vitest.config.ts',
  'playwright.config.ts',
  'biome.json',
  'knip.json',
  '.oxlintrc.json',
  'next-env.d.ts',
  'tsconfig.browser.json',
]

/** next.config, tsconfig, proxy, instrumentation, package.json, package-lock.json. */
function rootFiles(): string[] {
  return readdirSync(projectRoot, { withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /\.(ts|js|json)$/.test(entry.name) && !notBuildInputs.includes(entry.name),
    )
    .map((entry) => entry.name)
}

function hashOf(files: string[]): string {
  const hash = createHash('sha256').update(process.version)
  for (const file of files.toSorted()) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(projectRoot, file)))
  }
  return hash.digest('hex')
}

const readStamp = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)

/** @returns false if the client was up to date */
export async function generateClient(onChild: OnChild): Promise<boolean> {
  const stampFile = path.join(projectRoot, generatedDir, 'source-hash')
  const schema = filesBelow(path.join('prisma', 'schema'))
  const hash = hashOf([...schema, 'prisma.config.ts', 'package-lock.json'])
  if (readStamp(stampFile) === hash) return false
  // Without this variable the command downloads an engine that it does not use.
  await runQuietly(
    'prisma/build/index.js',
    ['generate'],
    { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    onChild,
  )
  writeFileSync(stampFile, hash)
  return true
}

/** Next's build folder. */
export const distDir = (): string => path.join(projectRoot, process.env.NEXT_DIST_DIR || '.next')

/** The built production server. */
export const ownServer = (): string => path.join(distDir(), 'own-server', 'server.mjs')

/** The build's bill of materials (docs/dependencies.md). */
export const sbomFile = (): string => path.join(distDir(), 'sbom.cdx.json')

/** @returns false if the build was up to date */
export async function buildSite(onChild: OnChild): Promise<boolean> {
  const stampFile = path.join(distDir(), 'source-hash')
  const hash = hashOf([...sourceDirs.flatMap(filesBelow), ...rootFiles()])
  if (readStamp(stampFile) === hash && [ownServer(), sbomFile()].every(existsSync)) return false
  await runQuietly('next/dist/bin/next', ['build'], { NODE_ENV: 'production' }, onChild)
  await runScript('pack-static', [], {}, onChild)
  await runScript('bundle-server', [], {}, onChild)
  writeFileSync(sbomFile(), sbomOf(readLockFile()))
  writeFileSync(stampFile, hash)
  return true
}
