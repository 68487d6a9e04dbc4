import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { reviewAdvisories } from './advisories'
import { type LockedPackage, lockedPackages, readLockFile, resolveFrom } from './lock-file'
import { sbomOf } from './sbom'

const lock = readLockFile()
const packages = lockedPackages(lock)

describe('the bill of materials', () => {
  const text = sbomOf(lock)
  const bom = JSON.parse(text)

  test('has every locked package once, with its hash, and is the same each time', () => {
    const names = new Set(packages.map(({ name, version }) => `${name}@${version}`))
    const purls = bom.components.map(({ purl }: { purl: string }) => purl)
    expect(purls).toEqual([...names].map((name) => `pkg:npm/${name.replace(/^@/, '%40')}`).toSorted())
    const next = bom.components.find(({ name }: { name: string }) => name === 'next')
    expect(next).toMatchObject({
      scope: 'required',
      hashes: [{ alg: 'SHA-512' }],
      licenses: [{ expression: 'MIT' }],
    })
    expect(next.hashes[0].content).toMatch(/^[0-9a-f]{128}$/)
    const vitest = bom.components.find(({ name }: { name: string }) => name === 'vitest')
    expect(vitest.scope).toBe('excluded')
    expect(sbomOf(readLockFile())).toBe(text)
  })

  test('knows whatever a component depends on', () => {
    const refs = new Set<string>([
      bom.metadata.component['bom-ref'],
      ...bom.components.map((each: { 'bom-ref': string }) => each['bom-ref']),
    ])
    const dependencies: { ref: string; dependsOn: string[] }[] = bom.dependencies
    expect(
      dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !refs.has(ref)),
    ).toEqual([])
    expect(dependencies).toHaveLength(refs.size)
    expect(dependencies.find(({ ref }) => ref.startsWith('pkg:npm/nrmm-registry@'))?.dependsOn).toContain(
      `pkg:npm/next@${lock.packages['node_modules/next']?.version}`,
    )
  })
})

test('a package is found as Node finds it: the nearest folder first', () => {
  const entry = { version: '1.0.0' }
  const places = ['node_modules/a', 'node_modules/a/node_modules/@s/b', 'node_modules/@s/b', 'node_modules/c']
  const small = {
    name: 'x',
    version: '1',
    packages: Object.fromEntries(places.map((place) => [place, entry])),
  }
  expect(resolveFrom(small, 'node_modules/a', '@s/b')).toBe('node_modules/a/node_modules/@s/b')
  expect(resolveFrom(small, 'node_modules/c', '@s/b')).toBe('node_modules/@s/b')
  expect(resolveFrom(small, 'node_modules/a/node_modules/@s/b', 'c')).toBe('node_modules/c')
  expect(resolveFrom(small, '', 'd')).toBeUndefined()
})

test('exceljs and what it brought are gone', () => {
  const tail = ['exceljs', 'fstream', 'inflight', 'unzipper', 'archiver', 'fast-csv', 'jszip']
  expect(packages.map(({ name }) => name).filter((name) => tail.includes(name))).toEqual([])
})

describe('advisories', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nrmm-osv-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const locked = (name: string, version: string): LockedPackage => ({
    place: `node_modules/${name}`,
    name,
    version,
  })
  const write = (id: string, more: object) =>
    writeFileSync(
      path.join(folder, `${id}.json`),
      JSON.stringify({ id, modified: '2026-01-02T00:00:00Z', ...more }),
    )
  const about = (name: string, ...events: object[]) => [
    { package: { ecosystem: 'npm', name }, ranges: [{ type: 'SEMVER', events }] },
  ]

  test('name the versions they concern, and no other', () => {
    write('OSV-1', {
      affected: about(
        'a',
        { introduced: '0' },
        { fixed: '1.2.0' },
        { introduced: '2.0.0' },
        { fixed: '2.0.3' },
      ),
    })
    write('OSV-2', { affected: about('b', { introduced: '1.0.0' }, { last_affected: '1.4.0' }) })
    write('OSV-3', { affected: about('a', { introduced: '0' }), withdrawn: '2026-01-03T00:00:00Z' })
    write('OSV-4', { affected: [{ package: { ecosystem: 'PyPI', name: 'a' }, versions: ['1.1.9'] }] })
    writeFileSync(path.join(folder, 'other.json'), '{}')
    const versions = ['1.1.9', '1.2.0-beta.1', '1.2.0', '2.0.0', '2.0.3']
    const review = reviewAdvisories(
      [...versions.map((each) => locked('a', each)), locked('b', '1.4.0'), locked('b', '1.4.1')],
      folder,
    )
    const found = review.findings.map(
      ({ package: { name, version }, id, fixed }) => `${id} ${name}@${version} ${fixed}`,
    )
    expect(found.toSorted()).toEqual([
      'OSV-1 a@1.1.9 1.2.0',
      'OSV-1 a@1.2.0-beta.1 1.2.0',
      'OSV-1 a@2.0.0 2.0.3',
      'OSV-2 b@1.4.0 undefined',
    ])
    expect(review).toMatchObject({ compared: 2, newest: '2026-01-02T00:00:00Z' })
    expect(review.unread).toEqual([path.join(folder, 'other.json')])
  })
})
