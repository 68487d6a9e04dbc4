/** The packages of package-lock.json: everything that `npm start` and the tests install. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { projectRoot } from './project'

const names = z.record(z.string(), z.string()).optional()
const entry = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  deprecated: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  dependencies: names,
  devDependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
})
const lockFile = z.object({ name: z.string(), version: z.string(), packages: z.record(z.string(), entry) })

export type LockFile = z.infer<typeof lockFile>
type Entry = z.infer<typeof entry>

/** One package as installed in one place. */
export interface LockedPackage extends Entry {
  /** `node_modules/a/node_modules/b` */
  place: string
  name: string
  version: string
}

export function readLockFile(file = path.join(projectRoot, 'package-lock.json')): LockFile {
  return lockFile.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** All packages but the project itself, in the order of their places. */
export function lockedPackages({ packages }: LockFile): LockedPackage[] {
  return Object.entries(packages)
    .filter(([place]) => place !== '')
    .map(([place, found]) => ({
      ...found,
      place,
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: found.version ?? '',
    }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
}

/** The place where Node finds `name` from `place`; undefined for an optional package that is not locked. */
export function resolveFrom({ packages }: LockFile, place: string, name: string): string | undefined {
  for (let folder = place; ; ) {
    const candidate = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (packages[candidate]) return candidate
    if (folder === '') return undefined
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  }
}
