import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from './project'
import { neededPlaces } from './server-program'

/** Paths that a running server reads below the project: `path.join(process.cwd(), 'lib', 'x.ts')`. */
function pathsReadAtRuntime(): string[] {
  const files = readdirSync(path.join(projectRoot, 'lib'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => readFileSync(path.join(projectRoot, 'lib', name), 'utf8'))
  return files.flatMap((text) =>
    [...text.matchAll(/process\.cwd\(\)((?:, '[^']+')+)\)/g)].map(([, parts = '']) =>
      [...parts.matchAll(/'([^']+)'/g)].map(([, part]) => part).join('/'),
    ),
  )
}

test('a copy of the program has what the running server reads from the project', () => {
  const places = neededPlaces()
  const read = pathsReadAtRuntime()
  for (const name of ['picture-process', 'picture', 'plate-reader'])
    expect(read).toContain(`lib/server/files/${name}-worker.ts`)
  const missing = read.filter(
    (file) =>
      file !== 'node_modules' && !places.some((place) => file === place || file.startsWith(`${place}/`)),
  )
  expect(missing).toEqual([])
})
