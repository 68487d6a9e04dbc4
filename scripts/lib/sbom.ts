/**
 * The bill of materials of a build, CycloneDX 1.6, made from package-lock.json alone: the same lock file gives the same
 * bytes. Not by `npm sbom`, which fails on a lock file that lacks optional packages of other platforms, and writes time and
 * chance into its result.
 */
import { createHash } from 'node:crypto'
import { type LockedPackage, type LockFile, lockedPackages, resolveFrom } from './lock-file'

/** https://github.com/package-url/purl-spec: the @ of a scope is encoded. */
const purlOf = (name: string, version: string) => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`

const ALGORITHMS: Record<string, string> = {
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
}

/** `sha512-<base64>` of npm, as CycloneDX writes it. */
function hashesOf(integrity = ''): { alg: string; content: string }[] {
  return integrity.split(/\s+/).flatMap((text) => {
    const [, name = '', digest = ''] = /^(sha\d+)-(.+)$/.exec(text) ?? []
    const alg = ALGORITHMS[name]
    return alg ? [{ alg, content: Buffer.from(digest, 'base64').toString('hex') }] : []
  })
}

const SPDX = /^\(?[A-Za-z0-9.+-]+( (AND|OR|WITH) \(?[A-Za-z0-9.+-]+\)?)*\)?$/

/** Packages write what they like: only what has the form of an SPDX expression is called one. */
function licensesOf(license: string | undefined) {
  if (!license) return {}
  const isSpdx = SPDX.test(license) && license !== 'UNLICENSED'
  return { licenses: [isSpdx ? { expression: license } : { license: { name: license } }] }
}

function componentOf({ name, version, integrity, license, dev, optional }: LockedPackage) {
  const [scope, bare] = name.startsWith('@') ? name.split('/') : [undefined, name]
  const purl = purlOf(name, version)
  return {
    type: 'library',
    'bom-ref': purl,
    ...(scope ? { group: scope } : {}),
    name: bare,
    version,
    // `excluded`: of tests and tools only, absent from what runs.
    scope: dev ? 'excluded' : optional ? 'optional' : 'required',
    hashes: hashesOf(integrity),
    ...licensesOf(license),
    purl,
  }
}

/** A UUID that depends on the lock file only. */
function serialNumberOf(lock: LockFile): string {
  const hex = createHash('sha256').update(JSON.stringify(lock)).digest('hex')
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
  return `urn:uuid:${parts.join('-')}`
}

function dependenciesOf(lock: LockFile, refOf: (place: string) => string) {
  const direct = new Map<string, Set<string>>()
  for (const [place, entry] of Object.entries(lock.packages)) {
    const named = { ...entry.peerDependencies, ...entry.optionalDependencies, ...entry.dependencies }
    const all = Object.keys(place === '' ? { ...named, ...entry.devDependencies } : named)
    const refs = direct.get(refOf(place)) ?? new Set()
    for (const name of all) {
      const found = resolveFrom(lock, place, name)
      if (found) refs.add(refOf(found))
    }
    direct.set(refOf(place), refs)
  }
  return [...direct]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([ref, on]) => ({ ref, dependsOn: [...on].toSorted() }))
}

/** @returns the document as text, with a final line break */
export function sbomOf(lock: LockFile): string {
  const packages = lockedPackages(lock)
  const own = purlOf(lock.name, lock.version)
  const refs = new Map([
    ['', own],
    ...packages.map(({ place, name, version }) => [place, purlOf(name, version)] as const),
  ])
  // The same version in two places is one component, as required as the more required of both.
  const ranks = ['required', 'optional', 'excluded']
  const components = new Map<string, ReturnType<typeof componentOf>>()
  for (const component of packages.map(componentOf)) {
    const known = components.get(component.purl)
    if (!known || ranks.indexOf(component.scope) < ranks.indexOf(known.scope))
      components.set(component.purl, component)
  }
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumberOf(lock),
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: { type: 'application', 'bom-ref': own, name: lock.name, version: lock.version, purl: own },
    },
    components: [...components.values()].toSorted((a, b) => (a.purl < b.purl ? -1 : 1)),
    dependencies: dependenciesOf(lock, (place) => refs.get(place) ?? own),
  }
  return `${JSON.stringify(bom, null, 2)}\n`
}
